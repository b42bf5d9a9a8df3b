"""Storing new updates: duplicates dropped, floods capped, and a short text held for the rest of the question."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from welcomebot.services.queues import HELD_TEXT, Accepted, Received
from welcomebot.storage.tables import InboxRow, UtcDateTime

MAX_OPEN_IN_LANE = 20
FLOOD = "flood"
# A flood that goes on gets one answer; after so long without a dropped message it is a new one.
FLOOD_PAUSE = timedelta(seconds=60)
# Somebody who goes on typing is not kept waiting for longer than this many holds.
MAX_HOLDS = 3

OPEN = text("state IN ('waiting', 'running')")
IS_HELD = (OPEN, InboxRow.state == "waiting", InboxRow.kind == HELD_TEXT, InboxRow.attempts == 0)
EXTEND_HOLD = update(InboxRow).where(*IS_HELD, InboxRow.lane == bindparam("of_lane"), InboxRow.not_before > bindparam("now", type_=UtcDateTime))


def accept_batches(connection: Connection, batches: Sequence[Sequence[Received]]) -> list[Accepted]:
    """Store several deliveries of updates in the order of their numbers."""
    updates = sorted({one.update_id: one for batch in batches for one in batch}.values(), key=lambda one: one.update_id)
    surplus = _surplus(connection, updates)
    stored = _insert(connection, updates, surplus)
    new = [one for one in updates if one.update_id in stored and one.update_id not in surplus]
    _adjust_holds(connection, new)
    floods = _first_of_each_flood(connection, [one for one in updates if one.update_id in surplus and one.update_id in stored])
    return [_accepted(batch, stored, floods) for batch in batches]


def _accepted(batch: Sequence[Received], stored: set[int], floods: set[int]) -> Accepted:
    numbers = {one.update_id for one in batch}
    return Accepted(new=len(numbers & stored), floods=tuple(sorted(numbers & floods)))


def _surplus(connection: Connection, updates: Sequence[Received]) -> set[int]:
    """Return the updates that would be too many in their lane."""
    lanes = {one.lane for one in updates}
    rows = connection.execute(select(InboxRow.lane, func.count()).where(OPEN, InboxRow.lane.in_(lanes)).group_by(InboxRow.lane))
    open_rows: Counter[int] = Counter(dict(tuple(row) for row in rows))
    coming = Counter(one.lane for one in updates)
    if all(open_rows[lane] + coming[lane] <= MAX_OPEN_IN_LANE for lane in lanes):
        return set()
    # What is here already takes no second place.
    known = set(connection.scalars(select(InboxRow.update_id).where(InboxRow.update_id.in_([one.update_id for one in updates]))))
    surplus = set()
    for one in updates:
        if one.update_id in known:
            continue
        open_rows[one.lane] += 1
        if open_rows[one.lane] > MAX_OPEN_IN_LANE and one.is_droppable:
            surplus.add(one.update_id)
    return surplus


def _insert(connection: Connection, updates: Sequence[Received], surplus: set[int]) -> set[int]:
    if not updates:
        return set()
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(InboxRow).on_conflict_do_nothing(index_elements=["update_id"]).returning(InboxRow.update_id)
    return set(connection.scalars(statement, [_row(one, is_surplus=one.update_id in surplus) for one in updates]))


def _row(one: Received, *, is_surplus: bool) -> dict[str, Any]:
    return {
        "update_id": one.update_id,
        "lane": one.lane,
        "kind": one.kind,
        "payload": None if is_surplus else one.payload,
        "state": "done" if is_surplus else "waiting",
        "attempts": 0,
        "received_at": one.received_at,
        "not_before": one.received_at + one.hold,
        "locked_until": None,
        "error": FLOOD if is_surplus else None,
    }


def _adjust_holds(connection: Connection, new: Iterable[Received]) -> None:
    """A further held text makes those before it wait along; anything else ends their wait."""
    last = {one.lane: one for one in new}
    ended = {lane: one.received_at for lane, one in last.items() if one.kind != HELD_TEXT}
    if ended:
        now = max(ended.values())
        connection.execute(update(InboxRow).where(*IS_HELD, InboxRow.lane.in_(ended), InboxRow.not_before > now).values(not_before=now))
    for lane, one in last.items():
        if one.kind == HELD_TEXT:
            _extend_hold(connection, lane, one)


def _extend_hold(connection: Connection, lane: int, newest: Received) -> None:
    now: datetime = newest.received_at
    first = connection.scalar(select(func.min(InboxRow.received_at)).where(*IS_HELD, InboxRow.lane == lane))
    if first is not None and first < now:
        until = min(now + newest.hold, first + MAX_HOLDS * newest.hold)
        connection.execute(EXTEND_HOLD.values(not_before=until), {"of_lane": lane, "now": now})


def _first_of_each_flood(connection: Connection, dropped: Sequence[Received]) -> set[int]:
    if not dropped:
        return set()
    first: dict[int, Received] = {}
    for one in dropped:
        first.setdefault(one.lane, one)
    since = min(one.received_at for one in dropped) - FLOOD_PAUSE
    numbers = [one.update_id for one in dropped]
    earlier = select(InboxRow.lane).where(
        InboxRow.received_at > since, InboxRow.lane.in_(first), InboxRow.error == FLOOD, InboxRow.update_id.not_in(numbers)
    )
    warned = set(connection.scalars(earlier))
    return {one.update_id for lane, one in first.items() if lane not in warned}
