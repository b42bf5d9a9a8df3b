"""People and their data in the database."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import BigInteger, select
from sqlalchemy.ext.asyncio import AsyncSession

from tests.storage.jobs import WELDER, profile, stored
from tests.storage.office import a_life_in_the_office
from welcomebot.domain.seekers import NotForMe
from welcomebot.services.job_ports import ContactRequest, Employer, RequestState, Told
from welcomebot.services.ports import AskedQuestion, Dialogue, Person
from welcomebot.storage.base import Base
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.tables import PersonRow

# Columns that hold a person's Telegram number.
NUMBERS_OF_PEOPLE = frozenset({"user_id", "seeker_id", "employer_id", "posted_by", "added_by", "decided_by", "chat_id", "lane", "migrated_to"})
NUMBERS_OF_STAFF = frozenset({"invited_by", "used_by", "taken_by", "ended_by", "written_by", "made_by", "assigned_to", "assigned_by"})
# Columns with numbers of something else.
OF_THE_OFFICE = frozenset({"handover", "cluster", "act", "news", "announcement", "thread_id"})
OTHER_NUMBERS = OF_THE_OFFICE | frozenset(
    {"id", "number", "vacancy", "request", "revision", "version", "value", "question_id", "update_id", "message_id", "attempts"}
)
# The tables of receiving and sending, and the staff group's topics, which are no person's.
WITHOUT_A_LIFE = frozenset({"inbox", "outbox", "chats", "dialogues", "staff_topics"})
SEEKER, EMPLOYER, STAFF, OTHER = (7_000_000_000 + number for number in range(4))
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
            await db.readings.remember(user_id, "tax-card", NOW)
    async with database.writing() as session:
        assert await Repositories(session).people.forget(1) == 5  # person, question, verdict, dialogue, reading
    async with database.reading() as session:
        db = Repositories(session)
        assert await db.people.get(1) is None
        assert await db.questions.latest(1) is None
        assert await db.readings.last(1, NOW) is None
        assert await db.readings.last(2, NOW) == "tax-card"
        assert len((await db.people.export(2))["feedback"]) == 1


async def test_only_the_last_article_read_is_known_and_only_for_a_time(database: Database) -> None:
    async with database.writing() as session:
        readings = Repositories(session).readings
        await readings.remember(1, "tax-card", NOW)
        await readings.remember(1, "library", NOW + timedelta(minutes=1))
    async with database.writing() as session:
        readings = Repositories(session).readings
        assert await readings.last(1, NOW) == "library"
        assert await readings.last(1, NOW + timedelta(minutes=2)) is None
        assert await readings.last(2, NOW) is None
        assert await readings.remove_old(NOW + timedelta(minutes=2)) == 1


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


async def a_life_in_jobs(db: Repositories) -> None:
    """Let everybody leave a number wherever one can be left."""
    for user_id in (SEEKER, EMPLOYER, STAFF, OTHER):
        await db.people.save(Person(user_id, language="uk"))
        await db.readings.remember(user_id, "tax-card", NOW)
    mine, imported = await db.vacancies.put(stored(posted_by=EMPLOYER)), await db.vacancies.put(stored(replace(WELDER, id="w-2")))
    await db.employers.put(Employer(EMPLOYER, "Satama-Metalli", "1234567-1", requested_at=NOW, decided_by=STAFF))
    await db.skill_words.add_alias("welder", "fi", "rautojen vääntäjä", added_by=STAFF, at=NOW)
    for user_id in (SEEKER, OTHER):
        await db.seekers.put(profile(user_id))
        await db.seekers.save_vacancy(user_id, mine, at=NOW)
        await db.seekers.dismiss(user_id, imported, NotForMe.FIELD, at=NOW)
        await db.seekers.report_finnish(user_id, mine, is_needed=True, at=NOW)
        await db.ledger.claim(Told(user_id, mine, 1, f"alert:{user_id}", NOW))
        await db.skill_words.note_unlinked(["tonttuilu"], language="fi", user_id=user_id)
        number = await db.contact_requests.ask(ContactRequest(mine, EMPLOYER, user_id), at=NOW)
        assert number
        await db.contact_requests.step(number, RequestState.AGREED, contact="tonttu@example.org", at=NOW)


async def a_life(session: AsyncSession) -> None:
    """Let everybody leave a number in the tables of jobs and of the office."""
    await a_life_in_jobs(Repositories(session))
    for asker, staff in ((SEEKER, STAFF), (OTHER, OTHER)):
        await a_life_in_the_office(session, asker=asker, staff=staff)


async def tables_with(database: Database, text: str) -> dict[str, int]:
    async with database.reading() as session:
        rows = {table.name: [str(row) for row in await session.execute(select(table))] for table in Base.metadata.sorted_tables}
    return {name: hits for name, found in rows.items() if (hits := sum(text in row for row in found))}


@pytest.mark.parametrize("user_id", [SEEKER, EMPLOYER, STAFF])
async def test_forgotten_persons_number_is_nowhere(database: Database, user_id: int) -> None:
    async with database.writing() as session:
        await a_life(session)
    assert len(await tables_with(database, str(user_id))) > 1
    others = await tables_with(database, str(OTHER))
    async with database.writing() as session:
        await Repositories(session).people.forget(user_id)
    assert await tables_with(database, str(user_id)) == {}
    # What somebody else agreed with the forgotten employer goes with the employer, all else stays.
    gone = {"contact_requests"} if user_id == EMPLOYER else set()
    assert await tables_with(database, str(OTHER)) == {name: hits for name, hits in others.items() if name not in gone}


async def test_everybody_left_a_number_in_every_column_that_holds_one(database: Database) -> None:
    """A new table or column must be looked at: either its number is forgotten too, or it is none of a person."""
    async with database.writing() as session:
        await a_life(session)
        numbers_of_people = NUMBERS_OF_PEOPLE | NUMBERS_OF_STAFF
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if not isinstance(column.type, BigInteger):
                    continue
                assert column.name in numbers_of_people | OTHER_NUMBERS, f"{table.name}.{column.name}"
                if column.name in numbers_of_people and table.name not in WITHOUT_A_LIFE:
                    held = set(await session.scalars(select(column)))
                    assert held & {SEEKER, EMPLOYER, STAFF}, f"{table.name}.{column.name}"


async def test_my_data_tells_all_about_jobs_and_nobody_elses_number(database: Database) -> None:
    async with database.writing() as session:
        await a_life(session)
    async with database.reading() as session:
        people = Repositories(session).people
        mine, theirs, office = [await people.export(user_id) for user_id in (SEEKER, EMPLOYER, STAFF)]
    for export, me in ((mine, SEEKER), (theirs, EMPLOYER), (office, STAFF)):
        text = json.dumps(export, default=str)
        assert [user_id for user_id in (SEEKER, EMPLOYER, STAFF, OTHER) if user_id != me and str(user_id) in text] == []
    assert mine["job_profile"]["profile"]["languages"] == {"uk": "C2", "fi": "A2"}
    for kind in ("saved_vacancies", "dismissed_vacancies", "what_you_said_about_finnish", "vacancies_that_you_were_told_of", "words_that_were_not_understood"):
        assert len(mine[kind]) == 1, kind
    assert [request["contact"] for request in mine["employers_who_asked_to_contact_you"]] == ["tonttu@example.org"]
    assert [step["step"] for step in mine["steps_of_contact_requests"]] == ["asked", "agreed"]
    assert theirs["employer"]["company"] == "Satama-Metalli"
    assert len(theirs["vacancies_that_you_posted"]) == 1
    assert len(theirs["contact_requests_that_you_made"]) == 2
    assert office["employers_that_you_decided_on"] == [{"company": "Satama-Metalli", "state": "waiting"}]
    assert office["names_that_you_gave_to_skills"][0]["label"] == "rautojen vääntäjä"


async def test_ad_of_a_forgotten_employer_stays_and_is_read_anew(database: Database) -> None:
    async with database.writing() as session:
        await a_life_in_jobs(Repositories(session))
    async with database.writing() as session:
        await Repositories(session).people.forget(EMPLOYER)
    async with database.reading() as session:
        vacancies = Repositories(session).vacancies
        assert [ad.posted_by for ad in await vacancies.open()] == [None, None]
        assert await vacancies.revision() == 2
