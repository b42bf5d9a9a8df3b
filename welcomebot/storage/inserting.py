"""Inserting rows unless they are there, on both databases."""

from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.storage.base import Base
from welcomebot.storage.tables import InboxRow, OutboxRow


def insert_into(session: AsyncSession, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return the beginning of an INSERT. Both databases know ON CONFLICT, but SQLAlchemy has a class for each."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgresql else sqlite.insert(table)


def insert_new_updates(connection: Connection) -> Any:
    """Return the statement that inserts updates and gives back the numbers of the new ones."""
    return _updates(connection.dialect.name)


def insert_new_calls(connection: Connection) -> Any:
    """Return the statement that inserts calls and gives back the keys and ids of the new ones."""
    return _calls(connection.dialect.name)


# Building a statement costs more than running it, so each is built once.
@cache
def _updates(dialect: str) -> Any:
    return _insert(dialect)(InboxRow).on_conflict_do_nothing(index_elements=["update_id"]).returning(InboxRow.update_id)


@cache
def _calls(dialect: str) -> Any:
    return _insert(dialect)(OutboxRow).on_conflict_do_nothing(index_elements=["dedupe_key"]).returning(OutboxRow.dedupe_key, OutboxRow.id)


def _insert(dialect: str) -> Any:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert
