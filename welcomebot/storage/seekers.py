"""The profiles in the database, and what seekers marked."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.domain.seekers import NotForMe
from welcomebot.domain.vacancies import VacancyState
from welcomebot.services.job_ports import Marks, StoredSeeker
from welcomebot.storage.base import Base
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.job_json import json_of, seeker_of, wishes_of
from welcomebot.storage.people_in_jobs import remove_seeker
from welcomebot.storage.tables import DismissedVacancyRow, FinnishReportRow, SavedVacancyRow, SeekerRow, VacancyRow

COLUMNS = SeekerRow.__table__.columns


class SeekerStore:
    """Profiles in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, user_id: int) -> StoredSeeker | None:
        """Return a person's profile."""
        return next(iter(await self._where(SeekerRow.user_id == user_id)), None)

    async def put(self, stored: StoredSeeker) -> None:
        """Store a profile in the place of what was there."""
        values = {
            "profile": json_of(stored.seeker),
            "wishes": json_of(stored.wishes),
            "is_complete": stored.is_complete,
            "updated_at": stored.updated_at or datetime.now(UTC),
        }
        await self._upsert(SeekerRow, {"user_id": stored.user_id}, values)

    async def complete(self) -> Sequence[StoredSeeker]:
        """Return the profiles that are complete, ordered by person."""
        return await self._where(SeekerRow.is_complete.is_(True))

    async def remove(self, user_id: int) -> None:
        """Delete a profile with all that the person marked, was told and allowed."""
        await remove_seeker(self._session, user_id)

    async def marks(self, user_id: int) -> Marks:
        """Return what a seeker marked."""
        saved = await self._session.scalars(select(SavedVacancyRow.vacancy).where(SavedVacancyRow.user_id == user_id))
        dismissed = await self._session.execute(select(DismissedVacancyRow.vacancy, DismissedVacancyRow.reason).where(DismissedVacancyRow.user_id == user_id))
        return Marks(frozenset(saved), {row.vacancy: NotForMe(row.reason) for row in dismissed})

    async def save_vacancy(self, user_id: int, number: int, *, at: datetime) -> None:
        """Keep an ad for later; a second time changes nothing."""
        row = {"user_id": user_id, "vacancy": number, "saved_at": at}
        await self._session.execute(insert_into(self._session, SavedVacancyRow).values(row).on_conflict_do_nothing())

    async def unsave_vacancy(self, user_id: int, number: int) -> None:
        """Keep an ad no longer."""
        await self._session.execute(delete(SavedVacancyRow).where(SavedVacancyRow.user_id == user_id, SavedVacancyRow.vacancy == number))

    async def dismiss(self, user_id: int, number: int, reason: NotForMe, *, at: datetime) -> None:
        """Set an ad aside; the latest reason counts."""
        await self._upsert(DismissedVacancyRow, {"user_id": user_id, "vacancy": number}, {"reason": reason.value, "dismissed_at": at})

    async def undo_dismissal(self, user_id: int, number: int) -> None:
        """Take an ad back that was set aside."""
        await self._session.execute(delete(DismissedVacancyRow).where(DismissedVacancyRow.user_id == user_id, DismissedVacancyRow.vacancy == number))

    async def saved_without_reminder(self, last_day: date) -> Sequence[tuple[int, int]]:
        """Return (user, ad) of saved open ads whose last day is at most `last_day` and of which nobody was reminded."""
        saved = select(SavedVacancyRow.user_id, SavedVacancyRow.vacancy).join(VacancyRow, VacancyRow.number == SavedVacancyRow.vacancy)
        due = saved.where(SavedVacancyRow.reminded_at.is_(None), VacancyRow.state == VacancyState.OPEN.value, VacancyRow.apply_by <= last_day)
        rows = await self._session.execute(due.order_by(VacancyRow.apply_by, SavedVacancyRow.user_id, SavedVacancyRow.vacancy))
        return [(row.user_id, row.vacancy) for row in rows]

    async def mark_reminded(self, user_id: int, number: int, *, at: datetime) -> None:
        """Remember that a seeker was reminded of a saved ad."""
        mine = update(SavedVacancyRow).where(SavedVacancyRow.user_id == user_id, SavedVacancyRow.vacancy == number)
        await self._session.execute(mine.values(reminded_at=at))

    async def saved_and_closed(self) -> Sequence[tuple[int, int]]:
        """Return (user, ad) of saved ads that the employer closed, where the seeker was not told so."""
        saved = select(SavedVacancyRow.user_id, SavedVacancyRow.vacancy).join(VacancyRow, VacancyRow.number == SavedVacancyRow.vacancy)
        untold = saved.where(SavedVacancyRow.end_told_at.is_(None), VacancyRow.state == VacancyState.CLOSED.value)
        rows = await self._session.execute(untold.order_by(SavedVacancyRow.user_id, SavedVacancyRow.vacancy))
        return [(row.user_id, row.vacancy) for row in rows]

    async def mark_end_told(self, user_id: int, number: int, *, at: datetime) -> None:
        """Remember that a seeker was told of a saved ad's end."""
        mine = update(SavedVacancyRow).where(SavedVacancyRow.user_id == user_id, SavedVacancyRow.vacancy == number)
        await self._session.execute(mine.values(end_told_at=at))

    async def quiet_since(self, before: datetime) -> Sequence[StoredSeeker]:
        """Return the complete profiles that nobody changed or was asked about since a moment."""
        asked = func.coalesce(SeekerRow.asked_again_at, SeekerRow.updated_at)
        return await self._where(and_(SeekerRow.is_complete.is_(True), SeekerRow.updated_at < before, asked < before))

    async def mark_asked_again(self, user_id: int, *, at: datetime) -> None:
        """Remember that a seeker was asked whether they still look for work."""
        await self._session.execute(update(SeekerRow).where(SeekerRow.user_id == user_id).values(asked_again_at=at))

    async def report_finnish(self, user_id: int, number: int, *, is_needed: bool, at: datetime) -> None:
        """Store what somebody says about the Finnish that an ad asks for; the latest word counts."""
        await self._upsert(FinnishReportRow, {"user_id": user_id, "vacancy": number}, {"is_needed": is_needed, "reported_at": at})

    async def finnish_reports(self, number: int) -> tuple[int, int]:
        """Return how many people said that the work really needs Finnish, and how many that it does not."""
        said = list(await self._session.scalars(select(FinnishReportRow.is_needed).where(FinnishReportRow.vacancy == number)))
        return sum(said), len(said) - sum(said)

    async def _where(self, condition: ColumnElement[bool]) -> list[StoredSeeker]:
        return [_stored(row) for row in await self._session.execute(select(*COLUMNS).where(condition).order_by(SeekerRow.user_id))]

    async def _upsert(self, table: type[Base], key: dict[str, Any], values: dict[str, Any]) -> None:
        statement = insert_into(self._session, table).values(**key, **values)
        await self._session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


def _stored(row: Any) -> StoredSeeker:
    return StoredSeeker(row.user_id, seeker_of(row.profile), wishes_of(row.wishes), row.is_complete, row.updated_at)
