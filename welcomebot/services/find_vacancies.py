"""Which open vacancies fit a person, in which order, and which ones their settings hide."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from welcomebot.domain.matches import Match
from welcomebot.domain.seekers import Band, NotForMe, Seeker
from welcomebot.services.job_board import JobBoard
from welcomebot.services.job_ports import Marks, StoredSeeker, StoredVacancy
from welcomebot.services.ports import Clock, Work
from welcomebot.services.search_vacancies import Search, relevance
from welcomebot.services.vacancy_filters import Filters, Hidden, hidden_by

STRANGER = Seeker(id="")
NO_LAST_DAY = date.max


@dataclass(frozen=True)
class Looking:
    """Who looks for work: their profile, None for somebody who only searches, and what they marked."""

    user_id: int
    profile: StoredSeeker | None = None
    marks: Marks = field(default_factory=Marks)

    @property
    def seeker(self) -> Seeker:
        """Return what is known of the person."""
        return self.profile.seeker if self.profile else STRANGER


@dataclass(frozen=True)
class Found:
    """A vacancy with how it fits; `also` is the same ad for other places. `relevance` is how near it is to a search."""

    stored: StoredVacancy
    match: Match
    also: tuple[StoredVacancy, ...] = ()
    hidden: Hidden | None = None
    relevance: float = 0.0

    @property
    def number(self) -> int:
        """Return the number that people see."""
        return self.stored.number

    @property
    def places(self) -> tuple[str, ...]:
        """Return every place of the ad, that of the best first."""
        return tuple(dict.fromkeys(stored.vacancy.municipality for stored in (self.stored, *self.also) if stored.vacancy.municipality))


@dataclass(frozen=True)
class Results:
    """The vacancies to show, the best first; those that the settings hide and those that fit little are only counted."""

    shown: tuple[Found, ...] = ()
    hidden: tuple[Found, ...] = ()
    weak: tuple[Found, ...] = ()

    def place_of(self, number: int) -> int | None:
        """Return where a vacancy stands in the list, from 0; None where it is not shown."""
        return next((place for place, found in enumerate(self.shown) if number in (found.number, *(other.number for other in found.also))), None)

    def at(self, place: int) -> Found | None:
        """Return the vacancy at a place of the list."""
        return self.shown[place] if 0 <= place < len(self.shown) else None


async def looking(user_id: int, *, work: Work) -> Looking:
    """Return the profile and the marks of a person."""
    async with work.reading() as db:
        return Looking(user_id, await db.seekers.get(user_id), await db.seekers.marks(user_id))


async def find(
    person: Looking, board: JobBoard, *, work: Work, clock: Clock, zone: ZoneInfo, filters: Filters | None = None, search: Search | None = None
) -> Results:
    """Return what is open now for a person; the arithmetic runs beside the event loop, so that questions do not wait for it."""
    await board.refresh(work)
    today = clock().astimezone(zone).date()
    return await asyncio.to_thread(ranked, person, board, today, filters=filters or Filters(), search=search)


def ranked(person: Looking, board: JobBoard, today: date, *, filters: Filters, search: Search | None = None) -> Results:
    """Return the open vacancies in order: what fits best, at equal score what ends first, then the newest.

    A search puts what is nearest to its words first, and fits little is no reason to leave a vacancy out of it.
    """
    found = _once_each(_matched(person, board, today, filters, search))
    hidden = () if filters.with_hidden else tuple(each for each in found if each.hidden)
    rest = [each for each in found if filters.with_hidden or not each.hidden]
    weak = () if filters.with_weak or search else tuple(each for each in rest if each.match.band is Band.WEAK)
    shown = [each for each in rest if filters.with_weak or search or each.match.band is not Band.WEAK]
    return Results(tuple(shown), hidden, weak)


def order(found: Found) -> tuple[object, ...]:
    """Return what sorts vacancies; nothing in it depends on the order that they come in."""
    opened = found.stored.opened_at
    newest = -opened.timestamp() if opened else 0.0
    last_day = found.stored.vacancy.apply_by or NO_LAST_DAY
    return -found.relevance, bool(found.match.blocked), -found.match.score, last_day, newest, found.number


def _matched(person: Looking, board: JobBoard, today: date, filters: Filters, search: Search | None) -> Iterable[Found]:
    seeker, dismissed = person.seeker, _dismissed_ads(person.marks, board)
    scorer, places = board.matcher.of(seeker), board.matcher.places
    for stored in board.vacancies.values():
        vacancy = stored.vacancy
        nearness = relevance(vacancy, search) if search else 0.0
        if not vacancy.is_open_on(today) or stored.number in dismissed or (search and not nearness):
            continue
        if filters.let_pass(vacancy, seeker, places):
            hidden = hidden_by(vacancy, seeker, person.profile.wishes) if person.profile else None
            yield Found(stored, scorer.match(vacancy, today), hidden=hidden, relevance=nearness)


def _dismissed_ads(marks: Marks, board: JobBoard) -> set[int]:
    """Return the numbers that a person does not want: the same ad elsewhere goes too, unless only its place was too far."""
    everywhere = {number for number, reason in marks.dismissed.items() if reason is not NotForMe.TOO_FAR}
    ads = {board.vacancies[number].vacancy.same_ad for number in everywhere if number in board.vacancies}
    same = {stored.number for stored in board.vacancies.values() if stored.vacancy.same_ad in ads} if ads else set()
    return same | set(marks.dismissed)


def _once_each(found: Iterable[Found]) -> Sequence[Found]:
    """Return each ad once, however many places it was posted for; the place that fits best stands for all."""
    by_ad: dict[str, list[Found]] = defaultdict(list)
    for each in sorted(found, key=order):
        by_ad[each.stored.vacancy.same_ad].append(each)
    return [replace(best, also=tuple(other.stored for other in others)) for best, *others in by_ad.values()]
