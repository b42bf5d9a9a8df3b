"""Every error of Telegram that the bot expects, and what it does about it: one table, the first line that fits counts."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import httpx
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError


class Remedy(Enum):
    """What to do with a call that failed."""

    RETRY = auto()  # it was surely not done: again after a pause
    WAIT = auto()  # 429: again when the limiter allows
    DOUBTFUL = auto()  # the connection broke, most likely before it was done: once more
    UNKNOWN = auto()  # it may have been done: again only if a second time does no harm
    DONE = auto()  # what we wanted is so already
    SEND_ANEW = auto()  # the message cannot be changed: send a new one
    SEND_PLAIN = auto()  # the markup is broken: once more as plain text, and a developer has to look
    WITHOUT_THREAD = auto()  # the forum topic was deleted: send it to the group itself
    GONE = auto()  # nobody is there any more
    MIGRATED = auto()  # the chat has a new number
    GIVE_UP = auto()  # it will never work: a developer has to look


@dataclass(frozen=True, slots=True)
class Cause:
    """A line of the table: the name for the log, the remedy, and how the error is recognised."""

    name: str
    remedy: Remedy
    kind: type[TelegramError]
    words: tuple[str, ...] = ()
    is_cause: Callable[[BaseException | None], bool] = lambda _: True

    def fits(self, error: TelegramError) -> bool:
        """Tell whether this line is about an error."""
        message = str(error).lower()
        return isinstance(error, self.kind) and self.is_cause(error.__cause__) and (not self.words or any(word in message for word in self.words))


def _is_unsent(cause: BaseException | None) -> bool:
    return isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


def _is_broken(cause: BaseException | None) -> bool:
    # A server that closes an idle connection in the moment of the request looks like this.
    return isinstance(cause, httpx.NetworkError | httpx.RemoteProtocolError)


def _is_unanswered(cause: BaseException | None) -> bool:
    return isinstance(cause, httpx.TransportError)


def _is_own_fault(cause: BaseException | None) -> bool:
    return cause is not None and not isinstance(cause, httpx.HTTPError | TelegramError)


TABLE: tuple[Cause, ...] = (
    Cause("flood", Remedy.WAIT, RetryAfter),
    Cause("migrated", Remedy.MIGRATED, ChatMigrated),
    Cause("left", Remedy.GONE, Forbidden),  # blocked the bot, deactivated, kicked it, never started it
    # An edit that changes nothing is a success: people tap twice.
    Cause("not-modified", Remedy.DONE, BadRequest, ("message is not modified",)),
    Cause("tap-too-old", Remedy.DONE, BadRequest, ("query is too old", "query id is invalid")),
    Cause(
        "not-editable",
        Remedy.SEND_ANEW,
        BadRequest,
        ("message to edit not found", "message can't be edited", "message_id_invalid", "there is no text in the message to edit", "message identifier is not"),
    ),
    Cause("broken-markup", Remedy.SEND_PLAIN, BadRequest, ("can't parse entities", "can't find end tag", "unsupported start tag", "entity_bounds_invalid")),
    Cause("no-topic", Remedy.WITHOUT_THREAD, BadRequest, ("message thread not found", "topic_deleted", "topic_closed")),
    Cause("no-chat", Remedy.GONE, BadRequest, ("chat not found", "peer_id_invalid", "user not found", "chat_write_forbidden", "bot is not a member")),
    Cause("no-right", Remedy.GIVE_UP, BadRequest, ("not enough rights", "have no rights")),
    Cause("file-too-big", Remedy.GIVE_UP, BadRequest, ("file is too big",)),  # a bot gets files of up to 20 MB
    # BadRequest is a NetworkError to python-telegram-bot; this line keeps it from ever being repeated.
    Cause("refused", Remedy.GIVE_UP, BadRequest),
    Cause("not-connected", Remedy.RETRY, NetworkError, is_cause=_is_unsent),
    Cause("cut-off", Remedy.DOUBTFUL, NetworkError, is_cause=_is_broken),
    Cause("no-reply", Remedy.UNKNOWN, NetworkError, is_cause=_is_unanswered),
    Cause("own-fault", Remedy.GIVE_UP, NetworkError, is_cause=_is_own_fault),
    Cause("server-error", Remedy.RETRY, NetworkError),  # an answer of the server that says: not done
    Cause("conflict", Remedy.RETRY, Conflict),
    Cause("bad-token", Remedy.RETRY, InvalidToken),  # nothing can be sent until somebody sets the right one
    Cause("unreadable", Remedy.UNKNOWN, TelegramError),
)


def cause_of(error: TelegramError) -> Cause:
    """Return the line of the table that an error belongs to."""
    return next(cause for cause in TABLE if cause.fits(error))


def is_repeatable(method: str) -> bool:
    """Tell whether making a call twice is as good as once."""
    return method.startswith(("edit", "set", "delete", "answer"))
