"""One update, one transaction: all of it or nothing, and one broken write takes no other down."""

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text

from welcomebot.errors import StorageUnavailableError
from welcomebot.services.drafts import Draft
from welcomebot.services.ports import Person
from welcomebot.services.queues import Completion
from welcomebot.storage.database import Database
from welcomebot.storage.outbox import OutboxStore
from welcomebot.storage.unit_of_work import DatabaseWork

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NOBODY_LISTENS = "postgresql+psycopg://postgres@127.0.0.1:1/nothing"


async def saved(database: Database) -> Person | None:
    async with DatabaseWork(database).reading() as db:
        return await db.people.get(1)


async def test_effects_and_changes_are_committed_together(database: Database) -> None:
    work = DatabaseWork(database)
    await (await work.writing()).people.save(Person(1, language="fi"))
    rows = await work.finish(Completion(1, NOW, (Draft("1:0", 1, "sendMessage", {}),)))
    assert [row.dedupe_key for row in rows] == ["1:0"]
    assert await saved(database) == Person(1, language="fi")


async def test_abandoned_work_leaves_nothing_and_lets_others_write(database: Database) -> None:
    work = DatabaseWork(database)
    await (await work.writing()).people.save(Person(1, language="fi"))
    await work.abandon()
    await work.abandon()
    assert await saved(database) is None
    assert len(await OutboxStore(database).add([Draft("2:0", 1, "sendMessage", {})], at=NOW, is_fast=True)) == 1


async def test_failed_end_undoes_the_changes(database: Database) -> None:
    work = DatabaseWork(database)
    await (await work.writing()).people.save(Person(1, language="fi"))
    with pytest.raises(Exception, match="method"):
        await work.finish(Completion(1, NOW, (Draft("1:0", 1, None, {}),)))  # type: ignore[arg-type]
    assert await saved(database) is None


async def test_reading_sees_what_this_work_wrote(database: Database) -> None:
    work = DatabaseWork(database)
    await (await work.writing()).people.save(Person(1, language="fi"))
    async with work.reading() as db:
        assert await db.people.get(1) == Person(1, language="fi")
    assert await saved(database) is None
    await work.abandon()


async def test_one_broken_write_takes_no_other_down(database: Database) -> None:
    def store(connection: Connection, items: Sequence[str]) -> list[str]:
        connection.execute(text("INSERT INTO counters (name, value) VALUES (:name, 1)"), [{"name": item} for item in items])
        return list(items)

    results = await asyncio.gather(*(database.write(store, name) for name in ("a", "b", "a", "c")), return_exceptions=True)
    assert [result if isinstance(result, str) else "broken" for result in results] == ["a", "b", "broken", "c"]


async def test_database_that_is_not_there_has_a_name() -> None:
    database = Database(NOBODY_LISTENS)
    with pytest.raises(StorageUnavailableError):
        await OutboxStore(database).add([Draft("1:0", 1, "sendMessage", {})], at=NOW, is_fast=True)
    await database.close()


@pytest.mark.parametrize("kind", ["sqlite"])  # PostgreSQL has no lock on the whole database
async def test_writer_waits_for_another_process_while_others_read(database: Database) -> None:
    elsewhere = sqlite3.connect(database.url.database or "", isolation_level=None)
    elsewhere.execute("BEGIN IMMEDIATE")
    work = DatabaseWork(database)
    writing = asyncio.create_task(work.writing())
    assert await saved(database) is None
    assert not writing.done()
    elsewhere.execute("COMMIT")
    elsewhere.close()
    async with asyncio.timeout(5):
        await (await writing).people.save(Person(1, language="fi"))
    await work.finish()
    assert await saved(database) == Person(1, language="fi")
