"""Databases for tests: prepared once in a process, then handed to one test after another as good as new."""

import os
import shutil
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from welcomebot.storage import migrate
from welcomebot.storage.database import Database
from welcomebot.storage.tables import Base

OFFERED_URL = os.environ.get("TEST_POSTGRES_URL", "")
# Each worker of pytest-xdist has databases of its own.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
RESTART_NUMBERS = "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, FALSE) FROM pg_sequences WHERE schemaname = current_schema()"

Prepare = Callable[[Database], Awaitable[None]]


class Stock:
    """Databases with the same content: a test gets a copy of a SQLite file, or the one PostgreSQL database after tidying it up.

    `kept` names the rows that preparing wrote, by table, as a condition in SQL; tidying up deletes all others.
    """

    def __init__(self, name: str, folder: Path, prepare: Prepare = migrate.upgrade, *, kept: Mapping[str, str] | None = None) -> None:
        self._prepare = prepare
        self._file = folder / f"{name}.sqlite"
        self._server = _Server(name, kept or {})

    async def take(self, kind: str, folder: Path) -> str:
        """Return the address of a database, "sqlite" or "postgresql", that holds what was prepared and nothing else."""
        return await (self._tidy_server() if kind == "postgresql" else self._copy_to(folder))

    def close(self) -> None:
        """Leave the server."""
        self._server.close()

    async def _copy_to(self, folder: Path) -> str:
        if not self._file.exists():
            await self._fill(f"sqlite:///{self._file}")
        copy = folder / "welcomebot.sqlite"
        shutil.copyfile(self._file, copy)
        return f"sqlite:///{copy}"

    async def _tidy_server(self) -> str:
        if not self._server.is_made:
            await self._fill(recreate(self._server.original))
            self._server.make()
        self._server.tidy_up()
        return self._server.url

    async def _fill(self, url: str) -> None:
        database = Database(url)
        await self._prepare(database)
        await database.close()


class _Server:
    """A PostgreSQL database of this worker that is emptied after each test: deleting a few rows costs far less than making tables.

    Beside it lies the original as it was prepared, to copy it again when a test has changed the kept rows.
    """

    def __init__(self, name: str, kept: Mapping[str, str]) -> None:
        self.url, self.original = postgres_url(name), postgres_url(f"{name}_original")
        empty = [f"DELETE FROM {table.name} WHERE NOT ({kept.get(table.name, 'FALSE')})" for table in reversed(Base.metadata.sorted_tables)]
        self._tidy_up = "; ".join([*empty, RESTART_NUMBERS])
        # Every insert and update of a row gives it another xmin, and a deleted one is missing in the count.
        states = [f"SELECT '{table}', count(*), sum(xmin::text::bigint) FROM {table} WHERE {condition}" for table, condition in kept.items()]
        self._look = " UNION ALL ".join(states) or "SELECT 1"
        self._connection: psycopg.Connection | None = None
        self._state: list[tuple] = []

    @property
    def is_made(self) -> bool:
        """Tell whether the database is there."""
        return self._connection is not None

    def make(self) -> None:
        """Copy the original, whatever an earlier test or run has left."""
        self.close()
        recreate(self.url, template=self.original)
        self._connection = psycopg.connect(_plain(self.url), autocommit=True)
        self._state = self._kept_rows()

    def tidy_up(self) -> None:
        """Delete what a test wrote, number rows from the start, and give the kept rows back if the test changed them."""
        self._run(self._tidy_up)
        if self._kept_rows() != self._state:
            self.make()

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _kept_rows(self) -> list[tuple]:
        return self._run(self._look).fetchall()

    def _run(self, statement: str) -> psycopg.Cursor:
        assert self._connection is not None
        return self._connection.execute(statement)


def postgres_url(name: str) -> str:
    """Return the address of a database of this worker, beside the one that is offered."""
    return f"{OFFERED_URL}{WORKER}_{name}"


def recreate(url: str, *, template: str = "template1") -> str:
    """Make a database in the place of the one with this address, empty or as a copy of another, and return the address."""
    name, copied = (sql.Identifier(address.rpartition("/")[2]) for address in (url, template))
    with psycopg.connect(_plain(OFFERED_URL), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, copied))
    return url


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")
