"""The whole way of an update: stored, handled, answered."""

import logging

import pytest

from tests.telegram.bots import EchoBot


async def test_text_is_answered(bot: EchoBot) -> None:
    newcomer = bot.api.user(language="uk")
    await newcomer.says("<b>Де прописатися?</b> & чому")
    assert newcomer.last.text == "You said: <b>Де прописатися?</b> & чому"


async def test_tap_stops_the_spinner_and_is_answered(bot: EchoBot) -> None:
    newcomer = bot.api.user()
    await newcomer.says("hello")
    await newcomer.taps("Again")
    assert newcomer.last.text == "You tapped."
    assert bot.api.counts["answerCallbackQuery"] == 1


async def test_poisoned_update_ends_with_an_apology_and_the_next_one_is_answered(bot: EchoBot, caplog: pytest.LogCaptureFixture) -> None:
    newcomer = bot.api.user()
    with caplog.at_level(logging.INFO):
        await newcomer.says("poison")
        await newcomer.says("hello")
    assert [message.text for message in newcomer.replies] == ["Sorry, that failed.", "You said: hello"]
    assert caplog.text.count("update.failed") == 6
    assert "update.parked" in caplog.text
