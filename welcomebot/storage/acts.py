"""What the office did, in the database; nothing is ever changed here, only added."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.office_ports import Act
from welcomebot.storage.office_tables import ActRow

COLUMNS = ActRow.__table__.columns
NEWEST_FIRST = select(*COLUMNS).order_by(ActRow.number.desc())


class ActStore:
    """Acts in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, act: Act) -> int:
        """Write an act down and return its number."""
        values = {column.name: getattr(act, column.name) for column in COLUMNS if column.name != "number"}
        number: int = (await self._session.execute(insert(ActRow).values(values).returning(ActRow.number))).scalar_one()
        return number

    async def get(self, number: int) -> Act | None:
        """Return an act."""
        found = await self._acts(NEWEST_FIRST.where(ActRow.number == number))
        return found[0] if found else None

    async def of_subject(self, subject: str, *, limit: int) -> Sequence[Act]:
        """Return the latest acts on a thing, the newest first."""
        return await self._acts(NEWEST_FIRST.where(ActRow.subject == subject).limit(limit))

    async def latest(self, *, limit: int, before: int | None = None) -> Sequence[Act]:
        """Return the latest acts, the newest first; with `before`, those older than that number."""
        older = NEWEST_FIRST if before is None else NEWEST_FIRST.where(ActRow.number < before)
        return await self._acts(older.limit(limit))

    async def _acts(self, statement: Select[Any]) -> list[Act]:
        rows = await self._session.execute(statement)
        return [Act(row.at, row.user_id, row.action, row.subject, row.before, row.after, row.number) for row in rows]
