"""The chats that need remembering: those where the bot may not write, and those that moved."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from welcomebot.services.queues import ChatChange
from welcomebot.storage.tables import ChatRow, OutboxRow, PersonRow

UNSENT = text("state IN ('waiting', 'sending')")
KNOWN = select(ChatRow.chat_id, ChatRow.is_active, ChatRow.migrated_to).where(ChatRow.chat_id.in_(bindparam("ids", expanding=True)))
HEARD = text("UPDATE chats SET is_active = true WHERE chat_id IN :ids AND NOT is_active AND migrated_to IS NULL").bindparams(bindparam("ids", expanding=True))


def change_chats(connection: Connection, changes: Iterable[ChatChange]) -> None:
    """Store what happened to chats; what waits for a chat that is gone is not sent, what waits for one that moved moves with it."""
    for change in changes:
        _upsert(connection, change)
        if change.migrated_to is not None:
            connection.execute(update(OutboxRow).where(UNSENT, OutboxRow.chat_id == change.chat_id).values(chat_id=change.migrated_to))
            continue
        # A private chat has the number of its person.
        connection.execute(update(PersonRow).where(PersonRow.user_id == change.chat_id).values(is_active=change.is_active))
        if not change.is_active:
            gone = update(OutboxRow).where(UNSENT, OutboxRow.chat_id == change.chat_id)
            connection.execute(gone.values(state="gone", payload=None, error="the chat is gone"))


def mark_heard(connection: Connection, chat_ids: Collection[int]) -> None:
    """Take chats for active because they wrote; the news of their return was lost."""
    connection.execute(HEARD, {"ids": sorted(chat_ids)})


def destinations(connection: Connection, chat_ids: Collection[int]) -> dict[int, int | None]:
    """Return where calls for known chats go: None for a chat that is gone. Unknown chats are as good as any."""
    if not chat_ids:
        return {}
    rows = connection.execute(KNOWN, {"ids": list(chat_ids)})
    return {row.chat_id: row.migrated_to or (row.chat_id if row.is_active else None) for row in rows}


def _upsert(connection: Connection, change: ChatChange) -> None:
    values: dict[str, Any] = {"is_active": change.is_active, "migrated_to": change.migrated_to}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(ChatRow).values(chat_id=change.chat_id, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["chat_id"], set_=values))
