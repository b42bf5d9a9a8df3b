"""What waits for a person of the office, in the database: who took it, what was answered, and the numbers by which people are known."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, insert, or_, select, true, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.office_ports import Handover, HandoverFilter, HandoverKind, HandoverState, Reply
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.office_tables import HandoverRow, PseudonymRow, ReplyRow
from welcomebot.storage.tables import QuestionRow

WAITING = (HandoverState.OPEN.value, HandoverState.TAKEN.value)
URGENCY = {kind.value: rank for rank, kind in enumerate(HandoverKind)}  # the most urgent is the least
# Somebody waits for these; the others are a wish of the office to know.
ASKED_FOR = (HandoverKind.EMERGENCY.value, HandoverKind.REQUEST.value)
OF_QUESTION = (QuestionRow.user_id, QuestionRow.text, QuestionRow.language, QuestionRow.outcome, QuestionRow.article_ids)
WHOLE = (
    select(*HandoverRow.__table__.columns, *OF_QUESTION, PseudonymRow.number.label("asker"))
    .join(QuestionRow, QuestionRow.id == HandoverRow.question_id)
    .outerjoin(PseudonymRow, PseudonymRow.user_id == QuestionRow.user_id)
)
IS_WAITING = HandoverRow.state.in_(WAITING)
EMERGENCIES_FIRST = (case((HandoverRow.kind == HandoverKind.EMERGENCY.value, 0), else_=1), HandoverRow.created_at, HandoverRow.number)


class HandoverStore:
    """Handovers in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open(self, handover: Handover) -> int:
        """Let a question wait and return its number; one that waits already becomes more urgent if `kind` is, and opens again if it had ended."""
        if handover.user_id is not None:
            await self._session.execute(insert_into(self._session, PseudonymRow).values(user_id=handover.user_id).on_conflict_do_nothing())
        fresh = _row(handover) | {"question_id": handover.question_id, "nearest": [list(each) for each in handover.nearest]}
        new = insert_into(self._session, HandoverRow).values(fresh).on_conflict_do_nothing(index_elements=["question_id"])
        number: int | None = await self._session.scalar(new.returning(HandoverRow.number))
        return number if number is not None else await self._open_again(handover)

    async def get(self, number: int) -> Handover | None:
        """Return a handover."""
        return next(iter(await self._handovers(WHOLE.where(HandoverRow.number == number))), None)

    async def of_question(self, question_id: int) -> Handover | None:
        """Return the handover of a question."""
        return next(iter(await self._handovers(WHOLE.where(HandoverRow.question_id == question_id))), None)

    async def answered_before(self, number: int) -> Handover | None:
        """Return what the asker of a handover was answered last before it."""
        asker = select(QuestionRow.user_id).join(HandoverRow, HandoverRow.question_id == QuestionRow.id).where(HandoverRow.number == number).scalar_subquery()
        answered = WHOLE.where(QuestionRow.user_id == asker, HandoverRow.number < number, HandoverRow.state == HandoverState.ANSWERED.value)
        return next(iter(await self._handovers(answered.order_by(HandoverRow.number.desc()).limit(1))), None)

    async def waiting(self, chosen: HandoverFilter, *, limit: int, after: int = 0) -> Sequence[Handover]:
        """Return what waits, emergencies first, then the oldest; `after` skips so many."""
        return await self._handovers(WHOLE.where(IS_WAITING, *_conditions(chosen)).order_by(*EMERGENCIES_FIRST).limit(limit).offset(after))

    async def count_waiting(self, chosen: HandoverFilter) -> int:
        """Return how much waits."""
        counted = select(func.count()).select_from(HandoverRow).join(QuestionRow, QuestionRow.id == HandoverRow.question_id)
        return await self._session.scalar(counted.where(IS_WAITING, *_conditions(chosen))) or 0

    async def take(self, number: int, by: int, *, at: datetime) -> Handover | None:
        """Take a handover, atomically; return it as it is afterwards: taken by `by`, or by whoever was first. None where it is gone."""
        mine = update(HandoverRow).where(HandoverRow.number == number, HandoverRow.state == HandoverState.OPEN.value)
        await self._session.execute(mine.values(state=HandoverState.TAKEN.value, taken_by=by, taken_at=at))
        return await self.get(number)

    async def give_back(self, number: int, by: int) -> bool:
        """Let others answer what somebody took; False where it is not theirs."""
        theirs = update(HandoverRow).where(HandoverRow.number == number, HandoverRow.state == HandoverState.TAKEN.value, HandoverRow.taken_by == by)
        return await self._is_changed(theirs.values(state=HandoverState.OPEN.value, taken_by=None, taken_at=None))

    async def end(self, number: int, state: HandoverState, by: int | None, *, at: datetime) -> bool:
        """End one that waits as answered or closed; False where it ended already or where a colleague of `by` has taken it."""
        is_free = HandoverRow.state == HandoverState.OPEN.value
        is_own = and_(HandoverRow.state == HandoverState.TAKEN.value, true() if by is None else HandoverRow.taken_by == by)
        ending = update(HandoverRow).where(HandoverRow.number == number, or_(is_free, is_own))
        return await self._is_changed(ending.values(state=state.value, ended_by=by, ended_at=at))

    async def add_reply(self, reply: Reply) -> int:
        """Store what was answered and return its number."""
        values = {column.name: getattr(reply, column.name) for column in ReplyRow.__table__.columns if column.name != "number"}
        number: int = (await self._session.execute(insert(ReplyRow).values(values).returning(ReplyRow.number))).scalar_one()
        return number

    async def replies(self, number: int) -> Sequence[Reply]:
        """Return what was answered to a handover, the oldest first."""
        rows = await self._session.execute(select(*ReplyRow.__table__.columns).where(ReplyRow.handover == number).order_by(ReplyRow.number))
        return [Reply(**row) for row in rows.mappings()]

    async def unreminded(self, created_before: datetime) -> Sequence[Handover]:
        """Return what people asked for and nobody took since then, of which staff were not reminded."""
        is_untaken = HandoverRow.state == HandoverState.OPEN.value
        return await self._late(created_before, is_untaken, HandoverRow.reminded_at.is_(None))

    async def unescalated(self, created_before: datetime) -> Sequence[Handover]:
        """Return what people asked for and nobody answered since then, taken or not, of which the administrators were not told."""
        return await self._late(created_before, IS_WAITING, HandoverRow.escalated_at.is_(None))

    async def mark_reminded(self, numbers: Sequence[int], *, at: datetime) -> Sequence[int]:
        """Remember that staff are reminded, and return those of which nobody reminded them before."""
        unmarked = update(HandoverRow).where(HandoverRow.number.in_(numbers), HandoverRow.reminded_at.is_(None))
        return list(await self._session.scalars(unmarked.values(reminded_at=at).returning(HandoverRow.number)))

    async def mark_escalated(self, numbers: Sequence[int], *, at: datetime) -> Sequence[int]:
        """Remember that the administrators are told, and return those of which nobody told them before."""
        unmarked = update(HandoverRow).where(HandoverRow.number.in_(numbers), HandoverRow.escalated_at.is_(None))
        return list(await self._session.scalars(unmarked.values(escalated_at=at).returning(HandoverRow.number)))

    async def remove_ended(self, before: datetime) -> int:
        """Delete what ended before a moment, with its replies, and return how many."""
        result = await self._session.execute(delete(HandoverRow).where(HandoverRow.ended_at < before))
        return result.rowcount if isinstance(result, CursorResult) else 0

    async def drop_pseudonyms(self) -> int:
        """Forget the office's numbers for people of whom no question is left, and return how many."""
        asking = select(QuestionRow.user_id).where(QuestionRow.user_id.is_not(None))
        result = await self._session.execute(delete(PseudonymRow).where(PseudonymRow.user_id.not_in(asking)))
        return result.rowcount if isinstance(result, CursorResult) else 0

    async def _open_again(self, handover: Handover) -> int:
        """Raise the kind of what waits, or let what ended wait anew: from now on, as if nobody had been told of it."""
        less_urgent = [kind for kind, rank in URGENCY.items() if rank > URGENCY[handover.kind.value]]
        is_raised = or_(HandoverRow.state.not_in(WAITING), HandoverRow.kind.in_(less_urgent))
        stays_taken = case((IS_WAITING, HandoverRow.state), else_=HandoverState.OPEN.value)
        anew = (
            _row(handover)
            | dict.fromkeys(("ended_by", "ended_at", "reminded_at", "escalated_at"))
            | {
                "state": stays_taken,
                "reason": handover.reason or HandoverRow.reason,
                "taken_by": case((IS_WAITING, HandoverRow.taken_by), else_=None),
                "taken_at": case((IS_WAITING, HandoverRow.taken_at), else_=None),
            }
        )
        its_own = HandoverRow.question_id == handover.question_id
        await self._session.execute(update(HandoverRow).where(its_own, is_raised).values(anew))
        number: int = (await self._session.execute(select(HandoverRow.number).where(its_own))).scalar_one()
        return number

    async def _late(self, created_before: datetime, *conditions: ColumnElement[bool]) -> list[Handover]:
        asked_for = HandoverRow.kind.in_(ASKED_FOR)
        return await self._handovers(WHOLE.where(asked_for, HandoverRow.created_at <= created_before, *conditions).order_by(*EMERGENCIES_FIRST))

    async def _handovers(self, statement: Select[Any]) -> list[Handover]:
        return [_handover(row) for row in (await self._session.execute(statement)).mappings()]

    async def _is_changed(self, statement: Any) -> bool:
        result = await self._session.execute(statement)
        return isinstance(result, CursorResult) and result.rowcount == 1


def _conditions(chosen: HandoverFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if chosen.kinds:
        conditions.append(HandoverRow.kind.in_([kind.value for kind in chosen.kinds]))
    if chosen.languages:
        conditions.append(QuestionRow.language.in_(chosen.languages))
    if chosen.before is not None:
        conditions.append(HandoverRow.created_at <= chosen.before)
    return conditions


def _row(handover: Handover) -> dict[str, Any]:
    """Return what a handover is when it opens."""
    return {"kind": handover.kind.value, "state": HandoverState.OPEN.value, "reason": handover.reason, "created_at": handover.created_at}


def _handover(row: Any) -> Handover:
    changed = {
        "kind": HandoverKind(row["kind"]),
        "state": HandoverState(row["state"]),
        "asker": row["asker"] or 0,
        "article_ids": tuple(row["article_ids"]),
        "nearest": tuple((str(article_id), float(score)) for article_id, score in row["nearest"]),
    }
    return Handover(**(dict(row) | changed))
