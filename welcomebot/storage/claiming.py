"""Taking updates for work: the oldest one of each lane that has none running, several held texts as one."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, text, update

from welcomebot.services.queues import HELD_TEXT, Claimed, Claims, Json
from welcomebot.storage.tables import InboxRow, UtcDateTime

# The condition on the state is written as in the partial indexes: SQLite compares the words.
HEADS = """
SELECT update_id, lane, kind, payload, attempts, received_at FROM inbox AS head
WHERE head.state = 'waiting' AND head.not_before <= :now {lane}
  AND NOT EXISTS (SELECT 1 FROM inbox AS older
    WHERE older.lane = head.lane AND older.state IN ('waiting', 'running') AND older.update_id < head.update_id)
  AND NOT EXISTS (SELECT 1 FROM inbox AS busy WHERE busy.lane = head.lane AND busy.state = 'running')
ORDER BY head.update_id LIMIT :limit {lock}
"""
NEXT_DUE = "SELECT min(not_before) AS due FROM inbox WHERE state = 'waiting' AND not_before > :now {lane}"
FOLLOWERS = """
SELECT update_id, lane, kind, payload, attempts, received_at FROM inbox
WHERE lane IN :lanes AND state IN ('waiting', 'running') AND state = 'waiting' ORDER BY lane, update_id
"""
RUN = "UPDATE inbox SET state = 'running', attempts = attempts + 1, locked_until = :until, kind = :kind WHERE update_id = :update_id"
COLUMNS = (InboxRow.update_id, InboxRow.lane, InboxRow.kind, InboxRow.payload, InboxRow.attempts, InboxRow.received_at)
ONE_LANE = "AND lane = :lane"


@dataclass(frozen=True, slots=True)
class ClaimRequest:
    """A worker's wish for work, in one lane or in any."""

    limit: int
    now: datetime
    lock_until: datetime
    lane: int | None = None


def claim_batch(connection: Connection, requests: Sequence[ClaimRequest]) -> list[Claims]:
    """Answer each wish."""
    return [_claim(connection, request) for request in requests]


def claimed(row: Any) -> Claimed:
    """Return a row as the worker sees it."""
    return Claimed(
        update_id=row.update_id, lane=row.lane, kind=row.kind, payload=row.payload or {}, attempts=row.attempts, received_at=row.received_at
    )


def _claim(connection: Connection, request: ClaimRequest) -> Claims:
    lane = {} if request.lane is None else {"lane": request.lane}
    lane_condition = "" if request.lane is None else ONE_LANE
    # Two workers of PostgreSQL must not wait for each other's rows.
    lock = "FOR UPDATE OF head SKIP LOCKED" if connection.dialect.name == "postgresql" else ""
    heads = connection.execute(_typed(HEADS.format(lane=lane_condition, lock=lock)), {"now": request.now, "limit": request.limit, **lane}).all()
    items = _merge_held(connection, [claimed(row) for row in heads])
    if items:
        _run(connection, items, request.lock_until)
    next_due = None
    if len(items) < request.limit:
        due = text(NEXT_DUE.format(lane=lane_condition)).bindparams(bindparam("now", type_=UtcDateTime)).columns(due=UtcDateTime)
        next_due = connection.scalar(due, {"now": request.now, **lane})
    return Claims(items=tuple(replace(item, attempts=item.attempts + 1) for item in items), next_due=next_due)


def _typed(statement: str) -> Any:
    return text(statement).bindparams(bindparam("now", type_=UtcDateTime)).columns(*COLUMNS)


def _run(connection: Connection, items: Sequence[Claimed], until: datetime) -> None:
    run: TextClause = text(RUN).bindparams(bindparam("until", type_=UtcDateTime))
    connection.execute(run, [{"update_id": item.update_id, "until": until, "kind": item.kind} for item in items])


def _merge_held(connection: Connection, heads: Sequence[Claimed]) -> list[Claimed]:
    """Join the held texts that follow each other into the last of them; the others are done."""
    lanes = [head.lane for head in heads if head.kind == HELD_TEXT]
    if not lanes:
        return list(heads)
    statement = text(FOLLOWERS).bindparams(bindparam("lanes", expanding=True)).columns(*COLUMNS)
    waiting = [claimed(row) for row in connection.execute(statement, {"lanes": lanes})]
    merged = {lane: _merged(connection, list(_run_of_held(rows))) for lane, rows in groupby(waiting, key=lambda row: row.lane)}
    return [merged.get(head.lane, head) for head in heads]


def _run_of_held(rows: Iterator[Claimed]) -> Iterator[Claimed]:
    for row in rows:
        if row.kind != HELD_TEXT:
            return
        yield row


def _merged(connection: Connection, parts: Sequence[Claimed]) -> Claimed:
    last = replace(parts[-1], kind="message")
    if len(parts) == 1:
        return last
    payload = joined([part.payload for part in parts])
    earlier = [part.update_id for part in parts[:-1]]
    connection.execute(update(InboxRow).where(InboxRow.update_id.in_(earlier)).values(state="done", payload=None, error="joined"))
    connection.execute(update(InboxRow).where(InboxRow.update_id == last.update_id).values(payload=payload))
    return replace(last, payload=payload, received_at=parts[0].received_at)


def joined(payloads: Sequence[Json]) -> Json:
    """Return the last update with the texts of all; entities go, because their offsets are no longer true."""
    update_ = json.loads(json.dumps(payloads[-1]))
    message: Json = update_["message"]
    message["text"] = " ".join(payload["message"]["text"] for payload in payloads)
    message.pop("entities", None)
    message.pop("link_preview_options", None)
    result: Json = update_
    return result
