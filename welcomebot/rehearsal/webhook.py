"""Delivery to the bot's webhook: in order per queue, queues in parallel, again with backoff until the bot says 2xx."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import httpx

from welcomebot.rehearsal.updates import Update, Updates, Waiting

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
DEFAULT_CONNECTIONS = 40
LONGEST_PAUSE_S = 60.0
LONGEST_RETRY_AFTER_S = 3600.0
# Telegram gives callback queries of a person a queue of their own, apart from the chat's: a text and a tap may arrive in parallel.
CALLBACK_QUEUE = 3 << 33


def queue_of(update: Update) -> int:
    """Return the number of the queue that an update is delivered in."""
    if query := update.get("callback_query"):
        return int(query["from"]["id"]) + CALLBACK_QUEUE
    content = next(value for key, value in update.items() if key != "update_id")
    return int(content["chat"]["id"]) if "chat" in content else int(content["from"]["id"])


@dataclass
class WebhookInfo:
    """What the bot registered, and the last error, as getWebhookInfo tells it."""

    url: str = ""
    secret: str = ""
    max_connections: int = DEFAULT_CONNECTIONS
    last_error_at: int | None = None
    last_error: str = ""
    attempts: list[int] = field(default_factory=list)  # the status of each delivery, 0 where there was none

    def describe(self, updates: Updates) -> dict[str, Any]:
        """Return the WebhookInfo object."""
        info: dict[str, Any] = {"url": self.url, "has_custom_certificate": False, "pending_update_count": len(updates)}
        if self.url:
            info["max_connections"] = self.max_connections
        if updates.allowed is not None:
            info["allowed_updates"] = sorted(updates.allowed)
        if self.last_error_at is not None:
            info |= {"last_error_date": self.last_error_at, "last_error_message": self.last_error}
        return info


class Webhook:
    """The deliverer. `first_pause_s` is the first pause after a failure; it doubles each time."""

    def __init__(self, updates: Updates, client: httpx.AsyncClient | None = None, *, first_pause_s: float = 1.0) -> None:
        self._updates = updates
        self._client = client
        self._first_pause_s = first_pause_s
        self._queues: dict[int, deque[Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(DEFAULT_CONNECTIONS)
        self.info = WebhookInfo()

    @property
    def is_set(self) -> bool:
        """Tell whether updates go to a webhook."""
        return bool(self.info.url)

    def start(self, *, url: str, secret: str, max_connections: int) -> None:
        """Deliver what waits and all that comes."""
        self.stop()
        self.info = WebhookInfo(url=url, secret=secret, max_connections=max_connections)
        self._slots = asyncio.Semaphore(max_connections)
        self._client = self._client or httpx.AsyncClient(timeout=httpx.Timeout(60.0))
        self._updates.on_added = self._enqueue
        for waiting in self._updates.waiting():
            self._enqueue(waiting)

    def stop(self) -> None:
        """End the delivery; what waits stays in the queue."""
        self._updates.on_added = None
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._queues.clear()
        self.info = WebhookInfo()

    async def close(self) -> None:
        """Stop and close the connections."""
        tasks = list(self._tasks)
        self.stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client:
            await self._client.aclose()

    def _enqueue(self, waiting: Waiting) -> None:
        number = queue_of(waiting.update)
        if number in self._queues:
            self._queues[number].append(waiting)
            return
        self._queues[number] = deque([waiting])
        task = asyncio.get_running_loop().create_task(self._drain(number))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, number: int) -> None:
        queue = self._queues[number]
        while queue:
            waiting = queue[0]
            pause_s = self._first_pause_s
            while self._updates.is_waiting(waiting):
                async with self._slots:
                    is_delivered, retry_after_s = await self._post(waiting.update)
                if is_delivered and not waiting.repeats:
                    self._updates.remove(waiting)
                elif is_delivered:
                    waiting.repeats -= 1
                else:
                    await asyncio.sleep(pause_s if retry_after_s is None else retry_after_s)
                    pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
            queue.popleft()
        del self._queues[number]

    async def _post(self, update: Update) -> tuple[bool, float | None]:
        """Return whether the bot took an update, and the pause it asked for."""
        assert self._client is not None  # noqa: S101 - start() made it
        headers = {SECRET_HEADER: self.info.secret} if self.info.secret else {}
        try:
            response = await self._client.post(self.info.url, json=update, headers=headers)
        except httpx.HTTPError as error:
            self._note(0, f"Connection failed: {type(error).__name__}")
            return False, None
        if response.is_success:
            self.info.attempts.append(response.status_code)
            return True, None
        self._note(response.status_code, f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}")
        retry_after = response.headers.get("retry-after", "")
        return False, min(float(retry_after), LONGEST_RETRY_AFTER_S) if retry_after.isdigit() else None

    def _note(self, status: int, message: str) -> None:
        self.info.attempts.append(status)
        self.info.last_error = message
        self.info.last_error_at = int(self._updates.now())
