"""/announce: writing a message to many, choosing whom it reaches and when, sending and stopping it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from welcomebot.domain.announcing import MAX_UNITS, as_written, written_moment
from welcomebot.domain.contacts import references
from welcomebot.domain.language import CODES
from welcomebot.domain.staff import Right
from welcomebot.services.announce import (
    ANNOUNCE_FLOW,
    TEXT_STEP,
    TIME_STEP,
    announcements,
    cancel_announcement,
    choose_audience,
    delivery_report,
    drop_text,
    find_announcement,
    reach_of,
    schedule_announcement,
    unschedule,
    write_announcement,
)
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.office_ports import Announcement, AnnouncementState
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.announcement import (
    announcement_card,
    announcements_card,
    confirm_card,
    report_card,
    text_card,
    time_card,
    write_card,
)
from welcomebot.telegram.cards.audience import audience_card, toggled
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.flows import InFlow
from welcomebot.telegram.html import Html, utf16_length
from welcomebot.telegram.routes import on_command, on_tap
from welcomebot.telegram.turn import Turn, turn_of

MINE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & InFlow(ANNOUNCE_FLOW)
EDITABLE = (AnnouncementState.DRAFT, AnnouncementState.SCHEDULED)
NEW = 0


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any text."""
    return [
        on_command("announce", refusing(announcements_asked)),
        on_tap("ann", refusing(tapped)),
        CommandHandler("cancel", cancelled, filters=MINE),
        MessageHandler(MINE & filters.TEXT & ~filters.COMMAND, written),
    ]


async def announcements_asked(turn: Turn) -> None:
    """Show the latest announcements."""
    turn.show(*announcements_card(turn, await announcements(await acting(turn), work=turn.work)))


async def tapped(turn: Turn, verb: str, number: str, *args: str) -> None:
    """Take a step with an announcement; one that a colleague changed meanwhile is shown as it is now."""
    if verb == "list":
        await announcements_asked(turn)
    elif not number.isdecimal() or verb not in STEPS:
        turn.say(*outdated_menu(turn))
    elif verb == "write" and number == str(NEW):
        await _write(turn, None, *args)
    elif (found := await find_announcement(int(number), await acting(turn), work=turn.work)) is None:
        turn.say(*outdated_menu(turn))
    elif found.state in EDITABLE or verb in ("open", "cancel"):
        await STEPS[verb](turn, found, *args)
    else:
        await _open(turn, found)


