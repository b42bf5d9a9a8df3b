"""Fixtures that every level of the suite shares."""

import os
from collections.abc import AsyncIterator, Generator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql

from welcomebot.storage.database import Database
from welcomebot.storage.tables import Base

# A busy machine is no mistake of the code: an example may take as long as it takes.
settings.register_profile("welcomebot", deadline=None)
settings.load_profile("welcomebot")

# Each worker of pytest-xdist has a database of its own.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "") and f"{os.environ['TEST_POSTGRES_URL']}{WORKER}"
REQUIRES_ALL = bool(os.environ.get("REQUIRE_ALL_TESTS"))
NO_POSTGRES = pytest.mark.skipif(not POSTGRES_URL, reason="TEST_POSTGRES_URL is not set: no PostgreSQL here")


def pytest_configure() -> None:
    """Make the worker's database where there is none."""
    if not (WORKER and POSTGRES_URL):
        return
    base, name = os.environ["TEST_POSTGRES_URL"].replace("+psycopg", ""), POSTGRES_URL.rpartition("/")[2]
    with psycopg.connect(base, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a file by its argument: its bytes may hold the time, and all workers must find the same tests."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where all tests are required, as `.ci/run` does: there a missing package is a mistake."""
    report = yield
    if REQUIRES_ALL and report.skipped:
        report.outcome, report.longrepr = "failed", f"{item.nodeid} was skipped, and REQUIRE_ALL_TESTS is set: {report.longrepr}"
    return report


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=NO_POSTGRES)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database for one test: a new SQLite file, then PostgreSQL where it is offered."""
    if request.param == "postgresql":
        return POSTGRES_URL
    return f"sqlite:///{tmp_path / 'welcomebot.sqlite'}"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Give an open database with empty tables."""
    database = Database(database_url)
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)
    yield database
    await database.close()
