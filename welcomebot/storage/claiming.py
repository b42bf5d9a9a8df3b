"""Taking updates for work: the oldest one of each lane that has none running, several held texts as one."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, text, update

from welcomebot.services.drafts import Json
from welcomebot.services.queues import HELD_TEXT, Claimed, Claims
from welcomebot.storage.base import UtcDateTime
from welcomebot.storage.knowing import known_people
from welcomebot.storage.tables import InboxRow

# The condition on the state is written as in the partial indexes: SQLite compares the words. The head of a lane is looked up row by row: as a join,
# PostgreSQL read every open row for each head where its statistics came from an empty queue, so that a backlog kept itself alive.
HEADS = """
SELECT update_id, lane, kind, payload, attempts, received_at FROM inbox AS head
WHERE head.state = 'waiting' AND head.not_before <= :now {lane}
  AND head.update_id = (SELECT min(older.update_id) FROM inbox AS older WHERE older.lane = head.lane AND older.state IN ('waiting', 'running'))
  AND head.lane NOT IN (SELECT busy.lane FROM inbox AS busy WHERE busy.state = 'running')
ORDER BY head.update_id LIMIT :limit {lock}
"""
# PostgreSQL takes the queue for short where it has no statistics yet, and would look up the lane of everything that waits, to sort it, for each
# claim. The index gives the rows in order, and the walk ends with the last head that is wanted.
WALK_IN_ORDER = text("SET LOCAL enable_bitmapscan = off")
NEXT_DUE = """
SELECT min(CASE WHEN not_before > :now THEN not_before END) AS due, count(CASE WHEN not_before <= :now THEN 1 END) AS overdue
FROM (SELECT not_before FROM inbox WHERE state = 'waiting' {lane} LIMIT 100) AS first_waiting
"""
COLUMNS = (InboxRow.update_id, InboxRow.lane, InboxRow.kind, InboxRow.payload, InboxRow.attempts, InboxRow.received_at)
FOLLOWERS = """
SELECT update_id, lane, kind, payload, attempts, received_at FROM inbox
WHERE lane IN :lanes AND state IN ('waiting', 'running') AND state <> 'running' ORDER BY lane, update_id {lock}
"""
RUN = text("UPDATE inbox SET state = 'running', attempts = attempts + 1, locked_until = :until WHERE update_id IN :ids").bindparams(
    bindparam("until", type_=UtcDateTime), bindparam("ids", expanding=True)
)


@dataclass(frozen=True, slots=True)
class ClaimRequest:
    """A worker's wish for work, in one lane or in any."""

    limit: int
    now: datetime
    lock_until: datetime
    lane: int | None = None


def claim_batch(connection: Connection, requests: Sequence[ClaimRequest]) -> list[Claims]:
    """Answer each wish."""
    if connection.dialect.name == "postgresql":
        connection.execute(WALK_IN_ORDER)
    return [_claim(connection, request) for request in requests]


def claimed(row: Any) -> Claimed:
    """Return a row as the worker sees it."""
    return Claimed(update_id=row.update_id, lane=row.lane, kind=row.kind, payload=row.payload or {}, attempts=row.attempts, received_at=row.received_at)


def _claim(connection: Connection, request: ClaimRequest) -> Claims:
    heads, followers, next_due = _statements(connection.dialect.name, has_lane=request.lane is not None)
    lane = {} if request.lane is None else {"lane": request.lane}
    found = [claimed(row) for row in connection.execute(heads, {"now": request.now, "limit": request.limit, **lane})]
    items = _merge_held(connection, found, followers)
    known = known_people(connection, [item.lane for item in items])
    if items:
        connection.execute(RUN, {"ids": [item.update_id for item in items], "until": request.lock_until})
    started = tuple(replace(item, attempts=item.attempts + 1, known=known[item.lane]) for item in items)
    if len(items) == request.limit:
        return Claims(items=started, has_more=True)
    waiting = connection.execute(next_due, {"now": request.now, **lane}).one()
    return Claims(items=started, has_more=waiting.overdue > 0, next_due=waiting.due)


@cache
def _statements(dialect: str, *, has_lane: bool) -> tuple[Any, Any, Any]:
    """Return the statements for the heads, for what follows them and for what is due next; building one costs more than running it."""
    lane = "AND lane = :lane" if has_lane else ""
    # Two workers of PostgreSQL must not wait for each other's rows.
    lock = "FOR UPDATE SKIP LOCKED" if dialect == "postgresql" else ""
    now = bindparam("now", type_=UtcDateTime)
    heads = text(HEADS.format(lane=lane, lock=lock)).bindparams(now).columns(*COLUMNS)
    followers = text(FOLLOWERS.format(lock=lock)).bindparams(bindparam("lanes", expanding=True)).columns(*COLUMNS)
    return heads, followers, text(NEXT_DUE.format(lane=lane)).bindparams(now).columns(due=UtcDateTime, overdue=Integer)


def _merge_held(connection: Connection, heads: Sequence[Claimed], followers: Any) -> list[Claimed]:
    """Join the held texts that follow each other into the last of them; the others are done."""
    lanes = [head.lane for head in heads if head.kind == HELD_TEXT]
    if not lanes:
        return list(heads)
    waiting = [claimed(row) for row in connection.execute(followers, {"lanes": lanes})]
    merged = {lane: _merged(connection, list(_run_of_held(rows))) for lane, rows in groupby(waiting, key=lambda row: row.lane)}
    return [merged.get(head.lane, head) for head in heads]


def _run_of_held(rows: Iterator[Claimed]) -> Iterator[Claimed]:
    for row in rows:
        if row.kind != HELD_TEXT:
            return
        yield row


def _merged(connection: Connection, parts: Sequence[Claimed]) -> Claimed:
    last = parts[-1]
    payload = last.payload if len(parts) == 1 else joined([part.payload for part in parts])
    if len(parts) > 1:
        earlier = [part.update_id for part in parts[:-1]]
        connection.execute(update(InboxRow).where(InboxRow.update_id.in_(earlier)).values(state="done", payload=None, error="joined"))
    # It is an ordinary message from now on: after a failure, newer texts must not be joined to it.
    connection.execute(update(InboxRow).where(InboxRow.update_id == last.update_id).values(payload=payload, kind="message"))
    return replace(last, payload=payload, kind="message", received_at=parts[0].received_at)


def joined(payloads: Sequence[Json]) -> Json:
    """Return the last update with the texts of all; entities go, because their offsets are no longer true."""
    result: Json = json.loads(json.dumps(payloads[-1]))
    message: Json = result["message"]
    message["text"] = " ".join(payload["message"]["text"] for payload in payloads)
    for dependent in ("entities", "link_preview_options"):
        message.pop(dependent, None)
    return result
