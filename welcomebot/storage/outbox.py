"""The Bot API calls in the database: stored with what caused them, claimed for sending, marked with how they ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select, text, update

from welcomebot.services.drafts import Draft
from welcomebot.services.queues import ChatChange, Outgoing, Sent
from welcomebot.storage.chats import change_chats
from welcomebot.storage.completion import Addition, add_drafts
from welcomebot.storage.database import Database
from welcomebot.storage.people import FORGOTTEN
from welcomebot.storage.tables import OutboxRow

UNSENT = text("state IN ('waiting', 'sending')")
# The calls of a person who was forgotten lose their chat once they are made.
SENT = text(
    "UPDATE outbox SET state = :state, message_id = :message_id, error = :error, payload = NULL, attempts = attempts + 1,"
    " chat_id = CASE WHEN dedupe_key LIKE :forgotten THEN NULL ELSE chat_id END WHERE id = :row_id AND state <> 'gone'"
).bindparams(forgotten=f"{FORGOTTEN}%")
# What did not go out stays as it was, so that staff can see it.
UNSUCCESSFUL = text("UPDATE outbox SET state = :state, error = :error, attempts = attempts + 1 WHERE id = :row_id")
KEEPS_PAYLOAD = frozenset({"failed", "uncertain"})


@dataclass(frozen=True, slots=True)
class _Claim:
    limit: int
    now: datetime
    is_paced: bool


class OutboxStore:
    """The table of calls; every method is a transaction of its own, shared with what else is written at the moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, drafts: Sequence[Draft], *, at: datetime, is_fast: bool) -> tuple[Outgoing, ...]:
        """Store calls that no update caused; with `is_fast` they are returned for sending at once."""
        return await self._database.write(add_drafts, Addition(tuple(drafts), at, is_fast))

    async def claim(self, *, limit: int, now: datetime, is_paced: bool) -> tuple[Outgoing, ...]:
        """Take calls that wait, the oldest first."""
        return await self._database.write(_claim, _Claim(limit, now, is_paced))

    async def finish(self, sent: Sent) -> None:
        """Store how a call ended; its text is deleted once it arrived."""
        await self._database.write(_finish, sent, stream="sending")

    async def recover(self) -> Sequence[Outgoing]:
        """Return the calls that a dead process was making: nobody knows whether they arrived. A bulk message is not repeated, all else waits again."""
        return await self._database.write(_recover, None)

    async def release(self, ids: Sequence[int]) -> None:
        """Give back calls that were surely not made."""
        if ids:
            await self._database.write(_release, ids)

    async def change_chat(self, change: ChatChange) -> None:
        """Store that a chat is gone, back or moved."""
        await self._database.write(_change_chat, change)

    async def prune(self, *, before: datetime) -> int:
        """Delete what is old and needs nobody's eye."""
        return await self._database.write(_prune, before)


def outgoing(row: Any) -> Outgoing:
    """Return a row as the sender sees it."""
    return Outgoing(
        id=row.id,
        dedupe_key=row.dedupe_key,
        chat_id=row.chat_id,
        method=row.method,
        payload=row.payload or {},
        created_at=row.created_at,
        is_paced=row.is_paced,
    )


def _claim(connection: Connection, claims: Sequence[_Claim]) -> list[tuple[Outgoing, ...]]:
    return [_claim_one(connection, claim) for claim in claims]


def _claim_one(connection: Connection, claim: _Claim) -> tuple[Outgoing, ...]:
    waiting = select(OutboxRow.__table__).where(UNSENT, OutboxRow.state == "waiting", OutboxRow.is_paced == claim.is_paced)
    in_time = or_(OutboxRow.not_after.is_(None), OutboxRow.not_after > claim.now)
    rows = connection.execute(waiting.where(OutboxRow.not_before <= claim.now, in_time).order_by(OutboxRow.id).limit(claim.limit)).all()
    if rows:
        connection.execute(update(OutboxRow).where(OutboxRow.id.in_([row.id for row in rows])).values(state="sending"))
    return tuple(outgoing(row) for row in rows)


def _finish(connection: Connection, items: Sequence[Sent]) -> list[None]:
    if arrived := [_values(sent) for sent in items if sent.state not in KEEPS_PAYLOAD]:
        connection.execute(SENT, arrived)
    if others := [_values(sent) for sent in items if sent.state in KEEPS_PAYLOAD]:
        connection.execute(UNSUCCESSFUL, others)
    return [None] * len(items)


def _values(sent: Sent) -> dict[str, Any]:
    return {"row_id": sent.row.id, "state": sent.state, "message_id": sent.message_id, "error": sent.error and sent.error[:200]}


def _recover(connection: Connection, items: Sequence[None]) -> list[Sequence[Outgoing]]:
    found = connection.execute(select(OutboxRow.__table__).where(UNSENT, OutboxRow.state == "sending").order_by(OutboxRow.id)).all()
    sending = update(OutboxRow).where(UNSENT, OutboxRow.state == "sending")
    connection.execute(sending.where(OutboxRow.is_paced).values(state="uncertain", error="the process died while sending"))
    connection.execute(sending.where(~OutboxRow.is_paced).values(state="waiting"))
    return [tuple(outgoing(row) for row in found)] * len(items)


def _release(connection: Connection, items: Sequence[Sequence[int]]) -> list[None]:
    numbers = [number for ids in items for number in ids]
    connection.execute(update(OutboxRow).where(UNSENT, OutboxRow.id.in_(numbers), OutboxRow.state == "sending").values(state="waiting"))
    return [None] * len(items)


def _change_chat(connection: Connection, items: Sequence[ChatChange]) -> list[None]:
    change_chats(connection, items)
    return [None] * len(items)


def _prune(connection: Connection, items: Sequence[datetime]) -> list[int]:
    over = OutboxRow.state.in_(("sent", "gone", "uncertain"))
    return [connection.execute(delete(OutboxRow).where(over, OutboxRow.created_at < before)).rowcount for before in items]
