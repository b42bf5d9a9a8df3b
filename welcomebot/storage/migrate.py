"""Bringing the database's tables up to the code."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from welcomebot.errors import Failure
from welcomebot.storage.database import Database

MIGRATIONS = Path(__file__).parents[2] / "migrations"


class OutdatedDatabaseError(Failure):
    """The database is older than the program: run `bot.py db upgrade` first."""


def configuration() -> Config:
    """Return Alembic's configuration, wherever the program was started."""
    return Config(MIGRATIONS / "alembic.ini")


async def upgrade(database: Database, revision: str = "head") -> None:
    """Run the migrations that the database has not seen."""
    if revision == "head" and await is_current(database):
        return
    async with database.engine.begin() as connection:
        await connection.run_sync(_run, command.upgrade, revision)


async def downgrade(database: Database, revision: str = "base") -> None:
    """Take migrations back."""
    async with database.engine.begin() as connection:
        await connection.run_sync(_run, command.downgrade, revision)


async def require_current(database: Database) -> None:
    """Raise OutdatedDatabaseError unless the database has every migration."""
    if not await is_current(database):
        raise OutdatedDatabaseError


async def is_current(database: Database) -> bool:
    """Tell whether the database has every migration."""
    async with database.engine.connect() as connection:
        heads = await connection.run_sync(lambda plain: MigrationContext.configure(plain).get_current_heads())
    return set(heads) == _newest()


@cache
def _newest() -> frozenset[str]:
    """Return the ends of the migrations, which do not change while the program runs."""
    return frozenset(ScriptDirectory.from_config(configuration()).get_heads())


def _run(connection: Connection, action: Callable[[Config, str], None], revision: str) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    action(config, revision)
