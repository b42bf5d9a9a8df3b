"""Work on texts that colleagues were asked to do, and how often articles are asked."""

from dataclasses import replace
from datetime import timedelta

from tests.storage.jobs import NOW
from welcomebot.services.office_ports import Assignment
from welcomebot.services.ports import AskedQuestion
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories

GIVEN = Assignment("tax-card", "uk", 2**40, 9, NOW)


async def test_a_text_has_one_colleague_at_a_time(database: Database) -> None:
    async with database.writing() as session:
        assignments = Repositories(session).assignments
        await assignments.put(GIVEN)
        await assignments.put(replace(GIVEN, language="ar", assigned_at=NOW + timedelta(hours=1)))
        taken_over = replace(GIVEN, assigned_to=5, assigned_by=None, assigned_at=NOW + timedelta(hours=2))
        await assignments.put(taken_over)
        assert [(one.language, one.assigned_to) for one in await assignments.all()] == [("ar", 2**40), ("uk", 5)]
        await assignments.remove("tax-card", "ar")
        await assignments.remove("tax-card", "ar")
        assert list(await assignments.all()) == [taken_over]


async def test_a_fact_with_a_long_key_can_be_given(database: Database) -> None:
    key = "phone:" + "x" * 74
    async with database.writing() as session:
        assignments = Repositories(session).assignments
        await assignments.put(replace(GIVEN, article_id=key, language="*"))
        assert [one.article_id for one in await assignments.all()] == [key]


async def test_articles_are_counted_as_often_as_they_were_offered(database: Database) -> None:
    async with database.writing() as session:
        questions = Repositories(session).questions
        for ids, days in ((("a",), 1), (("a",), 2), (("a", "b"), 3), ((), 1), (("b",), 91)):
            await questions.add(AskedQuestion(0, None, "?", "en", "answer", ids, NOW - timedelta(days=days)))
        assert await questions.asked_by_article(NOW - timedelta(days=90)) == {"a": 3, "b": 1}
