"""What a person does with a vacancy: save it, set it aside and take that back, answer what is unknown, report on its Finnish."""

from dataclasses import dataclass
from typing import Any

from telegram.ext import BaseHandler

from welcomebot.domain.seekers import NotForMe
from welcomebot.services import mark_vacancy as marking
from welcomebot.services.find_vacancies import Looking, looking
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.services.not_for_me import LETTERS, change_for
from welcomebot.telegram.cards.finnish_reports import YES, reported_card, reports_card
from welcomebot.telegram.cards.not_for_me import CODES, NO_TIME, asks_for_time, change_of, dismissed_card, reasons_card, times_card
from welcomebot.telegram.cards.trail import Trail, mark, trail_of
from welcomebot.telegram.cards.vacancy import vacancy_card
from welcomebot.telegram.cards.vacancy_lists import no_such_vacancy, paused_card
from welcomebot.telegram.cards.vacancy_view import view_of
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn

REASONS = {code: reason for reason, code in CODES.items()}
TIMES = {letter: time for time, letter in LETTERS.items()}


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [
        on_tap("v-save", save_tapped),
        on_tap("v-drop", drop_tapped),
        on_tap("v-not", not_for_me_tapped),
        on_tap("v-why", reason_tapped),
        on_tap("v-undo", undo_tapped),
        on_tap("v-rest", pause_tapped),
        on_tap("v-have", answer_tapped),
        on_tap("v-fi", finnish_tapped),
        on_tap("v-said", finnish_reported),
    ]


@dataclass(frozen=True)
class Tapped:
    """The vacancy under whose card a button was tapped, the list that it belongs to, and who tapped."""

    stored: StoredVacancy
    trail: Trail
    person: Looking


async def tapped(turn: Turn, number: str, packed: str) -> Tapped | None:
    """Return what a button belongs to; where the vacancy is gone, say so."""
    stored = await marking.vacancy_of(int(number), work=turn.work) if number.isdecimal() else None
    if stored is None:
        turn.show(*no_such_vacancy(turn, number))
        return None
    return Tapped(stored, trail_of(packed, turn.services.board.places), await looking(turn.person.user_id, work=turn.work))


async def save_tapped(turn: Turn, number: str, packed: str = "", *, is_saved: bool = True) -> None:
    """Save the vacancy."""
    if card := await tapped(turn, number, packed):
        # The list is worked out before the write begins: nobody else has to wait for it.
        await _show(turn, card, marking.with_saved(card.person, card.stored.number, is_saved=is_saved))
        await marking.save(card.person, card.stored.number, is_saved=is_saved, work=turn.work, clock=turn.services.clock)
        await turn.remember_language()


async def drop_tapped(turn: Turn, number: str, packed: str = "") -> None:
    """Take the vacancy out of the saved ones."""
    await save_tapped(turn, number, packed, is_saved=False)


async def not_for_me_tapped(turn: Turn, number: str, packed: str = "") -> None:
    """Ask why."""
    if card := await tapped(turn, number, packed):
        turn.show(*reasons_card(turn, card.stored, card.trail))


async def reason_tapped(turn: Turn, number: str, packed: str, code: str, letter: str = "") -> None:
    """Set the vacancy aside, change the setting that the reason means and say which; of several working times ask first."""
    card = await tapped(turn, number, packed)
    if card is None:
        return
    reason, vacancy = REASONS.get(code), card.stored.vacancy
    if reason is None or (reason is NotForMe.HOURS and asks_for_time(vacancy) and letter not in {*TIMES, NO_TIME}):
        turn.show(*(times_card if reason else reasons_card)(turn, card.stored, card.trail))
        return
    profile, places = card.person.profile, turn.services.board.places
    change = change_for(profile, vacancy, reason, places, time=TIMES.get(letter)) if profile and letter != NO_TIME else None
    following = (await view_of(turn, card.stored, card.trail, card.person)).following
    turn.show(*dismissed_card(turn, card.stored, card.trail, reason, change, has_profile=profile is not None, following=following))
    await marking.dismiss(card.person, card.stored.number, reason, change, work=turn.work, clock=turn.services.clock)


async def undo_tapped(turn: Turn, number: str, packed: str, setting: str, before: str) -> None:
    """Show the vacancy again and set the setting back."""
    if card := await tapped(turn, number, packed):
        change = change_of(card.stored, setting, before)
        await _show(turn, card, marking.without_dismissal(card.person, card.stored.number, change))
        await marking.undo_dismissal(card.person, card.stored.number, change, work=turn.work, clock=turn.services.clock)


async def pause_tapped(turn: Turn, days: str) -> None:
    """Pause the alerts for some days, or stop them."""
    person = await looking(turn.person.user_id, work=turn.work)
    until = await marking.pause(person, int(days) if days.isdecimal() else None, work=turn.work, clock=turn.services.clock)
    turn.show(*paused_card(turn, until.astimezone(turn.services.zone).date() if until else None))


async def answer_tapped(turn: Turn, number: str, packed: str, named: str, answer: str) -> None:
    """Write the answer about a requirement into the profile, and show at once what it changes."""
    card = await tapped(turn, number, packed)
    if card is None:
        return
    match = turn.services.board.matcher.match(card.person.seeker, card.stored.vacancy, turn.services.clock().date())
    requirement = next((each.name for each in match.missing if mark(each.name) == named), "")
    person = marking.with_answer(card.person, requirement, answer)
    await _show(turn, card, person)
    if person.profile and person != card.person:
        await marking.store(person.profile, work=turn.work, clock=turn.services.clock)


async def finnish_tapped(turn: Turn, number: str, packed: str = "") -> None:
    """Show what others say of the Finnish that the work needs, and ask."""
    if card := await tapped(turn, number, packed):
        reports = await marking.finnish_reports(card.stored.number, work=turn.work)
        turn.show(*reports_card(turn, card.stored, card.trail, reports))


async def finnish_reported(turn: Turn, number: str, packed: str, verdict: str) -> None:
    """Take what the person says."""
    if card := await tapped(turn, number, packed):
        turn.show(*reported_card(turn, card.stored, card.trail))
        await marking.report_finnish(turn.person.user_id, card.stored.number, is_needed=verdict == YES, work=turn.work, clock=turn.services.clock)


async def _show(turn: Turn, card: Tapped, person: Looking) -> None:
    turn.show(*vacancy_card(turn, await view_of(turn, card.stored, card.trail, person)))
