"""A bot of python-telegram-bot that talks to the rehearsal, and small bots to play with."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest
from telegram import Bot, Update
from telegram.request import HTTPXRequest

from welcomebot.rehearsal.server import BotApi


@dataclass
class Clock:
    """A clock that a test turns."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Heard:
    """The updates that reached the bot."""

    updates: list[Update] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [update.effective_message.text for update in self.updates if update.effective_message]


@pytest.fixture(autouse=True)
def durations_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def api(clock: Clock) -> AsyncIterator[BotApi]:
    """The server; a test that breaks a rule on purpose clears the list that it expects to be filled."""
    api = BotApi(clock=clock)
    yield api
    await api.close()
    assert api.violations == []
    assert api.rejections == []


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    request, polling = (HTTPXRequest(httpx_kwargs={"transport": api.transport()}) for _ in range(2))
    async with Bot(api.token, request=request, get_updates_request=polling) as bot:
        yield bot


@pytest.fixture
def heard(api: BotApi, bot: Bot) -> Heard:
    heard = Heard()

    async def deliver(update: dict) -> None:
        heard.updates.append(Update.de_json(update, bot))

    api.deliver = deliver
    return heard


@pytest.fixture
def rejected(api: BotApi) -> Callable[[], list[str]]:
    """Give the broken rules so far and forget them."""

    def take() -> list[str]:
        taken, api.rejections[:] = list(api.rejections), []
        return taken

    return take
