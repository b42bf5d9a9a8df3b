"""The staff group and its forum topics, in the database."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.storage.inserting import insert_into
from welcomebot.storage.office_tables import StaffTopicRow
from welcomebot.storage.tables import ChatRow


class StaffTopicStore:
    """The staff group in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def room(self, chat_id: int) -> int | None:
        """Return the group's number as it is now: a group that became a supergroup has a new one. None where the bot is not in it any more."""
        row = await self._session.get(ChatRow, chat_id)
        if row is not None and row.migrated_to is not None:
            chat_id = row.migrated_to
            row = await self._session.get(ChatRow, chat_id)
        return chat_id if row is None or row.is_active else None

    async def get(self, chat_id: int, topic: str) -> int | None:
        """Return a topic's thread."""
        return (await self.all(chat_id)).get(topic)

    async def all(self, chat_id: int) -> Mapping[str, int]:
        """Return the thread of each topic that the group has."""
        rows = await self._session.execute(select(StaffTopicRow.topic, StaffTopicRow.thread_id).where(StaffTopicRow.chat_id == chat_id))
        return {row.topic: row.thread_id for row in rows}

    async def put(self, chat_id: int, topic: str, thread_id: int) -> bool:
        """Store a topic that was made; False where there is one already."""
        statement = insert_into(self._session, StaffTopicRow).values(chat_id=chat_id, topic=topic, thread_id=thread_id)
        stored = statement.on_conflict_do_nothing(index_elements=["chat_id", "topic"]).returning(StaffTopicRow.topic)
        return await self._session.scalar(stored) is not None
