"""What was asked, what it led to and how people liked it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.ports import AskedQuestion
from welcomebot.storage.tables import FeedbackRow, QuestionRow


class QuestionStore:
    """Questions in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, question: AskedQuestion) -> int:
        """Store a question and return its number."""
        row = QuestionRow(
            user_id=question.user_id,
            text=question.text,
            language=question.language,
            outcome=question.outcome,
            article_ids=list(question.article_ids),
            asked_at=question.asked_at,
        )
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def get(self, question_id: int) -> AskedQuestion | None:
        """Return a question."""
        row = await self._session.get(QuestionRow, question_id)
        return _question(row) if row else None

    async def latest(self, user_id: int) -> AskedQuestion | None:
        """Return a person's newest question."""
        row = await self._session.scalar(select(QuestionRow).where(QuestionRow.user_id == user_id).order_by(QuestionRow.id.desc()).limit(1))
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
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        verdict = {"is_helpful": is_helpful, "reason": reason, "given_at": datetime.now(UTC)}
        statement = dialect.insert(FeedbackRow).values(question_id=question_id, **verdict)
        await self._session.execute(statement.on_conflict_do_update(index_elements=["question_id"], set_=verdict))

    async def drop_names(self, before: datetime) -> int:
        """Take the asker's number off the questions that are older than `before`; return how many."""
        result = await self._session.execute(update(QuestionRow).where(QuestionRow.asked_at < before, QuestionRow.user_id.is_not(None)).values(user_id=None))
        return result.rowcount if isinstance(result, CursorResult) else 0


def _question(row: QuestionRow) -> AskedQuestion:
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
