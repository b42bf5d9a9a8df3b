"""Storing new updates: duplicates dropped, floods capped, and a short text held for the rest of the question."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from welcomebot.services.drafts import Json
from welcomebot.services.queues import CALLBACK_QUERY, HELD_TEXT, Accepted, Received
from welcomebot.storage.base import UtcDateTime
from welcomebot.storage.inserting import insert_new_updates
from welcomebot.storage.tables import InboxRow

# A flood is more than so many open updates that one person sent within so long. How many are open does not tell by itself: after an
# outage, or behind a slow database, the questions of somebody who wrote calmly pile up as well.
MAX_OPEN_AT_A_FLOODS_PACE = 20
FLOODS_PACE_S = 60.0
FLOOD = "flood"
# A flood that goes on gets one answer; after so long without a dropped message it is a new one.
FLOOD_PAUSE = timedelta(seconds=60)
# Somebody who goes on typing is not kept waiting for longer than this many holds.
MAX_HOLDS = 3

OPEN_IN_LANES = text(
    "SELECT lane, count(*) AS open_rows, min(CASE WHEN state = 'waiting' AND attempts = 0 AND kind = :held THEN received_at END) AS first_held"
    " FROM inbox WHERE state IN ('waiting', 'running') AND lane IN :lanes GROUP BY lane"
).bindparams(bindparam("lanes", expanding=True), held=HELD_TEXT)
OPEN_IN_LANES_TYPED = OPEN_IN_LANES.columns(first_held=UtcDateTime)
# No more than these can be too close to a new update. Taps are apart: Telegram does not tell when they were made, and those of a whole
# night, which all come in one second, must not make a question look like a part of a flood.
NEWEST_OPEN = text(
    "SELECT lane, kind, payload, received_at FROM (SELECT lane, kind, payload, received_at, update_id,"
    " row_number() OVER (PARTITION BY lane, kind = :tap ORDER BY update_id DESC) AS place"
    " FROM inbox WHERE state IN ('waiting', 'running') AND lane IN :lanes) AS numbered WHERE place <= :most ORDER BY update_id"
).bindparams(bindparam("lanes", expanding=True), tap=CALLBACK_QUERY, most=MAX_OPEN_AT_A_FLOODS_PACE)
NEWEST_OPEN_TYPED = NEWEST_OPEN.columns(InboxRow.lane, InboxRow.kind, InboxRow.payload, InboxRow.received_at)
# Only what still waits is moved: a text whose time has come is about to be answered. The words keep PostgreSQL off the index of all that
# waits, which it would read up to the update's number.
MOVE_HELD = text(
    "UPDATE inbox SET not_before = :until WHERE lane = :lane AND state IN ('waiting', 'running') AND state <> 'running'"
    " AND attempts = 0 AND kind = :held AND not_before > :now AND update_id < :update_id"
).bindparams(bindparam("until", type_=UtcDateTime), bindparam("now", type_=UtcDateTime), held=HELD_TEXT)


@dataclass(slots=True)
class _Lanes:
    """What is open in the lanes that the new updates belong to."""

    open_rows: Counter[int] = field(default_factory=Counter)
    first_held: dict[int, datetime] = field(default_factory=dict)


def accept_batches(connection: Connection, batches: Sequence[Sequence[Received]]) -> list[Accepted]:
    """Store several deliveries of updates in the order of their numbers."""
    updates = sorted({one.update_id: one for batch in batches for one in batch}.values(), key=lambda one: one.update_id)
    if not updates:
        return [Accepted(new=0) for _ in batches]
    lanes = _lanes(connection, {one.lane for one in updates})
    surplus = _surplus(connection, updates, lanes.open_rows)
    rows = [_row(one, is_surplus=one.update_id in surplus) for one in updates]
    stored = set(connection.scalars(insert_new_updates(connection), rows))
    _adjust_holds(connection, [one for one in updates if one.update_id in stored - surplus], lanes.first_held)
    floods = _first_of_each_flood(connection, [one for one in updates if one.update_id in surplus & stored])
    return [_accepted(batch, stored, floods) for batch in batches]


def _accepted(batch: Sequence[Received], stored: set[int], floods: set[int]) -> Accepted:
    numbers = {one.update_id for one in batch}
    return Accepted(new=len(numbers & stored), floods=tuple(sorted(numbers & floods)))


def _lanes(connection: Connection, numbers: set[int]) -> _Lanes:
    lanes = _Lanes()
    for row in connection.execute(OPEN_IN_LANES_TYPED, {"lanes": list(numbers)}):
        lanes.open_rows[row.lane] = row.open_rows
        if row.first_held is not None:
            lanes.first_held[row.lane] = row.first_held
    return lanes


def _surplus(connection: Connection, updates: Sequence[Received], open_rows: Counter[int]) -> set[int]:
    """Return the updates that belong to a flood and are too many of it."""
    coming = Counter(one.lane for one in updates)
    crowded = {lane for lane, count in coming.items() if open_rows[lane] + count > MAX_OPEN_AT_A_FLOODS_PACE}
    if not crowded:
        return set()
    pressing = [one for one in updates if one.lane in crowded]
    # What is here already takes no second place.
    known = set(connection.scalars(select(InboxRow.update_id).where(InboxRow.update_id.in_([one.update_id for one in pressing]))))
    paces = _paces(connection, crowded)
    surplus = set()
    for one in pressing:
        if one.update_id in known:
            continue
        pace, sent_at_s = paces[one.lane, one.kind == CALLBACK_QUERY], _sent_at_s(one.payload, one.received_at)
        is_too_much = sum(sent_at_s - FLOODS_PACE_S < earlier_s <= sent_at_s for earlier_s in pace) >= MAX_OPEN_AT_A_FLOODS_PACE
        if is_too_much and one.is_droppable:
            surplus.add(one.update_id)
        else:
            pace.append(sent_at_s)
    return surplus


def _paces(connection: Connection, crowded: set[int]) -> defaultdict[tuple[int, bool], deque[float]]:
    """Return when the newest open updates of each lane were sent, those that are taps and those that are none."""
    paces: defaultdict[tuple[int, bool], deque[float]] = defaultdict(lambda: deque(maxlen=MAX_OPEN_AT_A_FLOODS_PACE))
    for row in connection.execute(NEWEST_OPEN_TYPED, {"lanes": list(crowded)}):
        paces[row.lane, row.kind == CALLBACK_QUERY].append(_sent_at_s(row.payload or {}, row.received_at))
    return paces


def _sent_at_s(update: Json, received_at: datetime) -> float:
    """Return when an update was sent, in seconds of Telegram's clock; where Telegram does not tell, when it came."""
    content = next((content for content in update.values() if isinstance(content, dict)), {})
    sent_at_s = content.get("edit_date") or content.get("date")
    return sent_at_s if isinstance(sent_at_s, int) else received_at.timestamp()


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


