"""`bot.py staff invite` on a real database, with the simulated Telegram."""

from pathlib import Path

import httpx
import pytest

from welcomebot.cli import main, parser
from welcomebot.cli_staff import invitation_link
from welcomebot.domain.staff import Role
from welcomebot.errors import UsageError
from welcomebot.rehearsal.server import BotApi
from welcomebot.services.invite_staff import hash_of
from welcomebot.settings import Settings
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories
from welcomebot.telegram.bot_name import TelegramUnavailableError


def settings_of(folder: Path, token: str | None) -> Settings:
    return Settings(_env_file=None, telegram_bot_token=token, data_dir=folder)


def is_untouched(folder: Path) -> bool:
    return not list(folder.iterdir())


async def invitations(settings: Settings, secret: str) -> Role | None:
    database = Database(settings.database)
    async with database.reading() as session:
        found = await Repositories(session).staff.invitation(hash_of(secret))
        [act] = await Repositories(session).acts.latest(limit=5)
    await database.close()
    assert (act.user_id, act.action) == (None, "staff-invited")
    return found.role if found else None


async def test_command_prints_a_link_that_names_the_bot(tmp_path: Path) -> None:
    api = BotApi(token="1:rehearsal", username="kokkola_welcome_bot")
    settings = settings_of(tmp_path, "1:rehearsal")
    link = await invitation_link(settings, Role.JOB_DESK, transport=api.transport())
    address, _, secret = link.partition("?start=staff-")
    assert address == "https://t.me/kokkola_welcome_bot"
    assert await invitations(settings, secret) is Role.JOB_DESK


async def test_nobody_is_invited_where_telegram_does_not_know_the_bot(tmp_path: Path) -> None:
    api = BotApi(token="1:rehearsal")
    with pytest.raises(UsageError, match="does not know this token"):
        await invitation_link(settings_of(tmp_path, "2:another"), Role.CURATOR, transport=api.transport())
    assert is_untouched(tmp_path)


async def test_nobody_is_invited_where_telegram_cannot_be_reached(tmp_path: Path) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no network", request=request)

    with pytest.raises(TelegramUnavailableError):
        await invitation_link(settings_of(tmp_path, "1:rehearsal"), Role.CURATOR, transport=httpx.MockTransport(refuse))
    assert is_untouched(tmp_path)


def test_without_a_token_the_command_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    assert main(["staff", "invite"]) == 2
    assert capsys.readouterr().err.startswith("TELEGRAM_BOT_TOKEN: ")


def test_curator_is_the_usual_role() -> None:
    assert parser().parse_args(["staff", "invite"]).role == "curator"
