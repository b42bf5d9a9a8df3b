"""A person in the tables of jobs: all that is stored about them there, and deleting it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Delete, Update, delete, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.storage.base import Base
from welcomebot.storage.counters import VACANCIES, raise_counter
from welcomebot.storage.tables import (
    AliasRow,
    ContactRequestRow,
    ContactStepRow,
    DismissedVacancyRow,
    EmployerRow,
    FinnishReportRow,
    SavedVacancyRow,
    SeekerRow,
    ToldRow,
    UnlinkedWordRow,
    VacancyRow,
)

OF_SEEKER = (SeekerRow, SavedVacancyRow, DismissedVacancyRow, FinnishReportRow, ToldRow, UnlinkedWordRow)
NOBODY = 0
# The numbers of other people stay out of what somebody gets about themselves.
OTHERS = frozenset({"employer_id", "seeker_id", "decided_by"})


async def export_jobs(session: AsyncSession, user_id: int) -> dict[str, Any]:
    """Return everything that the tables of jobs hold about a person, by kind."""

    async def rows(table: type[Base], condition: Any) -> list[dict[str, Any]]:
        found = await session.execute(select(*table.__table__.columns).where(condition))
        return [{name: value for name, value in row.items() if name not in OTHERS} for row in found.mappings()]

    requests = ContactRequestRow.seeker_id == user_id, ContactRequestRow.employer_id == user_id
    numbers = select(ContactRequestRow.number).where(or_(*requests))
    return {
        "job_profile": next(iter(await rows(SeekerRow, SeekerRow.user_id == user_id)), None),
        "saved_vacancies": await rows(SavedVacancyRow, SavedVacancyRow.user_id == user_id),
        "dismissed_vacancies": await rows(DismissedVacancyRow, DismissedVacancyRow.user_id == user_id),
        "what_you_said_about_finnish": await rows(FinnishReportRow, FinnishReportRow.user_id == user_id),
        "vacancies_that_you_were_told_of": await rows(ToldRow, ToldRow.user_id == user_id),
        "words_that_were_not_understood": await rows(UnlinkedWordRow, UnlinkedWordRow.user_id == user_id),
        "employers_who_asked_to_contact_you": await rows(ContactRequestRow, requests[0]),
        "contact_requests_that_you_made": await rows(ContactRequestRow, requests[1]),
        "steps_of_contact_requests": await rows(ContactStepRow, ContactStepRow.request.in_(numbers)),
        "employer": next(iter(await rows(EmployerRow, EmployerRow.user_id == user_id)), None),
        "vacancies_that_you_posted": await rows(VacancyRow, VacancyRow.posted_by == user_id),
        "employers_that_you_decided_on": [
            {"company": row["company"], "state": row["state"]} for row in await rows(EmployerRow, EmployerRow.decided_by == user_id)
        ],
        "names_that_you_gave_to_skills": await rows(AliasRow, AliasRow.added_by == user_id),
    }


async def forget_jobs(session: AsyncSession, user_id: int) -> int:
    """Delete a person from the tables of jobs and return how many records that were. An ad stays, and nobody posted it any more."""
    count = await remove_seeker(session, user_id)
    count += await _requests_removed(session, ContactRequestRow.employer_id == user_id)
    count += await _rows_changed(session, [delete(EmployerRow).where(EmployerRow.user_id == user_id)])
    if await _rows_changed(session, [update(VacancyRow).where(VacancyRow.posted_by == user_id).values(posted_by=None)]):
        await raise_counter(session, VACANCIES)
    await session.execute(update(EmployerRow).where(EmployerRow.decided_by == user_id).values(decided_by=None))
    await session.execute(update(AliasRow).where(AliasRow.added_by == user_id).values(added_by=NOBODY))
    return count


async def remove_seeker(session: AsyncSession, user_id: int) -> int:
    """Delete a profile with all that the person marked, was told and allowed, and return how many records that were.

    The contact that an employer got goes too: the employer's card then says that it is no longer available.
    """
    count = await _requests_removed(session, ContactRequestRow.seeker_id == user_id)
    return count + await _rows_changed(session, [delete(table).where(table.user_id == user_id) for table in OF_SEEKER])


async def _requests_removed(session: AsyncSession, condition: Any) -> int:
    numbers = select(ContactRequestRow.number).where(condition)
    await session.execute(delete(ContactStepRow).where(ContactStepRow.request.in_(numbers)))
    return await _rows_changed(session, [delete(ContactRequestRow).where(condition)])


async def _rows_changed(session: AsyncSession, statements: Iterable[Delete | Update]) -> int:
    results = [await session.execute(statement) for statement in statements]
    return sum(result.rowcount for result in results if isinstance(result, CursorResult))
