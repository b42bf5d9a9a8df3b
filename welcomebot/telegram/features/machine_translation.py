"""A machine's translation as the beginning of a text that somebody of the office writes."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.draft_answer import Maker
from welcomebot.services.propose_translation import translate_draft
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.cards.machine import no_translation_card, translated_card
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_tap("machine", refusing(translation_wanted))]


async def translation_wanted(turn: Turn, number: str) -> None:
    """Fill a draft with a machine's translation of the source text, and lead to it."""
    services = turn.services
    maker = Maker(services.library, services.answerer, turn.work, services.clock, services.today)
    draft = await translate_draft(int(number) if number.isdecimal() else 0, by=await acting(turn), maker=maker, engine=services.engine)
    turn.say(*(translated_card(turn, draft) if draft else no_translation_card(turn)))
