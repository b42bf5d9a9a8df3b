"""Opening the database so that SQLite and PostgreSQL behave alike."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, AsyncTransaction, create_async_engine

from welcomebot.errors import StorageUnavailableError
from welcomebot.storage.group_commit import Batch, GroupCommit
from welcomebot.storage.inline_sqlite import create_inline_engine

T = TypeVar("T")
R = TypeVar("R")

# How long a writer waits for another process that writes, and how often it looks.
BUSY_TIMEOUT_S = 10.0
BUSY_PAUSE_S = 0.02
POOL_SIZE = 8
# A connection to a file costs little, opening one costs more: one for each lane that is handled at a time.
SQLITE_POOL_SIZE = 32


class Database:
    """The engine with one session for reading and one way of writing.

    Writers of this process queue on a lock: on SQLite they would otherwise poll each other awake. Every write transaction
    begins with BEGIN IMMEDIATE, because a deferred one that reads first loses updates or fails (engineering.md, D7 and D8).
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(url)
        self._write_lock = asyncio.Lock()
        self._group_commits: dict[str, GroupCommit] = {}
        # The small writes of one transaction run in a thread in one go, and the disk is waited for there.
        self._writer_engine = _sync_sqlite_engine(self.url.set(drivername="sqlite")) if self.is_sqlite else None
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database-writer")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Give a session for reading; whatever it changed is rolled back."""
        async with AsyncSession(self.engine, expire_on_commit=False, autoflush=False) as session:
            # Closing rolls back; a rollback of its own would expire the rows that were read.
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Give a session for writing; commits at the end, rolls back on any exception."""
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._write_lock)
            connection = await stack.enter_async_context(self.engine.connect())
            transaction = await self._begin(await connection.execution_options(sqlite_begin="IMMEDIATE"))
            session = await stack.enter_async_context(AsyncSession(connection, expire_on_commit=False))
            yield session
            await session.flush()
            # A session that was rolled back took the transaction with it.
            if transaction.is_active:
                await transaction.commit()

    async def _begin(self, connection: AsyncConnection) -> AsyncTransaction:
        """Begin to write; while another process writes to the SQLite file, let the others of this one go on."""
        loop = asyncio.get_running_loop()
        patience_ends = loop.time() + BUSY_TIMEOUT_S
        while True:
            try:
                return await connection.begin()
            except OperationalError:
                if not self.is_sqlite or loop.time() > patience_ends:
                    raise
                await asyncio.sleep(BUSY_PAUSE_S)

    async def write(self, batch: Batch[T, R], item: T, *, stream: str = "") -> R:
        """Do a small write in one transaction with the others that wait; raises StorageUnavailableError when the database is down.

        PostgreSQL commits streams side by side, SQLite has one writer anyhow.
        """
        group_commit = self._group_commits.setdefault("" if self.is_sqlite else stream, GroupCommit(self._write))
        return await group_commit.submit(batch, item)

    async def _write(self, work: Callable[[Connection], Any]) -> Any:
        with translated_errors():
            if self._writer_engine is None:
                async with self.engine.begin() as connection:
                    return await connection.run_sync(work)
            async with self._write_lock:
                return await asyncio.get_running_loop().run_in_executor(self._writer, _in_transaction, self._writer_engine, work)

    async def close(self) -> None:
        """Close every connection."""
        if self._writer_engine is not None:
            await asyncio.get_running_loop().run_in_executor(self._writer, self._writer_engine.dispose)
        self._writer.shutdown(wait=False)
        await self.engine.dispose()


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise StorageUnavailableError in the place of everything that means: no database there."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeoutError, OSError) as error:
        raise StorageUnavailableError from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StorageUnavailableError from error
        raise


def _in_transaction(engine: Engine, work: Callable[[Connection], Any]) -> Any:
    with engine.begin() as connection:
        return work(connection)


def _postgres_engine(url: str) -> AsyncEngine:
    # A statement prepared while a queue is empty keeps the plan for an empty table: measured, 25 updates/s instead of 200. A connection pooler
    # that gives each transaction another connection cannot hold prepared statements either.
    return create_async_engine(url, connect_args={"prepare_threshold": None}, pool_size=POOL_SIZE, pool_pre_ping=True)


def _sync_sqlite_engine(url: URL) -> Engine:
    arguments = {"isolation_level": None, "timeout": BUSY_TIMEOUT_S, "check_same_thread": False}
    engine = create_engine(url, connect_args=arguments, execution_options={"sqlite_begin": "IMMEDIATE"})
    # This connection stores updates that Telegram then forgets: FULL keeps them through a power cut.
    _prepare(engine, synchronous="FULL")
    return engine


def _sqlite_engine(url: URL) -> AsyncEngine:
    # The event loop waits with this connection, so it waits but a moment: see `_begin`.
    engine = create_inline_engine(url, busy_timeout_s=BUSY_PAUSE_S, pool_size=SQLITE_POOL_SIZE)
    _prepare(engine.sync_engine, synchronous="NORMAL")
    return engine


def _prepare(engine: Engine, *, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")
