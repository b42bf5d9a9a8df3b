"""The way to a person: contact card, sending a question, writing a message."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.domain.dialogue import OfficeEffect, OfficeEvent
from welcomebot.services.answer_feedback import send_to_office
from welcomebot.services.know_person import step_office_dialogue
from welcomebot.telegram.cards.answer_news import when_answered_row
from welcomebot.telegram.cards.menu import start_buttons
from welcomebot.telegram.cards.office import office_card, sent_card
from welcomebot.telegram.handing_over import tell_office
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_command, on_tap, tapped_question
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [
        on_command("office", office_asked),
        on_command("cancel", cancelled),
        on_tap("office", office_tapped),
        on_tap("send", send_tapped),
        on_tap("write", write_tapped),
        on_tap("again", again_tapped),
    ]


async def office_asked(turn: Turn) -> None:
    """Show how to reach the office."""
    turn.say(*office_card(turn, question_id=0))


async def office_tapped(turn: Turn, number: str) -> None:
    """Show how to reach the office, with the question at hand ready to send."""
    turn.say(*office_card(turn, question_id=int(number) if number.isdecimal() else 0))


async def send_tapped(turn: Turn, number: str) -> None:
    """Put the question before the office, once."""
    question = await tapped_question(turn, number)
    if question:
        reply = turn.speaking(question.language)
        waits = await send_to_office(question, work=turn.work, answerer=turn.services.answerer, clock=turn.services.clock)
        if waits is not None:
            reply.say(sent_card(reply), (when_answered_row(reply, question.id),))
            await tell_office(turn, waits)
            await turn.remember_language()
        else:
            reply.say(Html.of(reply.tr("The office has this question already. I write to you here when a person answers.")))


async def write_tapped(turn: Turn) -> None:
    """Take the next message for the office."""
    await step_office_dialogue(turn.person, OfficeEvent.WANTS_TO_WRITE, work=turn.work, clock=turn.services.clock)
    turn.say(Html.of(turn.tr("Write your message to the office now, in any language. /cancel stops this.")))
    await turn.remember_language()


async def again_tapped(turn: Turn, number: str) -> None:
    """Take the next message for the office, in the language of the question that it answered."""
    question = await tapped_question(turn, number)
    if question:
        await write_tapped(turn.speaking(question.language))


async def cancelled(turn: Turn) -> None:
    """Stop whatever takes more than one step."""
    effect = await step_office_dialogue(turn.person, OfficeEvent.CANCELLED, work=turn.work, clock=turn.services.clock)
    if effect is OfficeEffect.SAY_CANCELLED:
        turn.say(Html.of(turn.tr("Stopped. Nothing was sent.")), start_buttons(turn))
    else:
        turn.say(Html.of(turn.tr("There is nothing to stop. Write your question at any time.")), start_buttons(turn))
