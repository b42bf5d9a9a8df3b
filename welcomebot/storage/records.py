"""What the office's figures are made of, from the database: no words and no persons are read here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.domain.answering import Outcome
from welcomebot.domain.figures import Asked
from welcomebot.services.office_ports import HandoverState
from welcomebot.storage.office_tables import HandoverRow
from welcomebot.storage.tables import FeedbackRow, QuestionRow


class RecordStore:
    """Records in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def asked(self, since: datetime, until: datetime) -> Sequence[Asked]:
        """Return the questions of a time, the end excluded."""
        question = QuestionRow
        columns = (question.asked_at, question.language, question.outcome, question.article_ids, question.sent_to_office_at, FeedbackRow.is_helpful)
        found = select(*columns).outerjoin(FeedbackRow, FeedbackRow.question_id == question.id)
        rows = await self._session.execute(found.where(question.asked_at >= since, question.asked_at < until))
        return [Asked(row.asked_at, row.language, row.outcome, tuple(row.article_ids), row.sent_to_office_at is not None, row.is_helpful) for row in rows]

    async def emergencies(self, since: datetime, until: datetime) -> int:
        """Return how many messages spoke of danger."""
        dangers = select(func.count()).where(QuestionRow.outcome == Outcome.EMERGENCY.value, QuestionRow.asked_at >= since, QuestionRow.asked_at < until)
        return int(await self._session.scalar(dangers) or 0)

    async def waits(self, since: datetime, until: datetime) -> Sequence[tuple[datetime, datetime]]:
        """Return from when to when those waited whom the office answered in a time."""
        answered = select(HandoverRow.created_at, HandoverRow.ended_at).where(HandoverRow.state == HandoverState.ANSWERED.value)
        rows = await self._session.execute(answered.where(HandoverRow.ended_at >= since, HandoverRow.ended_at < until))
        return [(row.created_at, row.ended_at) for row in rows]
