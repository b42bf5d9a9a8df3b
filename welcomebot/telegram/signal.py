"""Waking up a task that waits for news, without losing news that comes just before it waits."""

import asyncio


class Signal:
    """Take `news` before you look, then wait for it: what happens in between is not missed."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    @property
    def news(self) -> asyncio.Event:
        """Return the event of the next notification."""
        return self._event

    def notify(self) -> None:
        """Wake everybody who waits."""
        self._event.set()
        self._event = asyncio.Event()


async def wait_for(event: asyncio.Event, timeout_s: float) -> bool:
    """Wait for an event, but not for ever; tell whether it came."""
    try:
        async with asyncio.timeout(max(0.0, timeout_s)):
            await event.wait()
    except TimeoutError:
        return False
    return True
