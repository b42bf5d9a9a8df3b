"""Why somebody heard of a vacancy, or did not: everything that stood in the way, in the order in which it decides."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from welcomebot.domain.alert_times import is_quiet
from welcomebot.domain.seekers import Band, Pace
from welcomebot.domain.vacancies import VacancyState
from welcomebot.services.find_vacancies import Found, Looking, find, looking
from welcomebot.services.job_board import JobBoard
from welcomebot.services.job_ports import StoredVacancy, Told
from welcomebot.services.mark_vacancy import vacancy_of
from welcomebot.services.ports import Clock, Work
from welcomebot.services.vacancy_filters import Filters

EVERYTHING = Filters(with_hidden=True, with_weak=True)
SEEN = "seen:"  # how the key of a note begins that the person looked at the ad themselves
BANDS = tuple(Band)  # the best first


class Reason(StrEnum):
    """One thing that decides whether a person hears of a vacancy."""

    CLOSED = "closed"
    EXPIRED = "expired"
    NO_PROFILE = "no-profile"
    UNFINISHED_PROFILE = "unfinished-profile"
    DISMISSED = "dismissed"
    HIDDEN = "hidden"
    BLOCKED = "blocked"
    BAND = "band"
    ALERTS_OFF = "alerts-off"
    PAUSED = "paused"
    SAVED = "saved"
    SEEN = "seen"
    TOLD = "told"
    QUIET = "quiet"
    NEXT_MESSAGE = "next-message"


@dataclass(frozen=True)
class Why:
    """A vacancy with the reasons; none means that nothing stands in the way. `place` is where it stands in the person's list, from 1."""

    stored: StoredVacancy
    person: Looking
    found: Found | None
    place: int | None = None
    told: Told | None = None
    reasons: tuple[Reason, ...] = ()


async def explain(number: int, user_id: int, *, work: Work, board: JobBoard, clock: Clock, zone: ZoneInfo) -> Why | None:
    """Return why a person heard of a vacancy or not; None where no such vacancy is published."""
    stored = await vacancy_of(number, work=work)
    if stored is None:
        return None
    person = await looking(user_id, work=work)
    async with work.reading() as db:
        told = next((told for told in await db.ledger.of_vacancy(number) if told.user_id == user_id), None)
    results = await find(person, board, work=work, clock=clock, zone=zone)
    everything = await find(person, board, work=work, clock=clock, zone=zone, filters=EVERYTHING)
    place, there = results.place_of(number), everything.place_of(number)
    found = everything.at(there) if there is not None else None
    why = Why(stored, person, found, None if place is None else place + 1, told)
    return replace(why, reasons=tuple(_reasons(why, clock(), zone)))


def _reasons(why: Why, now: datetime, zone: ZoneInfo) -> Iterator[Reason]:
    stored, person, found, told = why.stored, why.person, why.found, why.told
    if stored.state is VacancyState.CLOSED:
        yield Reason.CLOSED
    elif stored.state is VacancyState.EXPIRED or not stored.vacancy.is_open_on(now.astimezone(zone).date()):
        yield Reason.EXPIRED
    if stored.number in person.marks.dismissed:
        yield Reason.DISMISSED
    if person.profile is None:
        yield Reason.NO_PROFILE
    elif found is not None:
        yield from _reasons_of_profile(person, found, now)
    if stored.number in person.marks.saved:
        yield Reason.SAVED
    elif told is not None:
        yield Reason.SEEN if told.dedupe_key.startswith(SEEN) else Reason.TOLD
    elif found is not None and person.profile is not None:
        yield from _not_yet(person.profile.wishes.pace, now, zone)


def _reasons_of_profile(person: Looking, found: Found, now: datetime) -> Iterator[Reason]:
    profile = person.profile
    if profile is None:
        return
    wishes = profile.wishes
    if not profile.is_complete:
        yield Reason.UNFINISHED_PROFILE
    if found.hidden:
        yield Reason.HIDDEN
    if found.match.blocked:
        yield Reason.BLOCKED
    if BANDS.index(found.match.band) > BANDS.index(wishes.least):
        yield Reason.BAND
    if wishes.pace is Pace.OFF:
        yield Reason.ALERTS_OFF
    elif wishes.paused_until and wishes.paused_until > now:
        yield Reason.PAUSED


def _not_yet(pace: Pace, now: datetime, zone: ZoneInfo) -> Iterator[Reason]:
    if pace is Pace.INSTANT and is_quiet(now, zone):
        yield Reason.QUIET
    elif pace in {Pace.DAILY, Pace.WEEKLY}:
        yield Reason.NEXT_MESSAGE
