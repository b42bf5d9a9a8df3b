"""Lanes, holds, floods, retries and stops, as people see them."""

import asyncio
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from tests.telegram.bots import EchoBot, make_runner
from welcomebot.rehearsal.server import BotApi
from welcomebot.storage.database import Database
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.effects import SendMessage
from welcomebot.telegram.html import Html
from welcomebot.telegram.poller import Poller


class Slow:
    """Handlers that wait until the test lets them go on, and count how many of a person run at once."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.running: dict[int, int] = {}
        self.most_of_one_person = self.most = 0
        self._more = asyncio.Condition()

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        return [MessageHandler(filters.TEXT, self._handle)]

    async def runs(self, number: int) -> None:
        """Return when so many have been running at once."""
        async with self._more, asyncio.timeout(5):
            await self._more.wait_for(lambda: self.most >= number)

    async def _handle(self, update: Update, context: BotContext) -> None:
        assert update.effective_chat is not None
        chat_id = update.effective_chat.id
        self.running[chat_id] = self.running.get(chat_id, 0) + 1
        self.most_of_one_person = max(self.most_of_one_person, self.running[chat_id])
        async with self._more:
            self.most = max(self.most, sum(self.running.values()))
            self._more.notify_all()
        await self.go_on.wait()
        self.running[chat_id] -= 1
        context.effects.append(SendMessage(chat_id, Html.text(update.effective_message.text if update.effective_message else "")))


async def test_one_person_is_served_in_order_and_people_side_by_side(database: Database) -> None:
    api, slow = BotApi(), Slow()
    runner = make_runner(database, transport=api.transport(), handlers=slow.handlers, lanes=8)
    runner.receive_from(Poller(bot=runner.application.bot, timeout_s=1))
    crowd = [api.user() for _ in range(5)]
    for number in range(4):
        for person in crowd:
            await person.says(str(number))
    await runner.start()
    await slow.runs(5)
    slow.go_on.set()
    for person in crowd:
        await person.wait_for(lambda reply: reply.text == "3")
        assert [reply.text for reply in person.replies] == ["0", "1", "2", "3"]
    assert slow.most_of_one_person == 1
    await runner.stop(grace_s=1)


async def test_update_that_was_being_handled_at_the_stop_is_answered_after_the_start(database: Database) -> None:
    api, slow = BotApi(), Slow()
    runner = make_runner(database, transport=api.transport(), handlers=slow.handlers)
    runner.receive_from(Poller(bot=runner.application.bot, timeout_s=1))
    newcomer = api.user()
    await newcomer.says("hello")
    await runner.start()
    await slow.runs(1)
    await runner.stop(grace_s=0.01)
    assert newcomer.replies == []
    again = make_runner(database, transport=api.transport())
    await again.start()
    await newcomer.wait_for(lambda reply: reply.text == "You said: hello")
    await again.stop(grace_s=1)


async def test_short_texts_of_a_moment_are_one_question(database: Database) -> None:
    bot = EchoBot(database, hold=lambda text: 0.3 if len(text) < 20 else 0.0)
    newcomer = bot.api.user()
    await asyncio.gather(newcomer.says("tax"), newcomer.says("card"))
    assert [reply.text for reply in newcomer.replies] == ["You said: tax card"]
    await newcomer.says("a question that is long enough")
    assert newcomer.last.text == "You said: a question that is long enough"
    await bot.runner.stop(grace_s=1)


async def test_flood_gets_one_please_wait_and_the_first_twenty_answers(database: Database) -> None:
    api = BotApi()
    runner = make_runner(database, transport=api.transport())
    newcomer = api.user()
    for number in range(60):
        await newcomer.says(str(number))
    runner.receive_from(Poller(bot=runner.application.bot, timeout_s=1))
    await runner.start()
    await newcomer.wait_for(lambda reply: reply.text == "You said: 19")
    await newcomer.says("calm again")
    await newcomer.wait_for(lambda reply: reply.text == "You said: calm again")
    replies = [reply.text for reply in newcomer.replies]
    assert replies.count("One moment, please.") == 1
    assert [text for text in replies if text != "One moment, please."] == [f"You said: {n}" for n in range(20)] + ["You said: calm again"]
    await runner.stop(grace_s=1)


async def test_poisoned_update_holds_up_nobody_else(database: Database) -> None:
    api = BotApi()
    runner = make_runner(database, transport=api.transport(), pause=lambda _: timedelta(milliseconds=20))
    runner.receive_from(Poller(bot=runner.application.bot, timeout_s=1))
    unlucky, other = api.user(), api.user()
    await unlucky.says("poison")
    await unlucky.says("hello")
    await other.says("hello")
    await runner.start()
    await other.wait_for(lambda reply: reply.text == "You said: hello")
    await unlucky.wait_for(lambda reply: reply.text == "You said: hello")
    assert [reply.text for reply in unlucky.replies] == ["Sorry, that failed.", "You said: hello"]
    await runner.stop(grace_s=1)


async def test_messages_without_an_update_are_sent_once(bot: EchoBot) -> None:
    newcomer = bot.api.user(is_started=True)
    for _ in range(2):
        await bot.runner.send([SendMessage(newcomer.chat_id, Html("Job alert"), is_paced=True)], "alert:1")
        await bot.runner.sender.settle()
    await bot.runner.handle({"update_id": 1})
    assert [reply.text for reply in newcomer.replies] == ["Job alert"]


async def test_courtesy_that_breaks_stops_nothing(database: Database) -> None:
    def broken(_: dict[str, Any]) -> SendMessage:
        raise KeyError

    bot = EchoBot(database, apology=broken, please_wait=broken)
    newcomer = bot.api.user()
    await newcomer.says("poison")
    await newcomer.says("hello")
    assert [reply.text for reply in newcomer.replies] == ["You said: hello"]
    await bot.runner.stop(grace_s=1)
