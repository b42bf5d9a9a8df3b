"""A person in the terminal: what they type goes to the bot, a number taps a button."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from welcomebot.rehearsal.people import Person
from welcomebot.rehearsal.seen import Seen
from welcomebot.rehearsal.server import BotApi
from welcomebot.rehearsal.state import Message
from welcomebot.rehearsal.utf16 import utf16_slice
from welcomebot.rehearsal.world import Event

STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "cyan",
    "pre": "cyan",
    "blockquote": "dim",
    "expandable_blockquote": "dim",
    "text_link": "underline",
    "url": "underline",
    "bot_command": "blue",
}
ANSWER_PAUSE_S = 0.6  # after a piped line: how long no message means that the bot has said everything
LONGEST_WAIT_S = 8.0
HINTS = {"url": "↗", "copy_text": "⧉"}
FILE_COMMAND = "/file"
GOODBYES = frozenset({"/quit", "/exit"})


class TerminalChat:
    """The conversation of one person; `read` gives the next line or raises EOFError."""

    def __init__(self, api: BotApi, person: Person, *, console: Console, read: Callable[[], Awaitable[str]]) -> None:
        self._api = api
        self._person = person
        self._console = console
        self._read = read
        self._choices: list[tuple[Seen, dict[str, Any]]] = []
        self._heard = asyncio.Event()

    async def run(self) -> None:
        """Talk until the end of the input, /quit or Ctrl-C."""
        self._api.listeners.append(self._hear)
        try:
            self._console.print("Write to the bot. A number taps a button, /file PATH sends a file, /quit ends the talk.", style="dim")
            while (line := await self._next_line()) is not None:
                if line:
                    await self._do(line)
        finally:
            self._api.listeners.remove(self._hear)

    async def _next_line(self) -> str | None:
        try:
            line = (await self._read()).strip()
        except (EOFError, KeyboardInterrupt):
            return None
        return None if line in GOODBYES else line

    async def _do(self, line: str) -> None:
        self._heard.clear()
        if line.isdecimal() and 1 <= int(line) <= len(self._choices):
            seen, button = self._choices[int(line) - 1]
            await self._tap(seen, button)
            if "url" in button or "copy_text" in button:
                return
        elif line.partition(" ")[0] == FILE_COMMAND:
            if not await self._send_file(line.removeprefix(FILE_COMMAND).strip().strip("'\"")):
                return
        else:
            await self._person.says(line)
        await self._wait_for_answer()

    async def _send_file(self, path: str) -> bool:
        """Send a file of this machine; where there is none, say so and how the command is used."""
        try:
            name, content = await asyncio.to_thread(read_file, path)
        except OSError as error:
            self._console.print(Text(f"Cannot read {path}: {error.strerror}.", style="red"))
            return False
        if not content:
            self._console.print(Text("Write the path of a file that is not empty: /file cv.pdf", style="dim"))
            return False
        await self._person.sends_file(name, content)
        return True

    async def _tap(self, seen: Seen, button: dict[str, Any]) -> None:
        if "copy_text" in button:
            self._console.print(Text(f"Copied: {button['copy_text']['text']}", style="dim"))
        elif "url" in button:
            self._console.print(Text(f"Link: {button['url']}", style="dim"))
        await self._person.taps_button(seen, button)

    async def _wait_for_answer(self) -> None:
        """Wait until the bot has said everything, so that lines from a pipe get their answers one by one."""
        try:
            await asyncio.wait_for(self._heard.wait(), LONGEST_WAIT_S)
            while True:
                self._heard.clear()
                await asyncio.wait_for(self._heard.wait(), ANSWER_PAUSE_S)
        except TimeoutError:
            return

    def _hear(self, event: Event) -> None:
        if event.chat_id != self._person.chat_id:
            return
        if event.kind == "toast" and event.content[0]:
            self._console.print(Text(f"  {event.content[0]}", style="reverse"))
            self._heard.set()
        elif event.kind in {"message", "edit"} and isinstance(event.content, Message):
            seen = Seen(self._api, event.content)
            if seen.is_from_bot:
                self._show(seen, is_edit=event.kind == "edit")
                self._heard.set()

    def _show(self, seen: Seen, *, is_edit: bool) -> None:
        body = styled(seen)
        if seen.document_name:
            body = Text(f"[{seen.document_name}]\n", style="bold") + body
        self._console.print(Panel(body, title="changed" if is_edit else None, title_align="left", border_style="cyan", width=min(self._console.width, 78)))
        if not seen.keyboard:
            self._choices = [(other, button) for other, button in self._choices if other.message_id != seen.message_id]
            return
        self._choices = [(seen, button) for row in seen.keyboard for button in row]
        number = 0
        for row in seen.keyboard:
            line = Text("  ")
            for button in row:
                number += 1
                hint = next((HINTS[key] for key in HINTS if key in button), "")
                line.append(f" {number} ", style="reverse").append(f" {button['text']} {hint}  ")
            self._console.print(line)


def read_file(path: str) -> tuple[str, bytes]:
    """Return a file's name and content; nothing for no path."""
    file = Path(path).expanduser()
    return file.name, file.read_bytes() if path else b""


def styled(seen: Seen) -> Text:
    """Return a message's text with its entities as terminal styles."""
    plain = seen.text
    text = Text(plain)
    for entity in seen.entities:
        start = len(utf16_slice(plain, 0, entity["offset"]))
        end = start + len(utf16_slice(plain, entity["offset"], entity["length"]))
        if style := STYLES.get(entity["type"]):
            text.stylize(style, start, end)
        if url := entity.get("url"):
            text.stylize(f"link {url}", start, end)
    return text


async def chat(server: BotApi, user: Person, *, console: Console | None = None, read: Callable[[], Awaitable[str]] | None = None) -> None:
    """Talk with the bot in the terminal until the input ends."""
    console = console or Console()

    async def read_terminal() -> str:
        return await asyncio.to_thread(console.input, "[bold green]›[/] ")

    await TerminalChat(server, user, console=console, read=read or read_terminal).run()
