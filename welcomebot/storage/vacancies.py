"""The ads in the database."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.domain.vacancies import CloseReason, VacancyState
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.storage.counters import VACANCIES, counter, raise_counter
from welcomebot.storage.job_json import json_of, vacancy_of
from welcomebot.storage.tables import VacancyRow

# Statements of rows, not of objects: a session's memory of objects would answer with what was there before.
COLUMNS = VacancyRow.__table__.columns
INSERT = insert(VacancyRow).returning(VacancyRow.number, sort_by_parameter_order=True)
UPDATE = update(VacancyRow).where(VacancyRow.number == bindparam("key"))
FACE = 16  # characters of the mark of what people see


class VacancyStore:
    """Ads in one open transaction. The first change in it raises the revision, once."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, number: int) -> StoredVacancy | None:
        """Return the ad of a number."""
        return next(iter(await self._where(VacancyRow.number == number)), None)

    async def find(self, source: str, external_id: str) -> StoredVacancy | None:
        """Return the ad that a source names so."""
        return next(iter(await self._where(VacancyRow.source == source, VacancyRow.external_id == external_id)), None)

    async def of_source(self, source: str) -> Mapping[str, StoredVacancy]:
        """Return the ads that came from a source, by their own ids there."""
        return {ad.vacancy.id: ad for ad in await self._where(VacancyRow.source == source)}

    async def put(self, stored: StoredVacancy) -> int:
        """Store a new or changed ad and return its number."""
        return (await self.put_all([stored]))[0]

    async def put_all(self, ads: Sequence[StoredVacancy]) -> Sequence[int]:
        """Store new and changed ads with few statements, and return their numbers in the same order."""
        if not ads:
            return []
        await raise_counter(self._session, VACANCIES)
        connection = await self._session.connection()
        if changed := [{"key": ad.number, **_row(ad)} for ad in ads if ad.number]:
            await connection.execute(UPDATE, changed)
        new = [_row(ad) for ad in ads if not ad.number]
        numbers = iter((await connection.scalars(INSERT, new)).all() if new else ())
        return [ad.number or next(numbers) for ad in ads]

    async def open(self) -> Sequence[StoredVacancy]:
        """Return the open ads, the oldest number first."""
        return await self.in_state(VacancyState.OPEN)

    async def in_state(self, state: VacancyState) -> Sequence[StoredVacancy]:
        """Return the ads in a state, the oldest number first."""
        return await self._where(VacancyRow.state == state.value)

    async def posted_by(self, user_id: int) -> Sequence[StoredVacancy]:
        """Return the ads that somebody posted, the oldest number first."""
        return await self._where(VacancyRow.posted_by == user_id)

    async def overdue(self, today: date) -> Sequence[StoredVacancy]:
        """Return the open ads whose last day is over, the oldest number first."""
        return await self._where(VacancyRow.state == VacancyState.OPEN.value, VacancyRow.apply_by < today)

    async def remove_ended(self, before: datetime) -> int:
        """Delete the ads that ended before a moment, with all that hangs on them, and return how many."""
        over = VacancyRow.state.in_((VacancyState.CLOSED.value, VacancyState.EXPIRED.value))
        result = await self._session.execute(delete(VacancyRow).where(over, func.coalesce(VacancyRow.closed_at, VacancyRow.updated_at) < before))
        removed = result.rowcount if isinstance(result, CursorResult) else 0
        if removed:
            await raise_counter(self._session, VACANCIES)
        return removed

    async def revision(self) -> int:
        """Return the number of the ads; it grows with every change of any of them."""
        return await counter(self._session, VACANCIES)

    async def _where(self, *conditions: ColumnElement[bool]) -> list[StoredVacancy]:
        return [_stored(row) for row in await self._session.execute(select(*COLUMNS).where(*conditions).order_by(VacancyRow.number))]


def _face(stored: StoredVacancy, content: dict[str, Any]) -> str:
    shown = json.dumps([content, stored.state, stored.close_reason], sort_keys=True)
    return sha256(shown.encode()).hexdigest()[:FACE]


def _row(stored: StoredVacancy) -> dict[str, Any]:
    content = json_of(stored.vacancy)
    return {
        "source": stored.source,
        "external_id": stored.vacancy.id,
        "posted_by": stored.posted_by,
        "state": stored.state.value,
        "revision": stored.revision,
        "content": content,
        "face": _face(stored, content),
        "apply_by": stored.vacancy.apply_by,
        "same_ad": stored.vacancy.same_ad,
        "updated_at": stored.updated_at or datetime.now(UTC),
        "opened_at": stored.opened_at,
        "closed_at": stored.closed_at,
        "close_reason": stored.close_reason and stored.close_reason.value,
        "note": stored.note,
        "reminded_for": stored.reminded_for,
    }


def _stored(row: Any) -> StoredVacancy:
    return StoredVacancy(
        vacancy=vacancy_of(row.content),
        source=row.source,
        state=VacancyState(row.state),
        number=row.number,
        revision=row.revision,
        posted_by=row.posted_by,
        opened_at=row.opened_at,
        updated_at=row.updated_at,
        closed_at=row.closed_at,
        close_reason=CloseReason(row.close_reason) if row.close_reason else None,
        note=row.note,
        reminded_for=row.reminded_for,
    )
