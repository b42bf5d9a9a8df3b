"""What receiving and sending need from storage: an inbox of updates, an outbox of calls, and the end of a delivery in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from welcomebot.services.drafts import Draft, Json
from welcomebot.services.ports import Known, Work

# A text that may be the first part of a longer question; it waits a moment for the rest.
HELD_TEXT = "held_text"
CALLBACK_QUERY = "callback_query"
# Telegram sends an update again for 24 hours; its number has to be remembered a little longer.
REPEAT_AGE = timedelta(hours=25)


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it came, with its lane. `hold` is how long it waits for more; one that is not droppable is kept in any flood."""

    update_id: int
    lane: int
    kind: str
    payload: Json
    received_at: datetime
    hold: timedelta = timedelta()
    is_droppable: bool = True


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of the updates: how many were new, and the first one of each flood that was dropped."""

    new: int
    floods: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update that is this worker's to handle; `attempts` counts this one, `known` is what is stored about its person."""

    update_id: int
    lane: int
    kind: str
    payload: Json
    attempts: int
    received_at: datetime
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """The claimed updates, whether others are due that wait for their lane or for room, and when the next one is due."""

    items: tuple[Claimed, ...]
    has_more: bool = False
    next_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start found: updates that go back to waiting, those that failed too often, and those that nobody waits for any more."""

    waiting: int
    parked: tuple[Claimed, ...]
    stale: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A stored Bot API call that is this sender's to make."""

    id: int
    dedupe_key: str
    chat_id: int | None
    method: str
    payload: Json
    created_at: datetime
    is_paced: bool = False


@dataclass(frozen=True, slots=True)
class ChatChange:
    """A chat that went, came back, or moved to another number."""

    chat_id: int
    is_active: bool = True
    migrated_to: int | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """The end of a delivery: what to send and what became of the update.

    `heard_from` is the private chat that wrote: it is active whatever was known before. With `is_fast` the drafts belong to the
    sender of this process at once. `error` parks the update; `is_forgotten` takes the person off it.
    """

    update_id: int
    at: datetime
    drafts: tuple[Draft, ...] = ()
    chat_changes: tuple[ChatChange, ...] = ()
    heard_from: int | None = None
    is_fast: bool = True
    is_forgotten: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The end of a call: its row's last state."""

    row: Outgoing
    state: str  # sent, uncertain, failed, gone
    message_id: int | None = None
    error: str | None = None


class UpdateWork(Work, Protocol):
    """The transaction of one update, as the worker sees it."""

    async def finish(self, completion: Completion | None = None) -> tuple[Outgoing, ...]:
        """Commit, together with the end of the delivery, and return the calls to make at once."""

    async def abandon(self) -> None:
        """Undo everything that was written."""


class InboxStore(Protocol):
    """The updates."""

    async def accept(self, updates: Sequence[Received]) -> Accepted:
        """Store updates; those that are here already are dropped, and so is what a lane has too much of."""

    async def claim(self, *, limit: int, now: datetime, lock_until: datetime, lane: int | None = None) -> Claims:
        """Take the oldest due update of each lane in which none is running."""

    async def retry(self, update_id: int, *, error: str, not_before: datetime) -> None:
        """Give an update back; its lane waits with it."""

    async def release(self, update_ids: Sequence[int]) -> None:
        """Give updates back untouched."""

    async def recover(self, *, now: datetime, max_attempts: int, everything: bool, skip_stale: bool) -> Recovered:
        """Take updates from workers that died: all running ones, or those whose time is over."""

    async def open_updates(self, lane: int) -> int:
        """Return how many updates of a lane are not done."""

    async def prune(self, *, before: datetime) -> int:
        """Delete what is done and old enough that Telegram does not send it again."""


class OutboxStore(Protocol):
    """The calls and the chats that they go to."""

    async def add(self, drafts: Sequence[Draft], *, at: datetime, is_fast: bool) -> tuple[Outgoing, ...]:
        """Store calls that no update caused; with `is_fast` they are returned for sending at once."""

    async def claim(self, *, limit: int, now: datetime, is_paced: bool) -> tuple[Outgoing, ...]:
        """Take calls that wait, the oldest first."""

    async def finish(self, sent: Sent) -> None:
        """Store how a call ended."""

    async def recover(self) -> Sequence[Outgoing]:
        """Return the calls that a dead process was making; all but bulk messages wait again."""

    async def release(self, ids: Sequence[int]) -> None:
        """Give back calls that were surely not made."""

    async def change_chat(self, change: ChatChange) -> None:
        """Store that a chat is gone, back or moved."""

    async def prune(self, *, before: datetime) -> int:
        """Delete what is old and needs nobody's eye."""
