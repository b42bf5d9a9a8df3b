"""The people who wrote to the bot: reading, saving, exporting and forgetting."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Delete, delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.ports import Person
from welcomebot.storage.base import Base
from welcomebot.storage.people_in_jobs import export_jobs, forget_jobs
from welcomebot.storage.people_in_office import export_office, forget_office
from welcomebot.storage.tables import ChatRow, DialogueRow, FeedbackRow, InboxRow, OutboxRow, PersonRow, QuestionRow, ReadingRow

# The key of a call that leaves no row behind once it is made begins so.
FORGOTTEN = "forgotten:"


def forgotten_people(session: AsyncSession) -> set[int]:
    """Return who was forgotten in this transaction; the end of the delivery has to know."""
    people: set[int] = session.info.setdefault("forgotten_people", set())
    return people


class PeopleStore:
    """People in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, user_id: int) -> Person | None:
        """Return a person who chose a language."""
        row = await self._session.get(PersonRow, user_id)
        return person_of(row) if row else None

    async def save(self, person: Person) -> None:
        """Store what the person chose."""
        row = await self._session.get(PersonRow, person.user_id)
        if row is None:
            row = PersonRow(user_id=person.user_id, first_seen_at=datetime.now(UTC))
            self._session.add(row)
        row.language, row.accepts_russian, row.is_active = person.language, person.accepts_russian, person.is_active
        await self._session.flush()

    async def mark_active(self, user_id: int, *, is_active: bool) -> None:
        """Remember that a person blocked the bot or came back."""
        await self._session.execute(update(PersonRow).where(PersonRow.user_id == user_id).values(is_active=is_active))

    async def export(self, user_id: int) -> dict[str, Any]:
        """Return everything that is stored about a person, by kind."""
        questions = (await self._session.scalars(select(QuestionRow).where(QuestionRow.user_id == user_id).order_by(QuestionRow.id))).all()
        numbers = [question.id for question in questions]
        return {
            "person": _plain(await self._session.get(PersonRow, user_id)),
            "chat": _plain(await self._session.get(ChatRow, user_id)),
            "dialogue": _plain(await self._session.get(DialogueRow, user_id)),
            "reading": _plain(await self._session.get(ReadingRow, user_id)),
            "questions": [_plain(question) for question in questions],
            "feedback": [_plain(row) for row in await self._session.scalars(select(FeedbackRow).where(FeedbackRow.question_id.in_(numbers)))],
            "messages_waiting_to_be_sent": [
                _plain(row) for row in await self._session.scalars(select(OutboxRow).where(_to(user_id), OutboxRow.payload.is_not(None)))
            ],
            "messages_that_could_not_be_answered": [
                _plain(row) for row in await self._session.scalars(select(InboxRow).where(InboxRow.lane == user_id, InboxRow.state == "parked"))
            ],
            **await export_jobs(self._session, user_id),
            **await export_office(self._session, user_id),
        }

    async def forget(self, user_id: int) -> int:
        """Delete everything about a person and return how many records that were.

        Updates keep their number, so that Telegram's repetition of one is still recognised, and lose their content and their person.
        What is still on its way to the person leaves no row behind once it is sent.
        """
        numbers = select(QuestionRow.id).where(QuestionRow.user_id == user_id)
        deletions = (
            delete(FeedbackRow).where(FeedbackRow.question_id.in_(numbers)),
            delete(QuestionRow).where(QuestionRow.user_id == user_id),
            delete(DialogueRow).where(DialogueRow.user_id == user_id),
            delete(ReadingRow).where(ReadingRow.user_id == user_id),
            delete(PersonRow).where(PersonRow.user_id == user_id),
            delete(ChatRow).where(ChatRow.chat_id == user_id),
        )
        count = await forget_office(self._session, user_id)
        count += sum([await self._deleted(statement) for statement in deletions]) + await forget_jobs(self._session, user_id)
        await self._session.execute(delete(OutboxRow).where(_to(user_id), OutboxRow.state.not_in(("waiting", "sending"))))
        await self._session.execute(update(OutboxRow).where(_to(user_id)).values(dedupe_key=FORGOTTEN + OutboxRow.dedupe_key))
        await self._session.execute(update(InboxRow).where(InboxRow.lane == user_id, InboxRow.state.in_(("done", "parked"))).values(payload=None, lane=0))
        forgotten_people(self._session).add(user_id)
        return count

    async def _deleted(self, statement: Delete) -> int:
        result = await self._session.execute(statement)
        return result.rowcount if isinstance(result, CursorResult) else 0


def person_of(row: Any) -> Person:
    """Return a row as the services see it."""
    return Person(row.user_id, row.language, row.accepts_russian, row.is_active)


def _to(user_id: int) -> Any:
    return OutboxRow.chat_id == user_id


def _plain(row: Base | None) -> dict[str, Any] | None:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns} if row else None