async def written(update: Update, context: BotContext) -> None:
    """Take the text or the time; danger is answered in any case."""
    turn = await turn_of(update, context)
    at = await dialogue_in(ANNOUNCE_FLOW, turn.person.user_id, work=turn.work)
    if at is None or turn.services.answerer.is_emergency(turn.text):
        await answer(turn, turn.text)
    elif at.step == TEXT_STEP:
        await refusing(_text_written)(turn, str(at.data["number"]), str(at.data["language"]))
    else:
        await refusing(_time_written)(turn, str(at.data["number"]))


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop writing; what was written before stays."""
    turn = await turn_of(update, context)
    await end_of(ANNOUNCE_FLOW, turn.person.user_id, work=turn.work)
    turn.say(Html.of(turn.tr("Stopped. Nothing was sent.")))


async def _text_written(turn: Turn, number: str, language: str) -> None:
    contacts = turn.services.library.contacts
    text = as_written(turn.text, contacts, language)
    problem = _problem(turn, text)
    if problem:
        turn.say(Html.text(problem))
        return
    await end_of(ANNOUNCE_FLOW, turn.person.user_id, work=turn.work)
    found = await write_announcement(int(number), language, text, await acting(turn), work=turn.work, clock=turn.services.clock)
    await _shown(turn, found)


async def _time_written(turn: Turn, number: str) -> None:
    services, tr = turn.services, turn.tr
    moment = written_moment(turn.text, services.today, services.zone)
    if moment is None:
        turn.say(Html.of(tr("I do not understand this time. Write it like this: 1.12.2026 9:00")))
    elif moment <= services.clock():
        turn.say(Html.of(tr("This time is over. Write a later one.")))
    else:
        await end_of(ANNOUNCE_FLOW, turn.person.user_id, work=turn.work)
        await _schedule(turn, int(number), moment)


def _problem(turn: Turn, text: str) -> str:
    tr = turn.tr
    if unknown := next((key for key in references(text) if key not in turn.services.library.contacts), None):
        return tr("There is no such fact: {key}").format(key=unknown)
    if utf16_length(text) > MAX_UNITS:
        return tr("This is too long for one message. Write at most {n} characters.").format(n=MAX_UNITS)
    return ""


async def _open(turn: Turn, one: Announcement) -> None:
    if one.state in EDITABLE:
        turn.show(*announcement_card(turn, one, await reach_of(one, await acting(turn), work=turn.work)))
        return
    turn.show(*report_card(turn, one, await delivery_report(one.number, await acting(turn), work=turn.work)))


async def _shown(turn: Turn, one: Announcement | None) -> None:
    if one is None:
        turn.say(Html.of(turn.tr("It can no longer be changed. Perhaps a colleague was faster.")))
    else:
        await _open(turn, one)


async def _write(turn: Turn, one: Announcement | None, language: str) -> None:
    (await acting(turn)).require(Right.ANNOUNCE)
    if language in CODES:
        data = {"number": one.number if one else NEW, "language": language}
        await go_to(ANNOUNCE_FLOW, TEXT_STEP, turn.person.user_id, data=data, work=turn.work)
        turn.say(write_card(turn, language))


async def _time(turn: Turn, one: Announcement) -> None:
    await go_to(ANNOUNCE_FLOW, TIME_STEP, turn.person.user_id, data={"number": one.number}, work=turn.work)
    turn.show(*time_card(turn, one.number))


async def _text(turn: Turn, one: Announcement, language: str) -> None:
    turn.show(*text_card(turn, one, language)) if language in CODES else turn.say(*outdated_menu(turn))


async def _drop(turn: Turn, one: Announcement, language: str) -> None:
    await _shown(turn, await drop_text(one.number, language, await acting(turn), work=turn.work, clock=turn.services.clock))


async def _who(turn: Turn, one: Announcement) -> None:
    turn.show(*audience_card(turn, one, await reach_of(one, await acting(turn), work=turn.work)))


async def _toggle(turn: Turn, one: Announcement, part: str, value: str) -> None:
    by = await acting(turn)
    changed = await choose_audience(one.number, toggled(one.audience, part, value), by, work=turn.work, clock=turn.services.clock)
    await (_who(turn, changed) if changed else _shown(turn, None))


async def _now(turn: Turn, one: Announcement) -> None:
    turn.show(*confirm_card(turn, one, await reach_of(one, await acting(turn), work=turn.work)))


async def _send(turn: Turn, one: Announcement) -> None:
    await _schedule(turn, one.number, turn.services.clock())


async def _schedule(turn: Turn, number: int, moment: datetime) -> None:
    await _shown(turn, await schedule_announcement(number, moment, await acting(turn), work=turn.work, clock=turn.services.clock))


async def _hold(turn: Turn, one: Announcement) -> None:
    await _shown(turn, await unschedule(one.number, await acting(turn), work=turn.work, clock=turn.services.clock))


async def _cancel(turn: Turn, one: Announcement) -> None:
    by = await acting(turn)
    stopped = await cancel_announcement(one.number, by, work=turn.work, clock=turn.services.clock)
    after = await find_announcement(one.number, by, work=turn.work)
    await _shown(turn, after if stopped is not None else one)


STEPS: dict[str, Callable[..., Awaitable[None]]] = {
    "open": _open,
    "write": _write,
    "text": _text,
    "drop": _drop,
    "who": _who,
    "toggle": _toggle,
    "time": _time,
    "now": _now,
    "send": _send,
    "hold": _hold,
    "cancel": _cancel,
}
