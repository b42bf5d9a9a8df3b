"""Telling seekers of new vacancies: which ones, at most once per ad and material change, and until when that is true."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from welcomebot.domain.alert_times import A_DAY, day_began, day_ends
from welcomebot.domain.seekers import Band, Pace
from welcomebot.services.find_vacancies import Found, Looking, ranked
from welcomebot.services.job_board import JobBoard
from welcomebot.services.job_ports import StoredSeeker, StoredVacancy, Told
from welcomebot.services.job_settings import is_paused
from welcomebot.services.ports import Repositories, Work
from welcomebot.services.vacancy_filters import Filters

IN_A_MESSAGE = 5
BANDS = tuple(Band)  # the best first


@dataclass(frozen=True)
class Alert:
    """The ads that a seeker is told of in one message; `more` others fit too and wait for the next. After `not_after` it would be wrong."""

    user_id: int
    key: str
    found: tuple[Found, ...]
    more: int = 0
    not_after: datetime | None = None


async def to_alert(pace: Pace, now: datetime, *, work: Work) -> Sequence[StoredSeeker]:
    """Return the seekers who want to hear at this pace and are not pausing."""
    async with work.reading() as db:
        complete = await db.seekers.complete()
    return [stored for stored in complete if stored.wishes.pace is pace and not is_paused(stored.wishes, now)]


async def alert_for(profile: StoredSeeker, board: JobBoard, now: datetime, zone: ZoneInfo, *, work: Work) -> Alert | None:
    """Return what a seeker is told now and write it down, all in the caller's transaction; None where there is nothing new."""
    user_id, today = profile.user_id, now.astimezone(zone).date()
    async with work.reading() as db:
        person = await db.people.get(user_id)
        marks, told = await db.seekers.marks(user_id), await db.ledger.told(user_id)
        room = A_DAY - await db.ledger.told_since(user_id, day_began(now, zone)) if profile.wishes.pace is Pace.INSTANT else A_DAY
    if person is None or not person.is_active or room <= 0:
        return None
    # The arithmetic runs beside the event loop, so that questions do not wait for it.
    results = await asyncio.to_thread(ranked, Looking(user_id, profile, marks), board, today, filters=Filters())
    new = [found for found in results.shown if _is_wanted(found, profile) and found.number not in marks.saved and not _was_told(found, told)]
    if not new:
        return None
    chosen = new[: min(IN_A_MESSAGE, room)]
    # The first ad's revision is told only once, so it names the message.
    key = f"alert:{user_id}:{chosen[0].number}.{chosen[0].stored.revision}"
    now_told = await _claimed(await work.writing(), chosen, Told(user_id, 0, 0, f"{key}:0", now))
    if not now_told:
        return None
    return Alert(user_id, key, now_told, len(new) - len(chosen), first_end((found.stored for found in now_told), zone))


def first_end(ads: Iterable[StoredVacancy], zone: ZoneInfo) -> datetime | None:
    """Return the midnight at which the first of some ads ends."""
    days = [stored.vacancy.apply_by for stored in ads if stored.vacancy.apply_by]
    return day_ends(min(days), zone) if days else None


async def see(user_id: int, stored: StoredVacancy, *, work: Work, now: datetime) -> None:
    """Remember that a seeker looked at an ad: they need not be told of it."""
    async with work.reading() as db:
        if (await db.ledger.told(user_id)).get(stored.number, 0) >= stored.revision:
            return
    db = await work.writing()
    await db.ledger.claim(Told(user_id, stored.number, stored.revision, f"seen:{user_id}", now))


def _is_wanted(found: Found, profile: StoredSeeker) -> bool:
    return found.match.may_alert and BANDS.index(found.match.band) <= BANDS.index(profile.wishes.least)


def _was_told(found: Found, told: Mapping[int, int]) -> bool:
    """Tell whether the seeker knows this revision of the ad, for whichever place it was posted."""
    return any(told.get(stored.number, 0) >= stored.revision for stored in (found.stored, *found.also))


async def _claimed(db: Repositories, found: Iterable[Found], like: Told) -> tuple[Found, ...]:
    """Write down what is told and return it; what another process told of in this moment is left out."""
    claimed = []
    for each in found:
        told = [replace(like, vacancy=stored.number, revision=stored.revision) for stored in (each.stored, *each.also)]
        if await db.ledger.claim(told[0]):
            claimed.append(each)
        for other in told[1:]:
            await db.ledger.claim(other)
    return tuple(claimed)
