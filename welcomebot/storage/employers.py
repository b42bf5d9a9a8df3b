"""Who posts for a company, in the database."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.job_ports import Employer, EmployerState
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.tables import EmployerRow

COLUMNS = EmployerRow.__table__.columns


class EmployerStore:
    """Employers in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, user_id: int) -> Employer | None:
        """Return somebody's wish to post, and what the office decided."""
        return next(iter(await self._where(EmployerRow.user_id == user_id)), None)

    async def put(self, employer: Employer) -> None:
        """Store a wish or a decision in the place of what was there."""
        values = {
            "company": employer.company,
            "business_id": employer.business_id,
            "state": employer.state.value,
            "requested_at": employer.requested_at or datetime.now(UTC),
            "decided_by": employer.decided_by,
        }
        statement = insert_into(self._session, EmployerRow).values(user_id=employer.user_id, **values)
        await self._session.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=values))

    async def in_state(self, state: EmployerState) -> Sequence[Employer]:
        """Return the employers in a state, who waits longest first."""
        return await self._where(EmployerRow.state == state.value)

    async def _where(self, condition: ColumnElement[bool]) -> list[Employer]:
        rows = await self._session.execute(select(*COLUMNS).where(condition).order_by(EmployerRow.requested_at, EmployerRow.user_id))
        return [_employer(row) for row in rows]


def _employer(row: Any) -> Employer:
    return Employer(row.user_id, row.company, row.business_id, EmployerState(row.state), row.requested_at, row.decided_by)
