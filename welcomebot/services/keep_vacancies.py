"""What time does to ads: after the last day to apply they expire, and a year after their end they are deleted."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from welcomebot.domain.vacancies import VacancyState
from welcomebot.services.job_ports import Vacancies

KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Kept:
    """How many ads expired and how many were deleted."""

    expired: int
    removed: int


async def keep_vacancies(vacancies: Vacancies, *, now: datetime, today: date) -> Kept:
    """Expire the open ads whose last day is over and delete the old ones. `today` is the office's day: the last day counts whole."""
    return Kept(await expire_vacancies(vacancies, now=now, today=today), await vacancies.remove_ended(now - KEPT))


async def expire_vacancies(vacancies: Vacancies, *, now: datetime, today: date) -> int:
    """Expire the open ads whose last day is over, and return how many; nothing else about them changes."""
    overdue = await vacancies.overdue(today)
    for stored in overdue:
        await vacancies.put(replace(stored, state=VacancyState.EXPIRED, closed_at=now, updated_at=now))
    return len(overdue)
