"""What the tests themselves stand on: every test finds its database as it was prepared, whatever the one before did."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.databases import Stock
from welcomebot.storage import migrate
from welcomebot.storage.counters import counter, raise_counter
from welcomebot.storage.database import Database
from welcomebot.storage.tables import ContactRow, UnlinkedWordRow

KEPT = {"contacts": "TRUE", "counters": "name = 'knowledge'"}
CHANGES = [
    "SELECT 1",  # nothing
    "UPDATE contacts SET entry = '{}'",
    "UPDATE contacts SET key = key",  # which looks the same
    "DELETE FROM contacts",
    "INSERT INTO contacts (key, entry) VALUES ('phone:113', '{}')",
    "UPDATE counters SET value = 7",
    "INSERT INTO counters (name, value) VALUES ('vacancies', 3)",
]


async def prepare(database: Database) -> None:
    await migrate.upgrade(database)
    async with database.writing() as session:
        session.add(ContactRow(key="phone:112", entry={"value": "112"}))
        await raise_counter(session, "knowledge")


@pytest.mark.parametrize("change", CHANGES)
async def test_next_test_finds_what_was_prepared_and_numbers_from_one(kind: str, tmp_path: Path, change: str) -> None:
    stock = Stock("stock", tmp_path, prepare, kept=KEPT)
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        database = Database(await stock.take(kind, folder))
        async with database.writing() as session:
            assert [(row.key, row.entry) for row in await session.scalars(select(ContactRow))] == [("phone:112", {"value": "112"})]
            assert [await counter(session, name) for name in ("knowledge", "vacancies")] == [1, 0]
            session.add(word := UnlinkedWordRow(folded="x", text="x", language="en"))
            await session.flush()
            assert word.id == 1
            await session.execute(text(change))
        await database.close()
    stock.close()
