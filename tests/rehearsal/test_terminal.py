"""The same person in the terminal."""

import io

from rich.console import Console

from tests.rehearsal.play import playing
from welcomebot.rehearsal import terminal
from welcomebot.rehearsal.people import Person
from welcomebot.rehearsal.server import BotApi


async def talk(api: BotApi, person: Person, *lines: str) -> str:
    waiting = list(lines)

    async def read() -> str:
        if not waiting:
            raise EOFError
        return waiting.pop(0)

    screen = io.StringIO()
    async with playing(api):
        await terminal.chat(api, person, console=Console(file=screen, width=78), read=read)
    return screen.getvalue()


async def test_talk_with_numbers_for_buttons(api: BotApi, monkeypatch) -> None:
    monkeypatch.setattr(terminal, "ANSWER_PAUSE_S", 0.05)
    person = api.user(language="en")
    shown = await talk(api, person, "/start", "", "tax <card>?", "4", "3", "2", "99")
    assert "Hello! Write your question." in shown
    assert "You said: tax <card>?" in shown
    assert " 1  👍 It helped" in shown
    assert "Copied: Torikatu 1" in shown
    assert "Link: https://www.vero.fi/" in shown
    assert "Thank you! (down)" in shown
    assert "You said: 99" in shown
    assert person.toasts == ["Thank you!"]


async def test_quit_ends_the_talk(api: BotApi) -> None:
    person = api.user(language="ar")
    await talk(api, person, "/quit", "never said")
    assert person.messages == []


async def test_file_of_this_machine_is_sent(api: BotApi, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(terminal, "ANSWER_PAUSE_S", 0.05)
    file, empty = tmp_path / "my cv.txt", tmp_path / "empty.txt"
    file.write_text("Welder")
    empty.touch()
    person = api.user(language="en")
    shown = await talk(api, person, f"/file {file}", f"/file '{file}'", "/file /no/such.pdf", f"/file {empty}", "/file", "/files")
    assert "/file PATH sends a file" in shown
    assert "Cannot read /no/such.pdf: No such file or directory." in shown
    assert shown.count("Write the path of a file that is not empty: /file cv.pdf") == 2
    sent = [message for message in person.messages if not message.is_from_bot]
    assert [(message.document_name, message.document_bytes, message.text) for message in sent] == [
        ("my cv.txt", b"Welder", ""),
        ("my cv.txt", b"Welder", ""),
        ("", b"", "/files"),
    ]
