"""When calls may go out, on a clock that the test turns."""

from datetime import timedelta
from typing import Any

import pytest
from telegram.error import RetryAfter

from welcomebot.telegram.limiter import DeadlineLimiter


class Time:
    """A clock that sleeping moves on."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def limiter(time: Time) -> DeadlineLimiter:
    return DeadlineLimiter(now=lambda: time.now, sleep=time.sleep)


def test_refusal_in_a_private_chat_pauses_everybody(limiter: DeadlineLimiter) -> None:
    limiter.refuse(7, 3)
    assert (limiter.pause_s(7), limiter.pause_s(8), limiter.pause_s(None)) == (3, 3, 3)


def test_refusal_in_a_group_pauses_the_group(limiter: DeadlineLimiter) -> None:
    limiter.refuse(-7, 30)
    assert (limiter.pause_s(-7), limiter.pause_s(8)) == (30, 0)


def test_later_refusal_never_shortens_a_pause(limiter: DeadlineLimiter, time: Time) -> None:
    limiter.refuse(7, 10)
    time.now += 2
    limiter.refuse(7, 3)
    assert limiter.pause_s(7) == 8


async def test_bulk_messages_are_spread_over_time_and_chats(limiter: DeadlineLimiter, time: Time) -> None:
    starts = []
    for chat_id in (1, 2, 3, 1):
        await limiter.wait_in_bulk(chat_id)
        starts.append(round(time.now - 100, 3))
    assert starts == [0, 0.05, 0.1, 1.0]


async def call(limiter: DeadlineLimiter, endpoint: str, *outcomes: Any) -> Any:
    async def callback() -> Any:
        if isinstance(outcomes[0], Exception):
            raise outcomes[0]
        return outcomes[0]

    return await limiter.process_request(callback, (), {}, endpoint, {"chat_id": 7}, None)


async def test_refused_call_is_noted_and_told(limiter: DeadlineLimiter) -> None:
    with pytest.raises(RetryAfter):
        await call(limiter, "sendMessage", RetryAfter(timedelta(seconds=5)))
    assert limiter.pause_s(8) == 5


async def test_call_waits_out_the_whole_pause_even_if_others_end_meanwhile(limiter: DeadlineLimiter, time: Time) -> None:
    limiter.refuse(7, 3)
    assert await call(limiter, "sendMessage", True)
    assert time.slept == [3]


async def test_call_of_the_moment_is_dropped_in_a_pause(limiter: DeadlineLimiter, time: Time) -> None:
    limiter.refuse(7, 3)
    with pytest.raises(RetryAfter):
        await call(limiter, "answerCallbackQuery", True)
    assert time.slept == []
