"""Texts in the making, in the database."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.office_ports import TextDraft
from welcomebot.storage.office_tables import TextDraftRow

OPEN = "open"
COLUMNS = TextDraftRow.__table__.columns
# What has a column of its own; the rest of a draft is its content.
OWN = frozenset(column.name for column in COLUMNS) - {"content"}


class TextDraftStore:
    """Drafts of one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, draft: TextDraft) -> int:
        """Store a draft and return its number."""
        values = {name: value for name, value in asdict(draft).items() if name in OWN and name != "number"}
        statement = insert(TextDraftRow).values(**values, content=_content(draft), updated_at=draft.made_at).returning(TextDraftRow.number)
        number: int = (await self._session.execute(statement)).scalar_one()
        return number

    async def get(self, number: int) -> TextDraft | None:
        """Return a draft."""
        row = (await self._session.execute(select(*COLUMNS).where(TextDraftRow.number == number))).one_or_none()
        return _draft(row) if row else None

    async def of_handover(self, handover: int) -> TextDraft | None:
        """Return the newest draft of a handover that was not discarded."""
        mine = select(*COLUMNS).where(TextDraftRow.handover == handover, TextDraftRow.state != "discarded")
        row = (await self._session.execute(mine.order_by(TextDraftRow.number.desc()).limit(1))).one_or_none()
        return _draft(row) if row else None

    async def save(self, draft: TextDraft, *, at: datetime) -> bool:
        """Store other words of an open draft; False where it is published or discarded."""
        values = {"article_id": draft.article_id, "language": draft.language, "content": _content(draft), "updated_at": at}
        return await self._changed(draft.number, values)

    async def finish(self, number: int, state: str, *, at: datetime) -> bool:
        """Publish or discard an open draft; of two who do so at once, one gets True."""
        return await self._changed(number, {"state": state, "updated_at": at})

    async def remove_old(self, before: datetime) -> int:
        """Delete the drafts that nobody touched since a moment, and return how many."""
        result = await self._session.execute(delete(TextDraftRow).where(TextDraftRow.updated_at < before))
        return result.rowcount if isinstance(result, CursorResult) else 0

    async def _changed(self, number: int, values: dict[str, Any]) -> bool:
        statement = update(TextDraftRow).where(TextDraftRow.number == number, TextDraftRow.state == OPEN).values(values)
        result = await self._session.execute(statement)
        return isinstance(result, CursorResult) and result.rowcount == 1


def _content(draft: TextDraft) -> dict[str, Any]:
    return {name: value for name, value in asdict(draft).items() if name not in OWN}


def _draft(row: Any) -> TextDraft:
    fields = {name: getattr(row, name) for name in OWN if name != "updated_at"}
    return TextDraft(**fields, **{**row.content, "questions": tuple(row.content["questions"])})
