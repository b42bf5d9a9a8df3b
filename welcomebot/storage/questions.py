"""What was asked, what it led to and how people liked it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Text, bindparam, cast, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.ports import AskedQuestion
from welcomebot.storage.tables import FeedbackRow, QuestionRow

# Statements of rows, not of objects: nobody changes a question that was read, so the ORM would keep its books for nothing.
COLUMNS = QuestionRow.__table__.columns
ADD = insert(QuestionRow).returning(QuestionRow.id)
BY_NUMBER = select(*COLUMNS).where(QuestionRow.id == bindparam("number"))
NEWEST = select(*COLUMNS).where(QuestionRow.user_id == bindparam("user_id")).order_by(QuestionRow.id.desc()).limit(1)


class QuestionStore:
    """Questions in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, question: AskedQuestion) -> int:
        """Store a question and return its number."""
        values = {
            "user_id": question.user_id,
            "text": question.text,
            "language": question.language,
            "outcome": question.outcome,
            "article_ids": list(question.article_ids),
            "asked_at": question.asked_at,
        }
        connection = await self._session.connection()
        stored = await connection.execute(ADD, values)
        number: int = stored.scalar_one()
        return number

    async def get(self, question_id: int) -> AskedQuestion | None:
        """Return a question."""
        row = (await self._session.execute(BY_NUMBER, {"number": question_id})).one_or_none()
        return _question(row) if row else None

    async def latest(self, user_id: int) -> AskedQuestion | None:
        """Return a person's newest question."""
        row = (await self._session.execute(NEWEST, {"user_id": user_id})).one_or_none()
        return _question(row) if row else None

    async def record_outcome(self, question_id: int, outcome: str, article_ids: Sequence[str]) -> None:
        """Remember what a question led to in the end."""
        await self._session.execute(update(QuestionRow).where(QuestionRow.id == question_id).values(outcome=outcome, article_ids=list(article_ids)))

    async def send_to_office(self, question_id: int) -> bool:
        """Put a question before the office; False where it is there already."""
        waiting = update(QuestionRow).where(QuestionRow.id == question_id, QuestionRow.sent_to_office_at.is_(None))
        result = await self._session.execute(waiting.values(sent_to_office_at=datetime.now(UTC)))
        return isinstance(result, CursorResult) and result.rowcount == 1

    async def rate(self, question_id: int, *, is_helpful: bool, reason: str | None = None) -> None:
        """Store the verdict on an answer; a later one replaces it."""
        connection = await self._session.connection()
        verdict = {"question_id": question_id, "is_helpful": is_helpful, "reason": reason, "given_at": datetime.now(UTC)}
        await connection.execute(insert_or_replace_verdict(connection.dialect.name), verdict)

    async def drop_names(self, before: datetime) -> int:
        """Take the asker's number off the questions that are older than `before`; return how many."""
        result = await self._session.execute(update(QuestionRow).where(QuestionRow.asked_at < before, QuestionRow.user_id.is_not(None)).values(user_id=None))
        return result.rowcount if isinstance(result, CursorResult) else 0

    async def asked_by_article(self, since: datetime) -> Mapping[str, int]:
        """Return how often each article was offered since a moment."""
        # Counted by the database as text: a list can be compared only there where it is no JSON.
        offered = cast(QuestionRow.article_ids, Text)
        counted: Counter[str] = Counter()
        for ids, count in await self._session.execute(select(offered, func.count()).where(QuestionRow.asked_at >= since).group_by(offered)):
            counted.update(dict.fromkeys(json.loads(ids), count))
        return counted


@cache
def insert_or_replace_verdict(dialect: str) -> Any:
    """Return the statement that stores a verdict in the place of an earlier one."""
    statement = (postgresql if dialect == "postgresql" else sqlite).insert(FeedbackRow)
    changed = {name: statement.excluded[name] for name in ("is_helpful", "reason", "given_at")}
    return statement.on_conflict_do_update(index_elements=["question_id"], set_=changed)


def _question(row: Any) -> AskedQuestion:
    return AskedQuestion(
        id=row.id,
        user_id=row.user_id,
        text=row.text,
        language=row.language,
        outcome=row.outcome,
        article_ids=tuple(row.article_ids),
        asked_at=row.asked_at,
        sent_to_office=row.sent_to_office_at is not None,
    )
