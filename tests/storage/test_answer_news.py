"""What people are told about answers: when it is due, who said yes, and that nobody is told twice."""

from datetime import timedelta

from tests.storage.jobs import NOW
from welcomebot.services.office_ports import Act, AnswerNews, Handover, HandoverKind, HandoverState, NewsKind, Reply
from welcomebot.services.ports import AskedQuestion
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories

ASKER, OTHER = 7_000_000_001, 7_000_000_002
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


async def news(db: Repositories, article_id: str = "tax-card", *, act: int = 0, questions: tuple[int, ...] = ()) -> int:
    act = act or await db.acts.add(Act(NOW, None, "published", f"article:{article_id}"))
    return await db.news.add(AnswerNews(act, article_id, "uk", NewsKind.ANSWER, NOW + 10 * MINUTE, questions))


async def asked(
    db: Repositories, *articles: str, user_id: int | None = ASKER, outcome: str = "no_answer", days: int = 0, wants: bool = True, sent: bool = False
) -> int:
    number = await db.questions.add(AskedQuestion(0, user_id, "де прописатися?", "uk", outcome, articles, NOW - days * DAY))
    if wants:
        assert await db.news.want(number, at=NOW)
    if sent:
        await db.questions.send_to_office(number)
    return number


async def ended(db: Repositories, question: int, state: HandoverState, article_id: str | None = None) -> None:
    handover = await db.handovers.open(Handover(question, HandoverKind.REQUEST, "", "", NOW, user_id=ASKER))
    await db.handovers.end(handover, state, OTHER, at=NOW)
    if article_id:
        await db.handovers.add_reply(Reply(handover, OTHER, "", "uk", NOW, article_id=article_id))


async def test_news_are_due_after_their_time_and_end_once(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await news(db, questions=(4, 7))
        assert await db.news.due(NOW + 9 * MINUTE) == []
        [due] = await db.news.due(NOW + 10 * MINUTE)
        assert (due.number, due.questions, due.kind, due.language) == (number, (4, 7), NewsKind.ANSWER, "uk")
        assert await db.news.finish(number, "told")
        assert not await db.news.finish(number, "told")
        assert await db.news.due(NOW + DAY) == []


async def test_what_was_undone_is_due_no_more(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        first, second = await news(db), await news(db)
        [act, _] = [each.act for each in await db.news.due(NOW + DAY)]
        assert await db.news.undo_of(act) == 1
        assert await db.news.undo_of(act) == 0
        assert not await db.news.finish(first, "told")
        assert [each.number for each in await db.news.due(NOW + DAY)] == [second]


async def test_a_person_is_told_once_of_what_an_act_did_to_an_article(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        first = await news(db)
        [act] = [each.act for each in await db.news.due(NOW + DAY)]
        same, other_article, other_act = await news(db, act=act), await news(db, "bank-account", act=act), await news(db)
        assert await db.news.claim(first, ASKER, at=NOW)
        assert [await db.news.claim(each, ASKER, at=NOW) for each in (first, same, other_article, other_act, 99)] == [False, False, True, True, False]
        assert await db.news.claim(same, OTHER, at=NOW)


async def test_a_wish_counts_once_and_stops_for_one_person(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        first, second, foreign = await asked(db), await asked(db), await asked(db, user_id=OTHER)
        assert not await db.news.want(first, at=NOW)
        assert not await db.news.want(99, at=NOW)
        assert [await db.news.wishes(user_id) for user_id in (ASKER, OTHER, 1)] == [2, 1, 0]
        assert await db.news.stop(ASKER) == 2
        assert await db.news.stop(ASKER) == 0
        assert [wish.question_id for wish in await db.news.wanted_without_answer(NOW - DAY)] == [foreign]
        assert await db.news.want(second, at=NOW)


async def test_who_waits_for_an_answer(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        waits = [
            await asked(db),
            await asked(db, "tax-card", "bank-account", outcome="choices"),
            await asked(db, outcome="own_case"),
            await asked(db, "tax-card", outcome="answer", sent=True),
        ]
        unhelpful, closed = await asked(db, "tax-card", outcome="answer"), await asked(db)
        await db.questions.rate(unhelpful, is_helpful=False)
        await ended(db, closed, HandoverState.CLOSED)
        # Not those with an answer, told by a person or an article, too old, without a person, or who did not say yes.
        await asked(db, "tax-card", outcome="answer")
        await asked(db, "tax-card")
        await ended(db, await asked(db), HandoverState.ANSWERED)
        await asked(db, days=2)
        await asked(db, user_id=None)
        await asked(db, wants=False)
        assert [wish.question_id for wish in await db.news.wanted_without_answer(NOW - DAY)] == [*waits, unhelpful, closed]


async def test_who_hears_of_a_change(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        shown, later = await asked(db, "tax-card", outcome="answer"), await asked(db, "tax-card")
        sent = await asked(db)
        await ended(db, sent, HandoverState.ANSWERED, article_id="tax-card")
        await asked(db, "tax-card", "bank-account", outcome="choices")
        await asked(db, "bank-account", outcome="answer")
        await asked(db, "tax-card", outcome="answer", wants=False)
        await asked(db, "tax-card", outcome="answer", days=31)
        found = await db.news.wanted_of_article("tax-card", NOW - 30 * DAY)
        assert [wish.question_id for wish in found] == [shown, later, sent]


async def test_a_fulfilled_wish_is_over_and_a_linked_one_stays(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        settled, linked, chosen = await asked(db), await asked(db), await asked(db, "tax-card", "bank-account", outcome="choices")
        await db.news.settle([settled, chosen], "tax-card")
        await db.news.link([linked], "tax-card")
        assert [wish.question_id for wish in await db.news.wanted_of_article("tax-card", NOW - DAY)] == [linked]
        question = await db.questions.get(settled)
        assert question is not None
        # How it ended at first stays for the statistics.
        assert (question.outcome, question.article_ids) == ("no_answer", ("tax-card",))
        assert await db.news.wanted_without_answer(NOW - DAY) == []
        assert await db.news.want(chosen, at=NOW)
        assert [wish.question_id for wish in await db.news.wanted_of_article("tax-card", NOW - DAY)] == [linked, chosen]
