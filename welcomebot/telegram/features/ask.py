"""Any text is a question."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from welcomebot.domain.dialogue import OfficeEvent
from welcomebot.services.answer_feedback import is_open, last_question, write_to_office
from welcomebot.services.know_person import is_writing_to_office, step_office_dialogue
from welcomebot.services.open_handover import withdraw
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.answer_news import when_answered_row
from welcomebot.telegram.cards.office import sent_card
from welcomebot.telegram.cards.welcome import example_questions
from welcomebot.telegram.handing_over import tell_office
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn, turn_of

PRIVATE_TEXT = filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [
        MessageHandler(PRIVATE_TEXT & filters.UpdateType.MESSAGE, question_asked),
        MessageHandler(PRIVATE_TEXT & filters.UpdateType.EDITED_MESSAGE, question_edited),
        on_tap("try", example_tapped),
    ]


async def question_asked(update: Update, context: BotContext) -> None:
    """Answer, unless the person is writing to the office; danger is answered in any case."""
    turn = await turn_of(update, context)
    clock = turn.services.clock
    if await is_writing_to_office(turn.person, work=turn.work, clock=clock) and not turn.services.answerer.is_emergency(turn.text):
        await step_office_dialogue(turn.person, OfficeEvent.WROTE, work=turn.work, clock=clock)
        waits = await write_to_office(turn.text, turn.person, turn.language, work=turn.work, answerer=turn.services.answerer, clock=clock)
        written = await last_question(turn.person, work=turn.work)
        turn.say(sent_card(turn), (when_answered_row(turn, written.id),) if written else ())
        await tell_office(turn, waits)
    else:
        await answer(turn, turn.text)


async def question_edited(update: Update, context: BotContext) -> None:
    """Take an edit for a new question only while the old one has no answer."""
    turn = await turn_of(update, context)
    question = await last_question(turn.person, work=turn.work)
    if turn.services.answerer.is_emergency(turn.text) or (question and is_open(question)):
        await answer(turn, turn.text)
        if question:
            await withdraw(question, work=turn.work, clock=turn.services.clock)
    else:
        turn.say(Html.of(turn.tr("I saw that you changed a message. If it is a new question, please send it again.")))


async def example_tapped(turn: Turn, number: str) -> None:
    """Answer one of the welcome's example questions."""
    examples = dict(enumerate(example_questions(turn)))
    question = examples.get(int(number) if number.isdecimal() else -1)
    if question:
        turn.say(Html.of("<i>{question}</i>", question=question))
        await answer(turn, question)
