"""Fixtures of receiving and sending."""

from collections.abc import AsyncIterator

import pytest

from tests.telegram.bots import EchoBot
from welcomebot.storage.database import Database


@pytest.fixture
async def bot(database: Database) -> AsyncIterator[EchoBot]:
    """Give the echo bot; at the end the Bot API must have seen nothing that it does not know."""
    bot = EchoBot(database)
    yield bot
    await bot.runner.stop(grace_s=1)
    assert bot.api.violations == []
