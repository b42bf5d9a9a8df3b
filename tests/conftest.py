"""Fixtures that every level of the suite shares."""

import os
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.databases import OFFERED_URL, Stock
from tests.search_cache import build_dictionaries, one_at_a_time
from welcomebot.storage.database import Database

# A busy machine is no mistake of the code: an example may take as long as it takes.
settings.register_profile("welcomebot", deadline=None)
settings.load_profile("welcomebot")

REQUIRES_ALL = bool(os.environ.get("REQUIRE_ALL_TESTS"))
NO_POSTGRES = pytest.mark.skipif(not OFFERED_URL, reason="TEST_POSTGRES_URL is not set: no PostgreSQL here")


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
def kind(request: pytest.FixtureRequest) -> str:
    """Return the kind of database for one test: SQLite, then PostgreSQL where it is offered."""
    kind: str = request.param
    return kind


@pytest.fixture(scope="session")
def empty_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """Give databases with empty tables, as the migrations make them."""
    stock = Stock("empty", tmp_path_factory.mktemp("databases"))
    yield stock
    stock.close()


@pytest.fixture
async def database_url(kind: str, empty_databases: Stock, tmp_path: Path) -> str:
    """Return the address of a database with empty tables, for one test."""
    return await empty_databases.take(kind, tmp_path)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Give an open database with empty tables."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture(scope="session")
def search_folder(pytestconfig: pytest.Config) -> Path:
    """Return a folder of pytest's cache with all dictionaries; they stay from run to run."""
    folder = pytestconfig.cache.mkdir("search")
    with one_at_a_time(folder):
        build_dictionaries(folder)
    return folder
