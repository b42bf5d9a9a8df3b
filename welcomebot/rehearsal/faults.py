"""Trouble on demand: what the next calls and updates suffer, in the order of the script."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from welcomebot.rehearsal.state import BLOCKED
from welcomebot.rehearsal.trouble import FORBIDDEN, TOO_MANY_REQUESTS, AnswerLost, ApiError, ConnectionLost

BAD_GATEWAY = 502
DESCRIPTIONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
# Polling goes on while a fault without a method is in the script: it is meant for what the bot sends.
NEVER_BY_CHANCE = frozenset({"getUpdates", "getMe", "getWebhookInfo", "setWebhook", "deleteWebhook"})


class Kind(Enum):
    """What happens to a call."""

    ANSWER = auto()
    CONNECTION_LOST = auto()
    ANSWER_LOST = auto()


@dataclass(slots=True)
class Fault:
    """One line of the script: what happens, to which calls, how often or until when."""

    kind: Kind
    method: str | None = None
    chat_id: int | None = None
    times: int = 1
    until: float | None = None
    error: ApiError | None = None

    def is_for(self, method: str, chat_id: int | None) -> bool:
        """Tell whether a call is meant."""
        if self.method is None and method in NEVER_BY_CHANCE:
            return False
        return self.method in {None, method} and self.chat_id in {None, chat_id}


class Faults:
    """The script. `method` and `chat_id` narrow a fault, `times` repeats it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._script: list[Fault] = []
        self._duplicates = 0
        self._is_swapping = False
        self._held: list[dict[str, Any]] = []

    def too_many_requests(self, retry_after_s: int, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> None:
        """Answer 429 with `retry_after`, a number of times."""
        self._add(Fault(Kind.ANSWER, method, chat_id, times, error=_flood(retry_after_s)))

    def flood(self, retry_after_s: float, *, method: str | None = None, chat_id: int | None = None) -> None:
        """Answer 429 to every call until the time is over, as the real server does."""
        self._add(Fault(Kind.ANSWER, method, chat_id, until=self._clock() + retry_after_s))

    def blocked(self, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> None:
        """Answer 403 as for a person who blocked the bot."""
        self._add(Fault(Kind.ANSWER, method, chat_id, times, error=ApiError(FORBIDDEN, f"Forbidden: {BLOCKED}")))

    def server_error(self, status: int = BAD_GATEWAY, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> None:
        """Answer 5xx; nothing was done."""
        self._add(Fault(Kind.ANSWER, method, chat_id, times, error=ApiError(status, DESCRIPTIONS.get(status, "Server Error"))))

    def bad_request(self, description: str, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> None:
        """Answer 400 with a wording of your choice."""
        self._add(Fault(Kind.ANSWER, method, chat_id, times, error=ApiError(400, f"Bad Request: {description}")))

    def connection_error(self, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> None:
        """Break the connection before the request is read; nothing was done."""
        self._add(Fault(Kind.CONNECTION_LOST, method, chat_id, times))

    def timeout_after_storing(self, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> None:
        """Do what was asked, then let the client wait in vain for the answer."""
        self._add(Fault(Kind.ANSWER_LOST, method, chat_id, times))

    def duplicate_updates(self, times: int = 1) -> None:
        """Deliver each of the next updates twice."""
        self._duplicates += times

    def swap_updates(self) -> None:
        """Deliver the next two updates in reverse order."""
        self._is_swapping = True

    def clear(self) -> None:
        """Forget the script."""
        self._script.clear()
        self._duplicates, self._is_swapping = 0, False

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault for a call and count it off."""
        if not self._script:
            return None
        now = self._clock()
        self._script = [fault for fault in self._script if fault.until is None or fault.until > now]
        for fault in self._script:
            if fault.is_for(method, chat_id):
                if fault.until is not None:
                    return Fault(Kind.ANSWER, error=_flood(max(1, round(fault.until - now))))
                fault.times -= 1
                if fault.times <= 0:
                    self._script.remove(fault)
                return fault
        return None

    def arrange(self, update: dict[str, Any]) -> list[tuple[dict[str, Any], int]]:
        """Return the updates to deliver now, each with how often it is repeated."""
        if self._is_swapping:
            self._held.append(update)
            if len(self._held) == 1:
                return []
            self._is_swapping = False
            second, first = self._held.pop(), self._held.pop()
            return [(second, self._repeats()), (first, self._repeats())]
        return [(update, self._repeats())]

    def _repeats(self) -> int:
        self._duplicates, is_repeated = max(0, self._duplicates - 1), self._duplicates > 0
        return int(is_repeated)

    def _add(self, fault: Fault) -> None:
        self._script.append(fault)


def _flood(retry_after_s: int) -> ApiError:
    return ApiError(TOO_MANY_REQUESTS, f"Too Many Requests: retry after {retry_after_s}", parameters={"retry_after": retry_after_s})


def before(fault: Fault | None) -> None:
    """Raise what stops a call before it is done."""
    if fault is None:
        return
    if fault.error:
        raise fault.error
    if fault.kind is Kind.CONNECTION_LOST:
        raise ConnectionLost


def after(fault: Fault | None) -> None:
    """Raise what befalls a call that was done."""
    if fault is not None and fault.kind is Kind.ANSWER_LOST:
        raise AnswerLost
