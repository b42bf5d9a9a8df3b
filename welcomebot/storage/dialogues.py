"""The step that each person is at, guarded by a version number."""

from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.services.ports import Dialogue
from welcomebot.storage.tables import DialogueRow


class DialogueStore:
    """Dialogues in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, user_id: int) -> Dialogue | None:
        """Return where a person is."""
        row = await self._session.get(DialogueRow, user_id)
        return dialogue_of(row) if row else None

    async def save(self, dialogue: Dialogue) -> bool:
        """Store the next step of the version that was read; False where somebody else stepped in between."""
        step = {"flow": dialogue.flow, "step": dialogue.step, "data": dict(dialogue.data), "expires_at": dialogue.expires_at}
        if dialogue.version == 0:
            connection = await self._session.connection()
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            insert = dialect.insert(DialogueRow).values(user_id=dialogue.user_id, version=1, **step).on_conflict_do_nothing()
            return await self._session.scalar(insert.returning(DialogueRow.version)) is not None
        mine = update(DialogueRow).where(DialogueRow.user_id == dialogue.user_id, DialogueRow.version == dialogue.version)
        result = await self._session.execute(mine.values(version=dialogue.version + 1, **step))
        return isinstance(result, CursorResult) and result.rowcount == 1

    async def clear(self, user_id: int) -> None:
        """End whatever the person was in."""
        await self._session.execute(delete(DialogueRow).where(DialogueRow.user_id == user_id))


def dialogue_of(row: Any) -> Dialogue:
    """Return a row as the services see it."""
    return Dialogue(row.user_id, row.flow, row.step, row.data, row.version, row.expires_at)
