"""Words without a concept and names of concepts in the database."""

from dataclasses import replace

from tests.storage.jobs import NOW, WELDER, stored
from welcomebot.services.job_ports import UnlinkedWord
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories


async def test_words_of_most_people_and_ads_come_first(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        numbers = [await db.vacancies.put(stored(replace(WELDER, id=id))) for id in ("a", "b")]
        words = db.skill_words
        await words.note_unlinked(["Rautojen vääntö", "tonttuilu"], language="fi", user_id=1)
        await words.note_unlinked(["rautojen vääntö", "RAUTOJEN  VÄÄNTÖ"], language="fi", user_id=2)
        for number in numbers:
            await words.note_unlinked(["rautojen vääntö"], language="sv", vacancy=number)
        first, second = await words.unlinked(limit=9)
        assert (first.seekers, first.vacancies) == (2, 2)
        assert first.language == "sv"
        assert second == UnlinkedWord("tonttuilu", "tonttuilu", "fi", seekers=1)
        assert await words.unlinked(limit=1) == [first]


async def test_new_words_replace_the_old_ones_of_this_person_only(database: Database) -> None:
    async with database.writing() as session:
        words = Repositories(session).skill_words
        await words.note_unlinked(["one", "two"], language="en", user_id=1)
        await words.note_unlinked(["one"], language="en", user_id=2)
        await words.note_unlinked(["three"], language="en", user_id=1)
        assert [word.text for word in await words.unlinked(limit=9)] == ["one", "three"]
        await words.note_unlinked([], language="en", user_id=1)
        await words.drop_unlinked("one")
        assert await words.unlinked(limit=9) == []


async def test_empty_and_endless_words_do_no_harm(database: Database) -> None:
    async with database.writing() as session:
        words = Repositories(session).skill_words
        await words.note_unlinked(["", " ", "!?", "x" * 4_000], language="en", user_id=1)
        assert [word.text for word in await words.unlinked(limit=9)] == ["x" * 120]


async def test_words_of_many_ads_are_replaced_at_once(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        one, two = [await db.vacancies.put(stored(replace(WELDER, id=id))) for id in ("a", "b")]
        await db.skill_words.note_unlinked_of_ads({one: ["tonttuilu", "noituus"], two: ["tonttuilu"]}, language="fi")
        await db.skill_words.note_unlinked_of_ads({one: ["noituus"]}, language="fi")
        assert [(word.text, word.vacancies) for word in await db.skill_words.unlinked(limit=9)] == [("noituus", 1), ("tonttuilu", 1)]


async def test_alias_is_added_and_removed_once(database: Database) -> None:
    revisions = []
    for change in ("add_alias", "add_alias", "remove_alias", "remove_alias"):
        async with database.writing() as session:
            words = Repositories(session).skill_words
            more = {"added_by": 9, "at": NOW} if change == "add_alias" else {}
            await getattr(words, change)("welder", "fi", "rautojen vääntäjä", **more)
            revisions.append((await words.revision(), await words.aliases()))
    name = ("welder", "fi", "rautojen vääntäjä")
    assert revisions == [(1, [name]), (1, [name]), (2, []), (2, [])]


async def test_words_that_were_not_understood_leave_the_revision_alone(database: Database) -> None:
    async with database.writing() as session:
        words = Repositories(session).skill_words
        await words.note_unlinked(["one"], language="en", user_id=1)
        assert await words.revision() == 0
