"""/inbox: what waits for the office, one after another, and what can be done with it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from telegram.ext import BaseHandler

from welcomebot.domain.short_mark import marked
from welcomebot.services.add_wording import add_wording, take_wording_back
from welcomebot.services.answer_handover import ReplyStep, Taking, begin, close, current_step, give_back, stop, take
from welcomebot.services.office_ports import Handover, HandoverKind
from welcomebot.services.read_inbox import count_inbox, page_of_inbox, view_of
from welcomebot.services.reply_to_asker import is_reachable
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.cards.handover import handover_card, page_card
from welcomebot.telegram.cards.inbox import inbox_home
from welcomebot.telegram.cards.inbox_place import InboxPlace
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.reply import closed_card, look_card, not_ours_card, prompt_card, too_late_card, unworded_card, worded_card
from welcomebot.telegram.handing_over import asker_of, in_own_language, not_possible, office_of, send_chosen_article, send_reply
from welcomebot.telegram.prompting import ask_for_words
from welcomebot.telegram.routes import on_staff_command, on_tap
from welcomebot.telegram.turn import Turn

Place = InboxPlace | None


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [
        on_staff_command("inbox", refusing(inbox_asked)),
        on_tap("inbox", refusing(inbox_tapped)),
        on_tap("handover", refusing(handover_tapped)),
    ]


async def inbox_asked(turn: Turn) -> None:
    """Show how much waits."""
    await inbox_tapped(turn, InboxPlace().data)


async def inbox_tapped(turn: Turn, data: str) -> None:
    """Show the counts, or one of what was chosen."""
    place, office = InboxPlace.of(data) or InboxPlace(), await office_of(turn)
    if place.number is None:
        turn.show(*inbox_home(turn, place.chosen, await count_inbox(place.chosen, office)))
    else:
        page = await page_of_inbox(place.chosen, place.number, office)
        turn.show(*page_card(turn, replace(page, view=await in_own_language(turn, page.view)), place))
    await stop(office.by, work=turn.work)


async def handover_tapped(turn: Turn, verb: str, number: str, place: str, more: str = "") -> None:
    """Do what a button of a handover's card says."""
    act = ACTS.get(verb)
    if act is None or not number.isdecimal():
        turn.say(*outdated_menu(turn))
    else:
        await act(turn, int(number), InboxPlace.of(place), more)


async def _show(turn: Turn, number: int, place: Place, _: str = "") -> None:
    office = await office_of(turn)
    view = await in_own_language(turn, await view_of(number, office))
    await stop(office.by, work=turn.work)
    if view is None:
        await not_possible(turn, Taking.GONE, number, place)
    else:
        turn.show(*handover_card(turn, view, place))


async def _take(turn: Turn, number: int, place: Place, _: str) -> None:
    # A machine's translation is asked for before the database is locked for writing, and remembered.
    await in_own_language(turn, await view_of(number, await office_of(turn)))
    await take(number, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    # Whoever was second sees on the card who was first.
    await _show(turn, number, place)


async def _back(turn: Turn, number: int, place: Place, _: str) -> None:
    await in_own_language(turn, await view_of(number, await office_of(turn)))
    await give_back(number, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    await _show(turn, number, place)


async def _reply(turn: Turn, number: int, place: Place, _: str) -> None:
    handover = await _taken(turn, number, place)
    if handover is not None:
        if turn.is_in_staff_room:
            await _show(turn, number, place)
        else:
            turn.show(*prompt_card(turn, handover, place))
        await begin(ReplyStep.TEXT, number, by=await acting(turn), work=turn.work, clock=turn.services.clock)
        await ask_for_words(turn)


async def _look(turn: Turn, number: int, place: Place, _: str) -> None:
    handover = await _taken(turn, number, place)
    if handover is not None:
        await begin(ReplyStep.WORDS, number, by=await acting(turn), work=turn.work, clock=turn.services.clock)
        turn.show(*look_card(turn, handover, place))
        await ask_for_words(turn)


async def _taken(turn: Turn, number: int, place: Place) -> Handover | None:
    """Take a handover for an answer; where that is not possible, say so."""
    taken = await take(number, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    result, handover = taken.result, taken.handover
    if result is Taking.DONE and handover is not None and not await is_reachable(handover, work=turn.work):
        result = Taking.NOBODY
    if result is not Taking.DONE:
        await not_possible(turn, result, number, place)
    return handover if result is Taking.DONE else None


async def _sure(turn: Turn, number: int, _: Place, __: str) -> None:
    step = await current_step(await acting(turn), work=turn.work)
    if step is None or step.step != ReplyStep.SURE or step.data["handover"] != number:
        turn.show(*too_late_card(turn, number))
    else:
        await send_reply(turn, number, step.data["text"])


async def _machine(turn: Turn, number: int, _: Place, __: str) -> None:
    step = await current_step(await acting(turn), work=turn.work)
    if step is None or step.data["handover"] != number or "translated" not in step.data:
        turn.show(*too_late_card(turn, number))
    else:
        await send_reply(turn, number, step.data["text"], translated=step.data["translated"])


async def _send(turn: Turn, number: int, place: Place, mark: str) -> None:
    article_id = marked(mark, turn.services.library.articles)
    if article_id is None:
        turn.say(*outdated_menu(turn))
    else:
        await send_chosen_article(turn, number, article_id, place)


async def _word(turn: Turn, number: int, place: Place, mark: str) -> None:
    article_id = marked(mark, turn.services.library.articles)
    if article_id is None:
        turn.say(*outdated_menu(turn))
    else:
        worded = await add_wording(number, article_id, by=await acting(turn), work=turn.work, clock=turn.services.clock)
        turn.show(*worded_card(turn, worded, number, place))


async def _unword(turn: Turn, number: int, place: Place, act: str) -> None:
    number_of_act = int(act) if act.isdecimal() else 0
    worded = await take_wording_back(number_of_act, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    turn.show(*unworded_card(turn, worded, number, place))


async def _close(turn: Turn, number: int, place: Place, _: str) -> None:
    closed = await close(number, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    if closed.result is not Taking.DONE or closed.handover is None:
        await not_possible(turn, closed.result, number, place)
        return
    # Somebody who only got no answer, or did not like one, expects nothing.
    reader = await asker_of(turn, closed.handover) if closed.handover.kind is HandoverKind.REQUEST else None
    if reader is not None:
        reader.say(not_ours_card(reader, closed.handover))
    turn.show(*closed_card(turn, closed.handover, place, is_told=reader is not None))


ACTS: dict[str, Callable[[Turn, int, Place, str], Awaitable[None]]] = {
    "show": _show,
    "take": _take,
    "back": _back,
    "reply": _reply,
    "look": _look,
    "sure": _sure,
    "machine": _machine,
    "send": _send,
    "word": _word,
    "unword": _unword,
    "close": _close,
}
