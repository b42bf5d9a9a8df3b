"""Opening the database so that SQLite and PostgreSQL behave alike."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

BUSY_TIMEOUT_MS = 10_000
POOL_SIZE = 8


class Database:
    """The engine with one session for reading and one way of writing.

    Writers of this process queue on a lock: on SQLite they would otherwise poll each other awake. Every write transaction
    begins with BEGIN IMMEDIATE, because a deferred one that reads first loses updates or fails (engineering.md, D7 and D8).
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else create_async_engine(url, pool_size=POOL_SIZE, pool_pre_ping=True)
        self._write_lock = asyncio.Lock()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Give a session for reading; whatever it changed is rolled back."""
        async with AsyncSession(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session
            await session.rollback()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Give a session for writing; commits at the end, rolls back on any exception."""
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._write_lock)
            connection = await stack.enter_async_context(self._connection(mode="IMMEDIATE"))
            session = await stack.enter_async_context(AsyncSession(connection, expire_on_commit=False))
            async with session.begin():
                yield session

    @asynccontextmanager
    async def _connection(self, *, mode: str) -> AsyncIterator[AsyncConnection]:
        async with self.engine.connect() as connection:
            yield await connection.execution_options(sqlite_begin=mode)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _sqlite_engine(url: str) -> AsyncEngine:
    # isolation_level=None keeps the driver from sending its own BEGIN at a moment of its choice.
    engine = create_async_engine(url, connect_args={"isolation_level": None, "timeout": BUSY_TIMEOUT_MS / 1000}, pool_size=POOL_SIZE, max_overflow=4)

    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine
