"""Texts in the making in the database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from welcomebot.services.office_ports import Handover, HandoverKind, TextDraft
from welcomebot.services.ports import AskedQuestion
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
FACT = {"value": {"*": "+358 40 123 4567"}, "label": {"en": "Phone"}}
DRAFT = TextDraft(
    "swim", "uk", "Де поплавати?", "Тут.", ("де плавати",), 17, NOW, category="everyday", is_new=True, base_hash=None, facts={"phone:swim": FACT}, cluster=3
)


async def handover(db: Repositories) -> int:
    question = await db.questions.add(AskedQuestion(0, 5, "where to swim", "en", "no_answer", (), NOW))
    return await db.handovers.open(Handover(question, HandoverKind.UNANSWERED, "where to swim", "en", NOW, user_id=5))


async def test_a_draft_comes_back_as_it_was(database: Database) -> None:
    async with database.writing() as session:
        number = await Repositories(session).text_drafts.add(DRAFT)
    async with database.reading() as session:
        drafts = Repositories(session).text_drafts
        assert await drafts.get(number) == replace(DRAFT, number=number)
        assert await drafts.get(number + 1) is None


async def test_an_open_draft_can_be_changed_and_ends_once(database: Database) -> None:
    async with database.writing() as session:
        drafts = Repositories(session).text_drafts
        number = await drafts.add(DRAFT)
        changed = replace(DRAFT, number=number, body="Там.", questions=(), article_id="swim-2", is_machine=True, base_hash="0" * 12, facts={})
        assert await drafts.save(changed, at=NOW + timedelta(minutes=1))
        assert await drafts.get(number) == changed
        assert [await drafts.finish(number, "published", at=NOW) for _ in range(2)] == [True, False]
        assert not await drafts.finish(number, "discarded", at=NOW)
        assert not await drafts.save(replace(changed, body="Deep."), at=NOW)
        assert await drafts.get(number) == replace(changed, state="published")


async def test_the_newest_draft_of_a_handover_that_was_not_thrown_away(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        mine = await handover(db)
        assert await db.text_drafts.of_handover(mine) is None
        first, second = [await db.text_drafts.add(replace(DRAFT, handover=mine)) for _ in range(2)]
        await db.text_drafts.finish(second, "discarded", at=NOW)
        found = await db.text_drafts.of_handover(mine)
        assert found is not None
        assert found.number == first


async def test_a_draft_goes_with_the_person_whose_question_it_was(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await db.text_drafts.add(replace(DRAFT, handover=await handover(db)))
        await db.people.forget(5)
        assert await db.text_drafts.get(number) is None
