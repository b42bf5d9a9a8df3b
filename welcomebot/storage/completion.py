"""The end of a delivery: the calls to make and the end of the update, in the transaction of what the update changed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, text, update

from welcomebot.services.drafts import Draft
from welcomebot.services.queues import Completion, Outgoing
from welcomebot.storage.chats import change_chats, destinations, mark_heard
from welcomebot.storage.inserting import insert_new_calls
from welcomebot.storage.tables import InboxRow

# The condition on the state is not in the words of the partial indexes: PostgreSQL took one of them, and read all that is open for a few rows.
DONE = text(
    "UPDATE inbox SET state = 'done', payload = NULL, error = NULL, locked_until = NULL WHERE update_id IN :ids AND state NOT IN ('done', 'parked')"
).bindparams(bindparam("ids", expanding=True))


@dataclass(frozen=True, slots=True)
class Addition:
    """Calls to store, from a delivery or from somewhere else."""

    drafts: tuple[Draft, ...]
    at: datetime
    is_fast: bool


def complete(connection: Connection, completions: Sequence[Completion]) -> list[tuple[Outgoing, ...]]:
    """End several deliveries and return the stored calls of each."""
    change_chats(connection, [change for completion in completions for change in completion.chat_changes])
    done = [completion.update_id for completion in completions if completion.error is None]
    if done:
        connection.execute(DONE, {"ids": done})
    if forgotten := [completion.update_id for completion in completions if completion.is_forgotten]:
        connection.execute(update(InboxRow).where(InboxRow.update_id.in_(forgotten)).values(lane=0))
    for completion in completions:
        if completion.error is not None:
            park = update(InboxRow).where(InboxRow.update_id == completion.update_id)
            connection.execute(park.values(state="parked", locked_until=None, error=completion.error[:200]))
    additions = [Addition(completion.drafts, completion.at, completion.is_fast) for completion in completions]
    return add_drafts(connection, additions, heard={completion.heard_from for completion in completions if completion.heard_from is not None})


def add_drafts(connection: Connection, additions: Sequence[Addition], heard: Collection[int] = ()) -> list[tuple[Outgoing, ...]]:
    """Store calls and return those that belong to this process's sender at once; a chat that is gone gets none, unless it was heard from."""
    chats = {draft.chat_id for addition in additions for draft in addition.drafts if draft.chat_id is not None}
    known = destinations(connection, chats)
    if returned := {chat_id for chat_id in heard if known.get(chat_id, chat_id) is None}:
        mark_heard(connection, returned)
        known.update({chat_id: chat_id for chat_id in returned})
    fresh: list[tuple[int, Draft, dict[str, Any]]] = []
    for number, addition in enumerate(additions):
        for draft in addition.drafts:
            chat_id = known.get(draft.chat_id, draft.chat_id) if draft.chat_id is not None else None
            if draft.chat_id is None or chat_id is not None:
                fresh.append((number, draft, _row(draft, chat_id, addition)))
    ids = _insert(connection, [row for _, _, row in fresh])
    outgoing: dict[int, list[Outgoing]] = defaultdict(list)
    for number, draft, row in fresh:
        row_id = ids.get(draft.dedupe_key)
        if row_id is not None and row["state"] == "sending":
            outgoing[number].append(
                Outgoing(
                    id=row_id, dedupe_key=draft.dedupe_key, chat_id=row["chat_id"], method=draft.method, payload=draft.payload, created_at=row["created_at"]
                )
            )
    return [tuple(outgoing[number]) for number in range(len(additions))]


def _row(draft: Draft, chat_id: int | None, addition: Addition) -> dict[str, Any]:
    is_fast = addition.is_fast and not draft.is_paced
    return {
        "dedupe_key": draft.dedupe_key,
        "chat_id": chat_id,
        "method": draft.method,
        "payload": draft.payload,
        "state": "sending" if is_fast else "waiting",
        "attempts": 0,
        "created_at": addition.at,
        "not_before": addition.at,
        "not_after": draft.not_after,
        "is_paced": draft.is_paced,
    }


def _insert(connection: Connection, rows: list[dict[str, Any]]) -> dict[str, int]:
    if not rows:
        return {}
    return {row.dedupe_key: row.id for row in connection.execute(insert_new_calls(connection), rows)}
