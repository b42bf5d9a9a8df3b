"""What somebody of the office writes after they tapped Reply: it goes to whoever asked."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from welcomebot.domain.answering import Outcome
from welcomebot.services.answer_handover import REPLY_FLOW, ReplyStep, begin, current_step, stop
from welcomebot.services.ports import Dialogue
from welcomebot.services.read_inbox import view_of
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.emergency import emergency_card
from welcomebot.telegram.cards.handover import inbox_button
from welcomebot.telegram.cards.reply import found_card, sure_card, too_late_card
from welcomebot.telegram.flows import IN_OFFICE, STAFF_TALK, InFlow
from welcomebot.telegram.handing_over import offer_translation, office_of, send_reply
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn, turn_of

FOUND = 5  # articles that words find
MINE = IN_OFFICE & InFlow(REPLY_FLOW)
WRITTEN = STAFF_TALK & InFlow(REPLY_FLOW)


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any text or command."""
    return [
        CommandHandler("cancel", cancelled, filters=MINE),
        MessageHandler(MINE & filters.COMMAND, command_given),
        MessageHandler(WRITTEN & filters.TEXT & ~filters.COMMAND, text_written),
        MessageHandler(WRITTEN & ~filters.TEXT & ~filters.StatusUpdate.ALL, not_text),
    ]


async def text_written(update: Update, context: BotContext) -> None:
    """Send the reply, or find articles by the words; after more than an hour neither."""
    turn = await turn_of(update, context)
    step = await current_step(await acting(turn), work=turn.work)
    if step is None:
        await answer(turn, turn.text)
    elif step.expires_at is not None and turn.services.clock() >= step.expires_at:
        await _too_late(turn, int(step.data["handover"]))
    else:
        await refusing(_written)(turn, step)


async def not_text(update: Update, context: BotContext) -> None:
    """Say that a reply is words."""
    turn = await turn_of(update, context)
    turn.say(Html.of(turn.tr("A reply is text only, so this was not sent. Write your reply, or stop with /cancel.")))


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop writing; what was taken stays taken."""
    turn = await turn_of(update, context)
    await stop(await acting(turn), work=turn.work)
    turn.say(Html.of(turn.tr("Stopped. Nothing was sent.")), ((inbox_button(turn),),))


async def command_given(update: Update, context: BotContext) -> None:
    """Stop writing, then do what the command says: whoever went on to something else must not write to a newcomer by mistake."""
    turn = await turn_of(update, context)
    await stop(await acting(turn), work=turn.work)
    turn.say(Html.of(turn.tr("Your next message no longer goes to the newcomer. Tap Reply again when you want to answer.")))
    # The flow is over, so that this time the command's own feature takes it.
    await context.application.process_update(update)


async def _written(turn: Turn, step: Dialogue) -> None:
    number = int(step.data["handover"])
    if step.step == ReplyStep.WORDS:
        await _found(turn, number)
    elif turn.services.answerer.is_emergency(turn.text):
        await _is_it_a_reply(turn, number)
    elif not await offer_translation(turn, number, turn.text):
        await send_reply(turn, number, turn.text)


async def _found(turn: Turn, number: int) -> None:
    decision = await turn.services.answerer.decide(turn.text, language=turn.language)
    if decision.outcome is Outcome.EMERGENCY:
        turn.say(*emergency_card(turn, decision.detail))
    known = turn.services.library.articles
    turn.say(*found_card(turn, number, [each.article_id for each in decision.candidates if each.article_id in known][:FOUND]))


async def _is_it_a_reply(turn: Turn, number: int) -> None:
    """Show the help in danger, and ask whether the text was a reply: who answers an emergency writes of danger too."""
    decision = await turn.services.answerer.decide(turn.text, language=turn.language)
    turn.say(*emergency_card(turn, decision.detail))
    view = await view_of(number, await office_of(turn))
    if view is not None:
        await begin(ReplyStep.SURE, number, by=await acting(turn), work=turn.work, clock=turn.services.clock, text=turn.text)
        turn.say(*sure_card(turn, view.handover))


async def _too_late(turn: Turn, number: int) -> None:
    await stop(await acting(turn), work=turn.work)
    if turn.services.answerer.is_emergency(turn.text):
        await answer(turn, turn.text)
    else:
        turn.say(*too_late_card(turn, number))
