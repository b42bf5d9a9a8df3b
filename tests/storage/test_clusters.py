"""Which questions still have no answer, and which of them ask the same."""

from datetime import timedelta

from tests.storage.jobs import NOW
from welcomebot.services.office_ports import Handover, HandoverKind, HandoverState, Reply
from welcomebot.services.ports import AskedQuestion
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories

ASKER, STAFF = 7_000_000_001, 8_000_000_001


async def asked(db: Repositories, *articles: str, outcome: str = "no_answer", text: str = "sauna?", days: int = 0) -> int:
    return await db.questions.add(AskedQuestion(0, ASKER, text, "en", outcome, articles, NOW - timedelta(days=days)))


async def waits(db: Repositories, question: int) -> int:
    return await db.handovers.open(Handover(question, HandoverKind.UNANSWERED, "", "", NOW, user_id=ASKER))


async def ended(db: Repositories, question: int, state: HandoverState, article_id: str | None = None, text: str = "") -> int:
    handover = await waits(db, question)
    await db.handovers.end(handover, state, STAFF, at=NOW)
    if text or article_id:
        await db.handovers.add_reply(Reply(handover, STAFF, text, "en", NOW, article_id=article_id))
    return question


async def test_questions_that_no_article_answered(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        plain, unhelpful, requested = await asked(db), await asked(db, "tax-card", outcome="answer"), await asked(db, outcome="own_case")
        await db.questions.rate(unhelpful, is_helpful=False)
        await db.questions.send_to_office(requested)
        by_hand = await ended(db, await asked(db), HandoverState.ANSWERED, text="Ask the city.")
        number = await waits(db, plain)
        await db.news.want(plain, at=NOW)
        await asked(db, "tax-card", outcome="answer")
        await asked(db, "tax-card", "bank-account", outcome="choices")
        await asked(db, "tax-card")  # it came later
        await asked(db, outcome="emergency")
        await asked(db, text=" ")
        await asked(db, days=91)
        await ended(db, await asked(db), HandoverState.CLOSED)
        await ended(db, await asked(db), HandoverState.ANSWERED, article_id="tax-card")
        found = await db.clusters.open_questions(NOW - timedelta(days=90))
        assert [question.id for question in found] == [plain, unhelpful, requested, by_hand]
        assert (found[0].handover, found[0].is_waiting, found[0].wants_news) == (number, True, True)
        assert [question.is_waiting for question in found] == [True, False, False, False]


async def test_new_groups_take_the_place_of_the_old(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        first, second, third = await asked(db), await asked(db), await asked(db)
        await db.clusters.replace({first: first, second: first})
        assert await db.clusters.members() == {first: first, second: first}
        await db.clusters.replace({second: second, third: second, 99: second})
        assert await db.clusters.members() == {second: second, third: second}
        assert [question.id for question in await db.clusters.questions_of(second)] == [second, third]
        assert await db.clusters.questions_of(first) == []
        await db.clusters.replace({})
        assert await db.clusters.members() == {}


async def test_a_question_that_is_deleted_leaves_its_group(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        first, second = await asked(db), await asked(db)
        await db.clusters.replace({first: first, second: first})
        await db.people.forget(ASKER)
        assert await db.clusters.members() == {}
