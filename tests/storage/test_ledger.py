"""The ledger of what was told to whom, in the database."""

from datetime import timedelta

from sqlalchemy import insert, select

from tests.storage.jobs import NOW, stored
from welcomebot.services.job_ports import Told
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.tables import OutboxRow, ToldRow


async def test_seeker_is_told_of_a_revision_once(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await db.vacancies.put(stored())
        assert await db.ledger.claim(Told(1, number, 1, "alert:1:a", NOW))
        assert not await db.ledger.claim(Told(1, number, 1, "alert:1:b", NOW))
        assert await db.ledger.claim(Told(1, number, 2, "alert:1:c", NOW))
        assert await db.ledger.claim(Told(2, number, 1, "alert:2:a", NOW))
        assert await db.ledger.told(1) == {number: 2}
        assert await db.ledger.told(3) == {}


async def test_one_message_may_tell_of_several_ads(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        numbers = [await db.vacancies.put(stored(source=source)) for source in ("a", "b", "c")]
        told = [Told(1, number, 1, key, NOW) for number, key in zip(numbers, ("day", "day", "other"), strict=True)]
        for one in told:
            await db.ledger.claim(one)
        assert await db.ledger.of_message("day") == told[:2]
        assert await db.ledger.of_vacancy(numbers[2]) == [told[2]]


async def test_what_was_told_is_counted_from_a_moment_on(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        for source, hours in (("a", 0), ("b", 1), ("c", 2)):
            await db.ledger.claim(Told(1, await db.vacancies.put(stored(source=source)), 1, source, NOW - timedelta(hours=hours)))
        assert await db.ledger.told_since(1, NOW - timedelta(hours=1)) == 2
        assert await db.ledger.told_since(2, NOW - timedelta(hours=9)) == 0


async def test_message_numbers_are_taken_over_once_sent(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await db.vacancies.put(stored())
        for user_id, key in ((1, "sent"), (2, "waits"), (3, "pruned")):
            await db.ledger.claim(Told(user_id, number, 1, key, NOW))
        await session.execute(insert(OutboxRow), [call("sent", "sent", 41), call("waits", "waiting", None), call("other", "sent", 42)])
        assert await db.ledger.note_message_ids() == 1
        assert await db.ledger.note_message_ids() == 0
        assert [told.message_id for told in await db.ledger.of_vacancy(number)] == [41, None, None]
        assert await session.scalar(select(ToldRow.told_at).where(ToldRow.user_id == 1)) == NOW


def call(key: str, state: str, message_id: int | None) -> dict[str, object]:
    return {
        "dedupe_key": key,
        "chat_id": 1,
        "method": "sendMessage",
        "state": state,
        "attempts": 0,
        "created_at": NOW,
        "not_before": NOW,
        "message_id": message_id,
    }
