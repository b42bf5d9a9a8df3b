"""Work on texts that colleagues were asked to do, in the database; a text has at most one colleague."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.office_ports import Assignment
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.office_tables import AssignmentRow

COLUMNS = AssignmentRow.__table__.columns
KEY = ("article_id", "language")


class AssignmentStore:
    """Assignments in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, assignment: Assignment) -> None:
        """Give a text to a colleague, whoever had it before."""
        values = {column.name: getattr(assignment, column.name) for column in COLUMNS}
        changed = {name: value for name, value in values.items() if name not in KEY}
        statement = insert_into(self._session, AssignmentRow).values(values)
        await self._session.execute(statement.on_conflict_do_update(index_elements=list(KEY), set_=changed))

    async def all(self) -> Sequence[Assignment]:
        """Return what colleagues have to do, the oldest first."""
        rows = await self._session.execute(select(*COLUMNS).order_by(AssignmentRow.assigned_at, AssignmentRow.article_id, AssignmentRow.language))
        return [Assignment(row.article_id, row.language, row.assigned_to, row.assigned_by, row.assigned_at) for row in rows]

    async def remove(self, article_id: str, language: str) -> None:
        """Take a text off a colleague; nothing happens where nobody has it."""
        await self._session.execute(delete(AssignmentRow).where(AssignmentRow.article_id == article_id, AssignmentRow.language == language))
