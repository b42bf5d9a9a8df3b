"""What people are told about answers, in the database: the news, who wants to hear any, and who was told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, insert, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.domain.answering import Outcome
from welcomebot.services.office_ports import AnswerNews, HandoverState, NewsKind, NewsWanted
from welcomebot.storage.office_tables import AnswerNewsRow, HandoverRow, ReplyRow, ToldAnswerRow
from welcomebot.storage.tables import FeedbackRow, QuestionRow

NEWS = AnswerNewsRow.__table__.columns
WAITING, UNDONE = "waiting", "undone"
# Whoever is in danger or only chats waits for no article.
UNANSWERED = (Outcome.NO_ANSWER, Outcome.OWN_CASE)


class NewsStore:
    """News of answers in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, news: AnswerNews) -> int:
        """Store news and return their number."""
        values = {column.name: getattr(news, column.name) for column in NEWS if column.name != "number"}
        number: int = (
            await self._session.execute(insert(AnswerNewsRow).values({**values, "questions": list(news.questions)}).returning(AnswerNewsRow.number))
        ).scalar_one()
        return number

    async def due(self, now: datetime) -> Sequence[AnswerNews]:
        """Return the waiting news whose time has come, the oldest first."""
        found = await self._session.execute(select(*NEWS).where(AnswerNewsRow.state == WAITING, AnswerNewsRow.due_at <= now).order_by(AnswerNewsRow.number))
        return [_news(row) for row in found]

    async def finish(self, number: int, state: str) -> bool:
        """Mark waiting news as told or undone, atomically; False where that happened before."""
        return await self._changed(update(AnswerNewsRow).where(AnswerNewsRow.number == number, AnswerNewsRow.state == WAITING).values(state=state)) == 1

    async def undo_of(self, act: int) -> int:
        """Undo the waiting news of an act and return how many."""
        return await self._changed(update(AnswerNewsRow).where(AnswerNewsRow.act == act, AnswerNewsRow.state == WAITING).values(state=UNDONE))

    async def claim(self, news: int, user_id: int, *, at: datetime) -> bool:
        """Write down that a person is told; False where they were told of what the same act did to the same article."""
        mine = await self._session.get(AnswerNewsRow, news)
        if mine is None:
            return False
        same = select(AnswerNewsRow.number).where(AnswerNewsRow.act == mine.act, AnswerNewsRow.article_id == mine.article_id)
        told = await self._session.scalar(select(ToldAnswerRow.news).where(ToldAnswerRow.user_id == user_id, ToldAnswerRow.news.in_(same)).limit(1))
        if told is not None:
            return False
        await self._session.execute(insert(ToldAnswerRow).values(news=news, user_id=user_id, told_at=at))
        return True

    async def want(self, question_id: int, *, at: datetime) -> bool:
        """Remember that a question's asker wants to hear news; False where they said so before."""
        return await self._changed(update(QuestionRow).where(QuestionRow.id == question_id, QuestionRow.wants_news_at.is_(None)).values(wants_news_at=at)) == 1

    async def wishes(self, user_id: int) -> int:
        """Return of how many questions a person wants to hear news."""
        return await self._session.scalar(select(func.count()).where(QuestionRow.user_id == user_id, QuestionRow.wants_news_at.is_not(None))) or 0

    async def stop(self, user_id: int) -> int:
        """Forget all such wishes of a person and return how many."""
        wished = QuestionRow.user_id == user_id, QuestionRow.wants_news_at.is_not(None)
        return await self._changed(update(QuestionRow).where(*wished).values(wants_news_at=None))

    async def settle(self, question_ids: Iterable[int], article_id: str) -> None:
        """Remember which article a question got in the end, and that the wish to hear of it is fulfilled.

        That there was no answer at first stays for the statistics; of choices one was chosen in the end.
        """
        chosen = QuestionRow.id.in_(list(question_ids))
        outcome = case((QuestionRow.outcome == Outcome.CHOICES, Outcome.ANSWER.value), else_=QuestionRow.outcome)
        await self._session.execute(update(QuestionRow).where(chosen).values(article_ids=[article_id], outcome=outcome, wants_news_at=None))

    async def link(self, question_ids: Iterable[int], article_id: str) -> None:
        """Remember the article that was made from the office's reply to a question; the wish to hear of changes stays."""
        await self._session.execute(update(QuestionRow).where(QuestionRow.id.in_(list(question_ids))).values(article_ids=[article_id]))

    async def wanted_without_answer(self, since: datetime) -> Sequence[NewsWanted]:
        """Return the questions since a moment that are still without an answer and whose askers want to hear of one, the oldest first."""
        found = await self._session.execute(
            _wanted(since, or_(HandoverRow.state.is_(None), HandoverRow.state != HandoverState.ANSWERED)).add_columns(FeedbackRow.is_helpful)
        )
        return [_wish(row) for row in found if _is_without_answer(row)]

    async def wanted_of_article(self, article_id: str, since: datetime) -> Sequence[NewsWanted]:
        """Return the questions that an article answered since a moment and whose askers want to hear of a change, the oldest first.

        It answered where it was shown, where the office sent it, and where it was made from the office's reply.
        """
        sent = select(HandoverRow.question_id).join(ReplyRow, ReplyRow.handover == HandoverRow.number).where(ReplyRow.article_id == article_id)
        numbers = set(await self._session.scalars(sent.where(ReplyRow.sent_at >= since)))
        found = await self._session.execute(_wanted(since).add_columns(FeedbackRow.is_helpful))
        return [_wish(row) for row in found if row.id in numbers or (article_id in row.article_ids and row.outcome != Outcome.CHOICES)]

    async def _changed(self, statement: Any) -> int:
        result = await self._session.execute(statement)
        return result.rowcount if isinstance(result, CursorResult) else 0


def _wanted(since: datetime, *conditions: ColumnElement[bool]) -> Any:
    return (
        select(*QuestionRow.__table__.columns)
        .outerjoin(FeedbackRow, FeedbackRow.question_id == QuestionRow.id)
        .outerjoin(HandoverRow, HandoverRow.question_id == QuestionRow.id)
        .where(QuestionRow.wants_news_at.is_not(None), QuestionRow.user_id.is_not(None), QuestionRow.asked_at >= since, *conditions)
        .order_by(QuestionRow.id)
    )


def _is_without_answer(row: Any) -> bool:
    if row.outcome in UNANSWERED:
        # An article that came later was an answer.
        return not row.article_ids
    return row.outcome == Outcome.CHOICES or row.is_helpful is False or row.sent_to_office_at is not None


def _wish(row: Any) -> NewsWanted:
    return NewsWanted(row.id, row.user_id, row.text, row.language, row.outcome, tuple(row.article_ids), row.asked_at)


def _news(row: Any) -> AnswerNews:
    return AnswerNews(
        act=row.act,
        article_id=row.article_id,
        language=row.language,
        kind=NewsKind(row.kind),
        due_at=row.due_at,
        questions=tuple(row.questions),
        state=row.state,
        number=row.number,
    )
