"""Trouble with Telegram: what people see of it."""

import logging

import pytest

from tests.telegram.bots import EchoBot
from welcomebot.storage.database import Database
from welcomebot.storage.tables import ChatRow


async def test_connection_that_fails_is_tried_again(bot: EchoBot) -> None:
    newcomer = bot.api.user()
    bot.api.faults.connection_error(method="sendMessage")
    await newcomer.says("hello")
    assert [reply.text for reply in newcomer.replies] == ["You said: hello"]


async def test_server_error_is_tried_again(bot: EchoBot) -> None:
    newcomer = bot.api.user()
    bot.api.faults.server_error(502, method="sendMessage")
    await newcomer.says("hello")
    assert [reply.text for reply in newcomer.replies] == ["You said: hello"]


async def test_answer_that_was_lost_after_the_message_arrived_is_not_sent_twice(bot: EchoBot, caplog: pytest.LogCaptureFixture) -> None:
    newcomer = bot.api.user()
    bot.api.faults.timeout_after_storing(method="sendMessage")
    with caplog.at_level(logging.WARNING):
        await newcomer.says("hello")
    assert [reply.text for reply in newcomer.replies] == ["You said: hello"]
    assert "outbox.uncertain" in caplog.text


async def test_pause_that_telegram_wants_is_kept_and_the_order_too(bot: EchoBot) -> None:
    newcomer = bot.api.user()
    bot.api.faults.too_many_requests(1, method="sendMessage")
    await newcomer.says("one")
    await newcomer.says("two")
    assert [reply.text for reply in newcomer.replies] == ["You said: one", "You said: two"]


async def test_spinner_that_cannot_be_stopped_is_no_trouble(bot: EchoBot) -> None:
    newcomer = bot.api.user()
    await newcomer.says("hello")
    bot.api.faults.bad_request("query is too old and response timeout expired or query ID is invalid", method="answerCallbackQuery")
    await newcomer.taps("Again")
    assert newcomer.last.text == "You tapped."


async def test_who_blocked_the_bot_gets_nothing_until_they_return(bot: EchoBot, database: Database) -> None:
    newcomer = bot.api.user()
    bot.api.faults.blocked(method="sendMessage")
    await newcomer.says("hello")
    async with database.reading() as session:
        chat = await session.get(ChatRow, newcomer.chat_id)
    assert chat is not None
    assert not chat.is_active
    await newcomer.says("hello again")
    assert [reply.text for reply in newcomer.replies] == ["You said: hello again"]


async def test_block_and_return_are_noticed(bot: EchoBot, database: Database) -> None:
    newcomer = bot.api.user()
    await newcomer.says("hello")
    await newcomer.blocks()
    async with database.reading() as session:
        assert not (await session.get(ChatRow, newcomer.chat_id)).is_active
    await newcomer.returns()
    await newcomer.says("back")
    assert newcomer.last.text == "You said: back"


async def test_group_that_moved_gets_its_reply_in_the_new_place(bot: EchoBot) -> None:
    newcomer = bot.api.user()
    group = bot.api.group(newcomer)
    await group.says(newcomer, "before")
    new = await group.migrates()
    assert new.replies == []
    bot.api.chats[group.chat_id].info["type"] = "group"
    await group.says(newcomer, "after")
    assert [reply.text for reply in new.replies] == ["You said: after"]


async def test_update_that_comes_twice_is_answered_once(bot: EchoBot) -> None:
    newcomer = bot.api.user()
    bot.api.faults.duplicate_updates()
    await newcomer.says("hello")
    assert len(newcomer.replies) == 1
