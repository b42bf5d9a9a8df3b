"""/gaps: what is asked again and again without an answer, and one answer for all who asked it."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from welcomebot.domain.short_mark import marked
from welcomebot.services.answer_gap import GAP_FLOW, ToAll, begin_reply_to_all, close_all, reply_begun, reply_to_all, send_article_to_all, stop_reply
from welcomebot.services.cluster_questions import group_again
from welcomebot.services.office_ports import Handover
from welcomebot.services.writing_list import Gap, gap_of, nearest_to_gap, writing_list
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards import gaps as cards
from welcomebot.telegram.cards.handover import title_of
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.reply import article_reply_card, not_ours_card, reply_card
from welcomebot.telegram.flows import IN_OFFICE, STAFF_TALK, InFlow
from welcomebot.telegram.handing_over import asker_of
from welcomebot.telegram.html import Html
from welcomebot.telegram.prompting import ask_for_words
from welcomebot.telegram.routes import on_staff_command, on_tap
from welcomebot.telegram.turn import Turn, turn_of

MINE = InFlow(GAP_FLOW)


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any text."""
    return [
        on_staff_command("gaps", refusing(list_asked)),
        on_tap("gap", refusing(gap_tapped)),
        CommandHandler("cancel", cancelled, filters=IN_OFFICE & MINE),
        MessageHandler(STAFF_TALK & MINE & filters.TEXT & ~filters.COMMAND, reply_written),
    ]


async def list_asked(turn: Turn) -> None:
    """Show the writing list."""
    await _list(turn, 0)


async def gap_tapped(turn: Turn, verb: str, number: str, mark: str = "") -> None:
    """Do what a button of the list says."""
    if not number.isdecimal() or verb not in {*ACTS, "list", "again"}:
        turn.say(*outdated_menu(turn))
    elif verb == "list":
        await stop_reply(turn.person.user_id, work=turn.work)
        await _list(turn, int(number))
    elif verb == "again":
        await _group_again(turn)
    elif (found := await gap_of(int(number), by=await acting(turn), work=turn.work)) is None:
        turn.show(*cards.over_card(turn))
    else:
        await ACTS[verb](turn, found, mark)


async def reply_written(update: Update, context: BotContext) -> None:
    """Send the reply to all who wait; danger is answered in any case, and after more than an hour nothing is sent."""
    turn = await turn_of(update, context)
    begun = await reply_begun(turn.person.user_id, work=turn.work)
    if begun is None or turn.services.answerer.is_emergency(turn.text):
        await answer(turn, turn.text)
    elif begun.expires_at is not None and turn.services.clock() >= begun.expires_at:
        await stop_reply(turn.person.user_id, work=turn.work)
        turn.say(Html.of(turn.tr("More than an hour has passed, so nothing was sent.")), ((cards.list_button(turn),),))
    else:
        await refusing(_reply)(turn, str(begun.data["cluster"]))


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop writing."""
    turn = await turn_of(update, context)
    await stop_reply(turn.person.user_id, work=turn.work)
    turn.say(Html.of(turn.tr("Stopped. Nothing was sent.")), ((cards.list_button(turn),),))


async def _list(turn: Turn, page: int, *, said: str = "") -> None:
    found = await writing_list(by=await acting(turn), work=turn.work, clock=turn.services.clock)
    turn.show(*cards.list_card(turn, found, page, said=said))


async def _group_again(turn: Turn) -> None:
    count = await group_again(turn.services.meaning, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    if count is None:
        await _list(turn, 0, said=turn.tr("Grouping takes longer than expected. Please try again in a few minutes."))
    else:
        await _list(turn, 0, said=turn.tr("The questions are grouped anew."))


async def _show(turn: Turn, found: Gap, _: str) -> None:
    await stop_reply(turn.person.user_id, work=turn.work)
    nearest = await nearest_to_gap(found, turn.services.library.articles, answerer=turn.services.answerer)
    turn.show(*cards.gap_card(turn, found, nearest))


async def _answer(turn: Turn, found: Gap, _: str) -> None:
    if not found.waiting:
        turn.show(*cards.over_card(turn))
        return
    await begin_reply_to_all(found.cluster, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    turn.show(*cards.prompt_card(turn, found))
    await ask_for_words(turn)


async def _reply(turn: Turn, cluster: str) -> None:
    by, services = await acting(turn), turn.services
    language = (await services.answerer.decide(turn.text, language=turn.language)).language
    found = await gap_of(int(cluster), by=by, work=turn.work)
    done = await reply_to_all(int(cluster), turn.text, language, by=by, work=turn.work, clock=services.clock)
    await _tell(turn, done, lambda reader, handover: reader.say(*reply_card(reader, handover, turn.text)))
    turn.say(*cards.sent_to_all_card(turn, done, cards.draft_button(turn, found, language) if found else None))


async def _send(turn: Turn, found: Gap, mark: str) -> None:
    article_id = marked(mark, turn.services.library.articles)
    if article_id is None:
        turn.say(*outdated_menu(turn))
        return
    by, title = await acting(turn), title_of(turn, article_id)
    done = await send_article_to_all(found.cluster, article_id, title, turn.language, by=by, work=turn.work, clock=turn.services.clock)
    await _tell(turn, done, lambda reader, handover: reader.say(*article_reply_card(reader, handover, article_id)))
    turn.show(*cards.sent_to_all_card(turn, done))


async def _close(turn: Turn, found: Gap, _: str) -> None:
    turn.show(*cards.sure_to_close_card(turn, found))


async def _close_all(turn: Turn, found: Gap, _: str) -> None:
    done = await close_all(found.cluster, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    await _tell(turn, done, lambda reader, handover: reader.say(not_ours_card(reader, handover)))
    turn.show(*cards.closed_all_card(turn, done))


async def _tell(turn: Turn, done: ToAll, say: Callable[[Turn, Handover], None]) -> None:
    for handover in done.told:
        if reader := await asker_of(turn, handover):
            say(reader, handover)


ACTS: dict[str, Callable[[Turn, Gap, str], Awaitable[None]]] = {
    "show": _show,
    "answer": _answer,
    "send": _send,
    "close": _close,
    "closeall": _close_all,
}
