"""Migrations go up, down and up again, and end at the tables of the code."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from tests.databases import postgres_url, recreate
from welcomebot.storage import migrate
from welcomebot.storage.database import Database
from welcomebot.storage.tables import Base


@pytest.fixture
async def empty_database(kind: str, tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(recreate(postgres_url("migrations")) if kind == "postgresql" else f"sqlite:///{tmp_path / 'welcomebot.sqlite'}")
    yield database
    await database.close()


async def test_up_down_up_leaves_the_tables_of_the_code(empty_database: Database) -> None:
    await migrate.upgrade(empty_database)
    await migrate.downgrade(empty_database)
    async with empty_database.engine.connect() as connection:
        assert await connection.run_sync(lambda plain: inspect(plain).get_table_names()) == ["alembic_version"]
    await migrate.upgrade(empty_database)
    async with empty_database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_outdated_database_is_refused_with_what_to_do(empty_database: Database) -> None:
    with pytest.raises(migrate.OutdatedDatabaseError, match="db upgrade"):
        await migrate.require_current(empty_database)
    await migrate.upgrade(empty_database)
    await migrate.require_current(empty_database)


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))
