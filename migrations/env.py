"""How Alembic reaches the database: on the connection it is given, else on one of its own."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text

from welcomebot.settings import load_settings
from welcomebot.storage.base import UtcDateTime
from welcomebot.storage.database import Database
from welcomebot.storage.tables import Base


def migrate(connection: Connection) -> None:
    """Run the migrations; on PostgreSQL only one process at a time does so, and a lock that does not come fails soon."""
    is_postgresql = connection.dialect.name == "postgresql"
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=not is_postgresql, render_item=render_plainly)
    with context.begin_transaction():
        if is_postgresql:
            connection.execute(text("SET LOCAL lock_timeout = '10s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('welcomebot.alembic'))"))
        context.run_migrations()


def render_plainly(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column type as the plain one it stores: a migration must not change when the code does."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


async def migrate_alone() -> None:
    """Open the database of the settings and migrate it."""
    database = Database(load_settings().database)
    async with database.engine.begin() as connection:
        await connection.run_sync(migrate)
    await database.close()


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(migrate_alone())
else:
    migrate(given)
