"""Questions that ask the same, in the database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, exists, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.domain.answering import Outcome
from welcomebot.services.office_ports import HandoverState, OpenQuestion
from welcomebot.storage.office_tables import ClusterMemberRow, HandoverRow, ReplyRow
from welcomebot.storage.tables import FeedbackRow, QuestionRow

WAITING = (HandoverState.OPEN, HandoverState.TAKEN)
NOT_FOR_ARTICLES = (Outcome.EMERGENCY, Outcome.SMALL_TALK, Outcome.HUMAN)


class ClusterStore:
    """Clusters in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open_questions(self, since: datetime) -> Sequence[OpenQuestion]:
        """Return the questions since a moment that no article answered, the oldest first.

        One that a person replied to in their own words still counts: the next who asks it needs a person again.
        """
        rows = await self._session.execute(_open().where(QuestionRow.asked_at >= since))
        return [_question(row) for row in rows if _is_without_article(row)]

    async def replace(self, members: Mapping[int, int]) -> None:
        """Store which cluster each question belongs to, in the place of what was stored before; a question that is gone is left out."""
        await self._session.execute(delete(ClusterMemberRow))
        known = set(await self._session.scalars(select(QuestionRow.id).where(QuestionRow.id.in_(list(members)))))
        rows = [{"question_id": number, "cluster": head} for number, head in members.items() if number in known]
        if rows:
            await self._session.execute(insert(ClusterMemberRow), rows)

    async def members(self) -> Mapping[int, int]:
        """Return the cluster of each question that has one."""
        rows = await self._session.execute(select(ClusterMemberRow.question_id, ClusterMemberRow.cluster))
        return {row.question_id: row.cluster for row in rows}

    async def questions_of(self, cluster: int) -> Sequence[OpenQuestion]:
        """Return the questions of a cluster that no article answered, the oldest first."""
        member = select(ClusterMemberRow.question_id).where(ClusterMemberRow.cluster == cluster)
        rows = await self._session.execute(_open().where(QuestionRow.id.in_(member)))
        return [_question(row) for row in rows if _is_without_article(row)]


def _open() -> Any:
    """Return the statement of questions that found no good answer; what is not the office's, or got an article from it, is left out."""
    without = or_(
        QuestionRow.outcome == Outcome.NO_ANSWER,
        FeedbackRow.is_helpful.is_(False),
        QuestionRow.sent_to_office_at.is_not(None),
    )
    sent_article = exists().where(ReplyRow.handover == HandoverRow.number, ReplyRow.article_id.is_not(None))
    is_settled = or_(HandoverRow.state == HandoverState.CLOSED, and_(HandoverRow.state == HandoverState.ANSWERED, sent_article))
    return (
        select(*QuestionRow.__table__.columns, HandoverRow.number.label("handover"), HandoverRow.state.label("handover_state"))
        .outerjoin(FeedbackRow, FeedbackRow.question_id == QuestionRow.id)
        .outerjoin(HandoverRow, HandoverRow.question_id == QuestionRow.id)
        .where(without, QuestionRow.outcome.not_in(NOT_FOR_ARTICLES), or_(HandoverRow.number.is_(None), ~is_settled))
        .order_by(QuestionRow.id)
    )


def _is_without_article(row: Any) -> bool:
    """Tell whether no article came later."""
    return bool(row.text.strip()) and not (row.outcome == Outcome.NO_ANSWER and row.article_ids)


def _question(row: Any) -> OpenQuestion:
    return OpenQuestion(
        id=row.id,
        text=row.text,
        language=row.language,
        asked_at=row.asked_at,
        user_id=row.user_id,
        wants_news=row.wants_news_at is not None,
        handover=row.handover or 0,
        is_waiting=row.handover_state in WAITING,
    )
