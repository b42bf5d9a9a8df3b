"""People and their data in the database."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from welcomebot.services.ports import AskedQuestion, Dialogue, Person
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.tables import PersonRow

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def asked(user_id: int, *, at: datetime = NOW) -> AskedQuestion:
    return AskedQuestion(0, user_id, "tax card?", "en", "answer", ("tax-card",), at)


async def test_person_is_what_was_saved(database: Database) -> None:
    person = Person(2**40, language="uk", accepts_russian=True)
    async with database.writing() as session:
        await Repositories(session).people.save(person)
    async with database.reading() as session:
        assert await Repositories(session).people.get(2**40) == person


async def test_forgetting_leaves_other_people_alone(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        for user_id in (1, 2):
            await db.people.save(Person(user_id, language="en"))
            await db.questions.rate(await db.questions.add(asked(user_id)), is_helpful=True)
            await db.dialogues.save(Dialogue(user_id, "office", "writing"))
    async with database.writing() as session:
        assert await Repositories(session).people.forget(1) == 4  # person, question, verdict, dialogue
    async with database.reading() as session:
        db = Repositories(session)
        assert await db.people.get(1) is None
        assert await db.questions.latest(1) is None
        assert len((await db.people.export(2))["feedback"]) == 1


async def test_question_goes_to_the_office_once(database: Database) -> None:
    async with database.writing() as session:
        questions = Repositories(session).questions
        number = await questions.add(asked(1))
        assert await questions.send_to_office(number)
        assert not await questions.send_to_office(number)
        latest = await questions.latest(1)
    assert latest is not None
    assert latest.sent_to_office


async def test_askers_number_goes_after_thirty_days(database: Database) -> None:
    async with database.writing() as session:
        questions = Repositories(session).questions
        old, new = await questions.add(asked(1, at=NOW - timedelta(days=31))), await questions.add(asked(1))
        assert await questions.drop_names(before=NOW - timedelta(days=30)) == 1
    async with database.reading() as session:
        questions = Repositories(session).questions
        assert (await questions.get(old)).user_id is None
        assert (await questions.get(new)).user_id == 1


async def test_two_steps_from_one_version_only_the_first_counts(database: Database) -> None:
    async with database.writing() as session:
        dialogues = Repositories(session).dialogues
        assert await dialogues.save(Dialogue(1, "office", "writing", version=0))
        assert await dialogues.save(Dialogue(1, "office", "writing", {"n": 1}, version=1))
        assert not await dialogues.save(Dialogue(1, "office", "idle", {"n": 2}, version=1))
        assert not await dialogues.save(Dialogue(1, "office", "idle", version=0))
        kept = await dialogues.get(1)
    assert kept is not None
    assert kept.data == {"n": 1}


async def test_rows_can_be_read_one_by_one(database: Database) -> None:
    async with database.writing() as session:
        await Repositories(session).people.save(Person(1, language="en"))
    async with database.reading() as session:
        rows = await session.execute(select(PersonRow.language))
        assert [row.language for row in rows] == ["en"]
