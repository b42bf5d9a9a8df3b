"""The article that each person read last."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.storage.tables import ReadingRow

LAST = select(ReadingRow.article_id).where(ReadingRow.user_id == bindparam("user_id"), ReadingRow.read_at >= bindparam("since"))


class ReadingStore:
    """What people read, in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def remember(self, user_id: int, article_id: str, at: datetime) -> None:
        """Store what a person reads now; it takes the place of what they read before."""
        connection = await self._session.connection()
        await connection.execute(_insert_or_replace(connection.dialect.name), {"user_id": user_id, "article_id": article_id, "read_at": at})

    async def last(self, user_id: int, since: datetime) -> str | None:
        """Return the article that a person read last, unless that was before a moment."""
        return await self._session.scalar(LAST, {"user_id": user_id, "since": since})

    async def remove_old(self, before: datetime) -> int:
        """Delete what was read before a moment; return how many rows."""
        result = await self._session.execute(delete(ReadingRow).where(ReadingRow.read_at < before))
        return result.rowcount if isinstance(result, CursorResult) else 0


@cache
def _insert_or_replace(dialect: str) -> Any:
    statement = (postgresql if dialect == "postgresql" else sqlite).insert(ReadingRow)
    changed = {name: statement.excluded[name] for name in ("article_id", "read_at")}
    return statement.on_conflict_do_update(index_elements=["user_id"], set_=changed)
