"""What becomes of a stored ad when the same ad comes in again from outside."""

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from welcomebot.domain.vacancies import Vacancy, VacancyState
from welcomebot.services.job_ports import StoredVacancy


class Outcome(StrEnum):
    """What became of an ad."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REOPENED = "re-opened"
    WITHDRAWN = "withdrawn"


def next_version(old: StoredVacancy | None, vacancy: Vacancy, *, source: str, now: datetime, today: date) -> tuple[StoredVacancy, Outcome]:
    """Return the ad as it is from now on. The office brings it, so nobody has to approve it; one whose last day is over is stored as expired."""
    is_open = vacancy.is_open_on(today)
    if old is None:
        blank = StoredVacancy(vacancy, source, VacancyState.OPEN, updated_at=now)
        return (replace(blank, opened_at=now) if is_open else _expired(blank, now)), Outcome.NEW
    fresh = replace(old, vacancy=vacancy, revision=old.revision + vacancy.differs_materially(old.vacancy), updated_at=now)
    if is_open and _opens_again(old, vacancy):
        # It is news, also where nothing but the state changes.
        opened = replace(fresh, state=VacancyState.OPEN, revision=old.revision + 1, opened_at=now, closed_at=None, close_reason=None, note="")
        return opened, Outcome.REOPENED
    if not is_open and old.state is VacancyState.OPEN:
        return _expired(fresh, now), Outcome.CHANGED
    return (old, Outcome.UNCHANGED) if vacancy == old.vacancy else (fresh, Outcome.CHANGED)


def withdrawn(old: StoredVacancy, *, now: datetime) -> StoredVacancy:
    """Return an ad that is missing where it came from: closed, and nobody said why."""
    return replace(old, state=VacancyState.CLOSED, closed_at=now, updated_at=now, close_reason=None)


def _opens_again(old: StoredVacancy, vacancy: Vacancy) -> bool:
    """Tell whether the same ad is on offer anew. What somebody closed with a reason needs a new last day for that."""
    if old.state is VacancyState.CLOSED and old.close_reason is not None:
        return vacancy.apply_by is not None and (old.vacancy.apply_by is None or vacancy.apply_by > old.vacancy.apply_by)
    return old.state is not VacancyState.OPEN


def _expired(stored: StoredVacancy, now: datetime) -> StoredVacancy:
    return replace(stored, state=VacancyState.EXPIRED, closed_at=now)
