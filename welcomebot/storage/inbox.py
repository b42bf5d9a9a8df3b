"""The updates in the database: accepted before Telegram hears so, claimed one a lane, given back after a failure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, text, update
from sqlalchemy.exc import IntegrityError

from welcomebot.services.queues import CALLBACK_QUERY, Accepted, Claimed, Claims, Received, Recovered
from welcomebot.storage.accepting import accept_batches
from welcomebot.storage.base import UtcDateTime
from welcomebot.storage.claiming import ClaimRequest, claim_batch, claimed
from welcomebot.storage.database import Database
from welcomebot.storage.tables import InboxRow

# How long somebody waits for an update's effect: Telegram drops taps and messages at these ages itself.
TAP_AGE = timedelta(seconds=150)
MESSAGE_AGE = timedelta(hours=24)
OPEN = text("state IN ('waiting', 'running')")  # the words of the partial index: SQLite compares them

RETRY = text("UPDATE inbox SET state = 'waiting', locked_until = NULL, error = :error, not_before = :not_before WHERE update_id = :update_id").bindparams(
    bindparam("not_before", type_=UtcDateTime)
)
# A stop in good order is no failed attempt.
RELEASE = text("UPDATE inbox SET state = 'waiting', locked_until = NULL, attempts = attempts - 1 WHERE update_id = :update_id AND state = 'running'")


@dataclass(frozen=True, slots=True)
class _Recovery:
    now: datetime
    max_attempts: int
    everything: bool
    skip_stale: bool


class InboxStore:
    """The table of updates; every method is a transaction of its own, shared with what else is written at the moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def accept(self, updates: Sequence[Received]) -> Accepted:
        """Store updates; those that are here already are dropped, and so is what a lane has too much of."""
        return await self._database.write(accept_batches, updates, stream="accepting")

    async def claim(self, *, limit: int, now: datetime, lock_until: datetime, lane: int | None = None) -> Claims:
        """Take the oldest due update of each lane in which none is running."""
        try:
            return await self._database.write(claim_batch, ClaimRequest(limit=limit, now=now, lock_until=lock_until, lane=lane))
        except IntegrityError:
            # Another worker took the same lane in this moment: the index with one running row a lane refused ours.
            return Claims(items=())

    async def retry(self, update_id: int, *, error: str, not_before: datetime) -> None:
        """Give an update back; its lane waits with it."""
        await self._database.write(_retry, {"update_id": update_id, "error": error[:200], "not_before": not_before})

    async def release(self, update_ids: Sequence[int]) -> None:
        """Give updates back untouched."""
        if update_ids:
            await self._database.write(_release, update_ids)

    async def recover(self, *, now: datetime, max_attempts: int, everything: bool, skip_stale: bool) -> Recovered:
        """Take updates from workers that died: all running ones, or those whose time is over."""
        return await self._database.write(_recover, _Recovery(now, max_attempts, everything, skip_stale))

    async def open_updates(self, lane: int) -> int:
        """Return how many updates of a lane are not done."""
        async with self._database.reading() as session:
            return await session.scalar(select(func.count()).select_from(InboxRow).where(OPEN, InboxRow.lane == lane)) or 0

    async def prune(self, *, before: datetime) -> int:
        """Delete what is done and old enough that Telegram does not send it again."""
        return await self._database.write(_prune, before)


def _retry(connection: Connection, items: Sequence[dict[str, Any]]) -> list[None]:
    connection.execute(RETRY, list(items))
    return [None] * len(items)


def _release(connection: Connection, items: Sequence[Sequence[int]]) -> list[None]:
    connection.execute(RELEASE, [{"update_id": update_id} for update_ids in items for update_id in update_ids])
    return [None] * len(items)


def _recover(connection: Connection, items: Sequence[_Recovery]) -> list[Recovered]:
    return [_recover_one(connection, item) for item in items]


def _recover_one(connection: Connection, wish: _Recovery) -> Recovered:
    lost: list[Any] = [OPEN, InboxRow.state == "running"]
    if not wish.everything:
        lost.append(InboxRow.locked_until < wish.now)
    failed = connection.execute(select(InboxRow).where(*lost, InboxRow.attempts >= wish.max_attempts)).all()
    parked = tuple(claimed(row) for row in failed)
    if parked:
        numbers = [row.update_id for row in parked]
        connection.execute(update(InboxRow).where(InboxRow.update_id.in_(numbers)).values(state="parked", locked_until=None, error="the process died with it"))
    waiting = connection.execute(update(InboxRow).where(*lost).values(state="waiting", locked_until=None)).rowcount
    stale = _skip_stale(connection, wish.now) if wish.skip_stale else 0
    return Recovered(waiting=waiting, parked=parked, stale=stale)


def _skip_stale(connection: Connection, now: datetime) -> int:
    is_old_tap = (InboxRow.kind == CALLBACK_QUERY) & (InboxRow.received_at < now - TAP_AGE)
    is_old = is_old_tap | (InboxRow.received_at < now - MESSAGE_AGE)
    skip = update(InboxRow).where(OPEN, InboxRow.state == "waiting", is_old)
    return connection.execute(skip.values(state="done", payload=None, error="stale")).rowcount


def _prune(connection: Connection, items: Sequence[datetime]) -> list[int]:
    return [connection.execute(delete(InboxRow).where(InboxRow.state == "done", InboxRow.received_at < before)).rowcount for before in items]


__all__ = ["Claimed", "InboxStore"]
