"""How many small writes share one transaction: what arrives while one commits, goes together into the next."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection

from welcomebot.errors import StorageUnavailableError

T = TypeVar("T")
R = TypeVar("R")

# A batch does the same thing for many items with few statements and returns one result an item.
Batch = Callable[[Connection, Sequence[T]], Sequence[R]]
Write = Callable[[Callable[[Connection], Any]], Awaitable[Any]]


@dataclass(slots=True)
class _Job:
    batch: Batch[Any, Any]
    item: Any
    result: asyncio.Future[Any]


class GroupCommit:
    """The queue of small writes. A write that fails takes nobody else down: the others of its transaction are tried again alone."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._jobs: list[_Job] = []
        self._task: asyncio.Task[None] | None = None

    async def submit(self, batch: Batch[T, R], item: T) -> R:
        """Do `batch` for an item, together with what else waits, and return its result once that is committed."""
        loop = asyncio.get_running_loop()
        job = _Job(batch, item, loop.create_future())
        self._jobs.append(job)
        if self._task is None:
            self._task = loop.create_task(self._run())
        result: R = await job.result
        return result

    async def _run(self) -> None:
        try:
            while self._jobs:
                jobs, self._jobs = self._jobs, []
                await self._commit(jobs)
        finally:
            self._task = None

    async def _commit(self, jobs: list[_Job]) -> None:
        try:
            results = await self._write(lambda connection: _run_jobs(connection, jobs))
        except StorageUnavailableError as error:
            _fail(jobs, error)
        except Exception as error:  # noqa: BLE001 - it is handed to whoever waits for the write
            if len(jobs) == 1:
                _fail(jobs, error)
                return
            for job in jobs:
                await self._commit([job])
        else:
            for job, result in zip(jobs, results, strict=True):
                if not job.result.done():
                    job.result.set_result(result)


def _run_jobs(connection: Connection, jobs: Sequence[_Job]) -> list[Any]:
    results: dict[int, Any] = {}
    for batch, numbers in _by_batch(jobs):
        outcome = batch(connection, [jobs[number].item for number in numbers])
        results.update(zip(numbers, outcome, strict=True))
    return [results[number] for number in range(len(jobs))]


def _by_batch(jobs: Sequence[_Job]) -> Iterator[tuple[Batch[Any, Any], list[int]]]:
    groups: dict[Batch[Any, Any], list[int]] = {}
    for number, job in enumerate(jobs):
        groups.setdefault(job.batch, []).append(number)
    yield from groups.items()


def _fail(jobs: Sequence[_Job], error: Exception) -> None:
    for job in jobs:
        if not job.result.done():
            job.result.set_exception(error)
