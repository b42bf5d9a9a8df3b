"""Periodic jobs run once, however many processes wake up for them."""

import asyncio
from datetime import UTC, datetime

from welcomebot.storage.database import Database
from welcomebot.storage.slots import claim_slot

SLOT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


async def test_slot_is_claimed_by_one_of_many(database: Database) -> None:
    async def wake_up() -> bool:
        async with database.writing() as session:
            return await claim_slot(session, "drop-names", SLOT)

    assert sum(await asyncio.gather(*(wake_up() for _ in range(10)))) == 1


async def test_each_job_and_each_time_is_a_slot_of_its_own(database: Database) -> None:
    async with database.writing() as session:
        claims = [await claim_slot(session, job, at) for job in ("a", "b") for at in (SLOT, SLOT.replace(hour=4))]
    assert claims == [True] * 4
