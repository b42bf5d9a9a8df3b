"""Employers' wishes to contact seekers, in the database, and the log of every step."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.job_ports import ContactRequest, ContactStep, RequestState
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.tables import ContactRequestRow, ContactStepRow

COLUMNS = ContactRequestRow.__table__.columns
# From where a step can be taken. A yes can follow a no and a withdrawal, for the seeker may think again; nothing follows the end of the ad.
BEFORE: Mapping[RequestState, frozenset[RequestState]] = {
    RequestState.AGREED: frozenset({RequestState.ASKED, RequestState.DECLINED, RequestState.WITHDRAWN}),
    RequestState.DECLINED: frozenset({RequestState.ASKED}),
    RequestState.WITHDRAWN: frozenset({RequestState.AGREED}),
    RequestState.CLOSED: frozenset({RequestState.ASKED}),
}


class ContactRequestStore:
    """Contact requests in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, number: int) -> ContactRequest | None:
        """Return a request; None also where the seeker or the employer was forgotten."""
        return next(iter(await self._where(ContactRequestRow.number == number)), None)

    async def ask(self, request: ContactRequest, *, at: datetime) -> int | None:
        """Store a new request and its first step and return its number; None where this seeker was asked for this ad before."""
        row = {
            "vacancy": request.vacancy,
            "employer_id": request.employer_id,
            "seeker_id": request.seeker_id,
            "state": RequestState.ASKED.value,
            "contact": "",
            "asked_at": request.asked_at or at,
        }
        unless_asked = insert_into(self._session, ContactRequestRow).values(row).on_conflict_do_nothing(index_elements=["vacancy", "seeker_id"])
        number: int | None = await self._session.scalar(unless_asked.returning(ContactRequestRow.number))
        if number is not None:
            await self._log(number, RequestState.ASKED, at)
        return number

    async def step(self, number: int, step: RequestState, *, contact: str = "", at: datetime) -> bool:
        """Take the next step; False where the request is already there or gone, or where the step cannot follow.

        Only a yes holds a contact: with every other step it is deleted.
        """
        before = [state.value for state in BEFORE.get(step, ())]
        mine = update(ContactRequestRow).where(ContactRequestRow.number == number, ContactRequestRow.state.in_(before))
        result = await self._session.execute(mine.values(state=step.value, contact=contact if step is RequestState.AGREED else ""))
        if not isinstance(result, CursorResult) or result.rowcount != 1:
            return False
        await self._log(number, step, at)
        return True

    async def of_seeker(self, user_id: int) -> Sequence[tuple[ContactRequest, Sequence[ContactStep]]]:
        """Return every request that a seeker got, the oldest first, each with its steps."""
        requests = await self._where(ContactRequestRow.seeker_id == user_id)
        steps: dict[int, list[ContactStep]] = defaultdict(list)
        logged = select(ContactStepRow).where(ContactStepRow.request.in_([request.number for request in requests])).order_by(ContactStepRow.id)
        for row in await self._session.scalars(logged):
            steps[row.request].append(ContactStep(row.request, RequestState(row.step), row.at))
        return [(request, steps[request.number]) for request in requests]

    async def of_vacancy(self, number: int) -> Sequence[ContactRequest]:
        """Return the requests about an ad, the oldest first."""
        return await self._where(ContactRequestRow.vacancy == number)

    async def _log(self, number: int, step: RequestState, at: datetime) -> None:
        await self._session.execute(insert(ContactStepRow).values(request=number, step=step.value, at=at.astimezone(UTC)))

    async def _where(self, condition: ColumnElement[bool]) -> list[ContactRequest]:
        rows = await self._session.execute(select(*COLUMNS).where(condition).order_by(ContactRequestRow.number))
        return [_request(row) for row in rows]


def _request(row: Any) -> ContactRequest:
    return ContactRequest(row.vacancy, row.employer_id, row.seeker_id, RequestState(row.state), row.contact, row.asked_at, row.number)
