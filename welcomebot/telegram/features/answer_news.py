"""Saying yes to news of an answer, and stopping them."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.follow_answers import has_answer, stop_news, want_news
from welcomebot.telegram.cards.answer_news import CHANGE, noted_card, stopped_text
from welcomebot.telegram.routes import on_tap, tapped_question
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_tap("news", news_wanted), on_tap("nonews", stop_tapped)]


async def news_wanted(turn: Turn, number: str, what: str = "") -> None:
    """Remember the wish, once; only whoever asked can have it."""
    question = await tapped_question(turn, number)
    if question:
        is_new = await want_news(question, work=turn.work, clock=turn.services.clock)
        reply = turn.speaking(question.language)
        reply.say(*noted_card(reply, is_new=is_new, is_change=what == CHANGE or has_answer(question)))
        await turn.remember_language()


async def stop_tapped(turn: Turn) -> None:
    """Send no news any more."""
    await stop_news(turn.person, work=turn.work)
    turn.say(stopped_text(turn))