def _adjust_holds(connection: Connection, new: Iterable[Received], first_held: dict[int, datetime]) -> None:
    """Let held texts wait along with a further one; anything else ends their wait."""
    moves = []
    for one in new:
        first = first_held.get(one.lane)
        if first is not None:
            until = min(one.received_at + one.hold, first + MAX_HOLDS * one.hold) if one.kind == HELD_TEXT else one.received_at
            moves.append({"lane": one.lane, "update_id": one.update_id, "until": until, "now": one.received_at})
        elif one.kind == HELD_TEXT:
            first_held[one.lane] = one.received_at
    if moves:
        connection.execute(MOVE_HELD, moves)


def _first_of_each_flood(connection: Connection, dropped: Sequence[Received]) -> set[int]:
    if not dropped:
        return set()
    first: dict[int, Received] = {}
    for one in dropped:
        first.setdefault(one.lane, one)
    since = min(one.received_at for one in dropped) - FLOOD_PAUSE
    numbers = [one.update_id for one in dropped]
    is_earlier = (InboxRow.received_at > since, InboxRow.error == FLOOD, InboxRow.update_id.not_in(numbers))
    warned = set(connection.scalars(select(InboxRow.lane).where(InboxRow.lane.in_(first), *is_earlier)))
    return {one.update_id for lane, one in first.items() if lane not in warned}
