"""SQLite under asyncio without a thread: a statement runs where it is awaited.

The usual driver, aiosqlite, hands every statement to a thread and back four times. Beside a busy event loop each of these waits for
the interpreter's lock: measured, a question cost 54 of them, and the bot answered 20 updates a second. A lookup in a file of this size
takes some ten microseconds, so it is done at once. What takes longer, the commits that wait for the disk, has a thread of its own (`Database.write`).
"""

import sqlite3
from typing import Any

from sqlalchemy import URL, AsyncAdaptedQueuePool, Pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import await_

NAME = "sqlite.inline"


class InlineCursor(sqlite3.Cursor):
    """A cursor with the one thing more that SQLAlchemy asks of a driver for asyncio."""

    async def _async_soft_close(self) -> None:
        """Keep nothing open: the rows are in a file of this machine, and reading them on never waits."""


class InlineConnection(sqlite3.Connection):
    """A connection that gives such cursors."""

    def cursor(self, factory: Any = InlineCursor) -> Any:
        """Return a cursor."""
        return super().cursor(factory)


class InlineSqliteDialect(SQLiteDialect_pysqlite):
    """The standard library's driver, declared fit for asyncio: its calls never wait for the event loop, so they need no help from it."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:  # noqa: ARG003
        """Return the pool in which a task that waits for a connection lets the others go on."""
        return AsyncAdaptedQueuePool

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Run a statement."""
        await_(_nothing())
        super().do_execute(cursor, statement, parameters, context)  # type: ignore[no-untyped-call]

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Run a statement for many parameters."""
        await_(_nothing())
        super().do_executemany(cursor, statement, parameters, context)  # type: ignore[no-untyped-call]


async def _nothing() -> None:
    """Wait for nothing: SQLAlchemy wants to see that a driver for asyncio waits for something, and that it was called where it may."""


registry.register(NAME, __name__, InlineSqliteDialect.__name__)


def create_inline_engine(url: URL, *, busy_timeout_s: float, pool_size: int) -> AsyncEngine:
    """Return an engine for a SQLite file."""
    # isolation_level=None keeps the driver from sending its own BEGIN at a moment of its choice.
    arguments = {"isolation_level": None, "timeout": busy_timeout_s, "factory": InlineConnection}
    return create_async_engine(url.set(drivername="sqlite+inline"), connect_args=arguments, pool_size=pool_size)
