"""/jobdesk: what waits for the office, and approving employers and vacancies."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from welcomebot.services.approve_vacancy import JOB_DESK_FLOW, approve_vacancy, begin_note, note_about, send_back, waiting, waiting_vacancies
from welcomebot.services.dialogue_steps import end_of
from welcomebot.services.employer_access import decide_employer, waiting_employers
from welcomebot.services.job_ports import EmployerState, StoredVacancy
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.addressing import addressed
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.employer import Card, decided_card, published_card, sent_back_card
from welcomebot.telegram.cards.job_desk import desk_button, desk_home, employer_card, note_card, waiting_ad_card
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.flows import IN_OFFICE, STAFF_TALK, InFlow
from welcomebot.telegram.html import Html
from welcomebot.telegram.prompting import ask_for_words
from welcomebot.telegram.routes import on_staff_command, on_tap
from welcomebot.telegram.turn import Turn, turn_of

MINE = InFlow(JOB_DESK_FLOW)


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any text."""
    return [
        on_staff_command("jobdesk", refusing(desk_asked)),
        on_tap("jobdesk", refusing(part_tapped)),
        on_tap("staff", refusing(decision_tapped)),
        CommandHandler("cancel", cancelled, filters=IN_OFFICE & MINE),
        MessageHandler(STAFF_TALK & filters.TEXT & ~filters.COMMAND & MINE, note_written),
    ]


async def desk_asked(turn: Turn) -> None:
    """Show what waits."""
    turn.show(*desk_home(turn, await waiting(await acting(turn), work=turn.work)))


async def part_tapped(turn: Turn, part: str) -> None:
    """Show the next of what waits, or the desk where nothing of it does any more."""
    card = await PARTS[part](turn) if part in PARTS else None
    if card is None:
        await desk_asked(turn)
    else:
        turn.show(*card)


async def decision_tapped(turn: Turn, verb: str, number: str, note: str = "") -> None:
    """Decide on an employer or a vacancy; a colleague may have been faster."""
    decide = DECISIONS.get(verb)
    if decide is None or not number.isdecimal():
        turn.say(*outdated_menu(turn))
    elif not await decide(turn, int(number), note):
        turn.show(Html.of(turn.tr("This does not wait any more. Perhaps a colleague was faster.")), ((desk_button(turn),),))


async def note_written(update: Update, context: BotContext) -> None:
    """Send the vacancy back with the note."""
    turn = await turn_of(update, context)
    number = await note_about(turn.person.user_id, work=turn.work)
    if number is None or (turn.is_private and turn.services.answerer.is_emergency(turn.text)):
        await answer(turn, turn.text)
    else:
        await refusing(decision_tapped)(turn, "note", str(number), turn.text)


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop writing a note."""
    turn = await turn_of(update, context)
    await end_of(JOB_DESK_FLOW, turn.person.user_id, work=turn.work)
    turn.say(Html.of(turn.tr("Stopped. Nothing was sent.")), ((desk_button(turn),),))


async def _employer(turn: Turn) -> Card | None:
    found = await waiting_employers(await acting(turn), work=turn.work)
    return employer_card(turn, found[0]) if found else None


async def _vacancy(turn: Turn) -> Card | None:
    found = await waiting_vacancies(await acting(turn), work=turn.work)
    return waiting_ad_card(turn, found[0]) if found else None


async def _grant(turn: Turn, number: int, _: str) -> bool:
    return await _decided(turn, number, EmployerState.APPROVED)


async def _refuse(turn: Turn, number: int, _: str) -> bool:
    return await _decided(turn, number, EmployerState.REFUSED)


async def _decided(turn: Turn, number: int, state: EmployerState) -> bool:
    employer = await decide_employer(number, state, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    if employer is None:
        return False
    is_approved = state is EmployerState.APPROVED
    said = turn.tr("{name}: approved. The employer was told.") if is_approved else turn.tr("{name}: refused. The employer was told.")
    turn.show(Html.of(said, name=employer.company), ((desk_button(turn),),))
    reader = await addressed(turn, employer.user_id)
    reader.say(*decided_card(reader, employer))
    return True


async def _publish(turn: Turn, number: int, _: str) -> bool:
    stored = await approve_vacancy(number, by=await acting(turn), today=turn.services.today, work=turn.work, clock=turn.services.clock)
    if stored is None:
        return False
    turn.show(Html.of(turn.tr("{name}: approved. The employer was told."), name=stored.vacancy.title), ((desk_button(turn),),))
    await _tell_poster(turn, stored, published_card)
    return True


async def _return(turn: Turn, number: int, _: str) -> bool:
    if not await begin_note(number, by=await acting(turn), work=turn.work):
        return False
    turn.show(*note_card(turn, number))
    await ask_for_words(turn)
    return True


async def _note(turn: Turn, number: int, note: str) -> bool:
    stored = await send_back(number, note, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    if stored is None:
        return False
    turn.show(Html.of(turn.tr("{name}: sent back. The employer was told."), name=stored.vacancy.title), ((desk_button(turn),),))
    await _tell_poster(turn, stored, sent_back_card)
    return True


async def _tell_poster(turn: Turn, stored: StoredVacancy, card: Callable[[Turn, StoredVacancy], Card]) -> None:
    if stored.posted_by is not None:
        reader = await addressed(turn, stored.posted_by)
        reader.say(*card(reader, stored))


PARTS: dict[str, Callable[[Turn], Awaitable[Card | None]]] = {"employers": _employer, "vacancies": _vacancy}
DECISIONS: dict[str, Callable[[Turn, int, str], Awaitable[bool]]] = {
    "grant": _grant,
    "refuse": _refuse,
    "publish": _publish,
    "return": _return,
    "note": _note,
}
