"""Publishing, taking back and bringing back in the database: once, in the right order, and never over a colleague's work."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.knowledge import Article, ArticleText, Origin, TextState, text_state
from welcomebot.domain.staff import Role
from welcomebot.services.article_json import article_json, article_of, contact_json, contact_of
from welcomebot.services.draft_text import with_body
from welcomebot.services.office_ports import TextDraft
from welcomebot.services.publish_text import Obstacle, Published, publish, remove_article, undo
from welcomebot.services.revisions import Side, bring_back, history, revision
from welcomebot.services.staff_rights import Acting, NotStaffError
from welcomebot.storage.articles import ArticleStore
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.unit_of_work import DatabaseWork

NOW, TODAY = datetime(2026, 11, 24, 18, 0, tzinfo=UTC), date(2026, 11, 24)
CURATOR = Acting(17, Role.CURATOR)
NEW = TextDraft("swim", "en", "Where to swim?", "", ("where to swim",), 17, NOW, category="everyday", is_new=True)
POOL = Contact("phone:pool", {"*": "+358 40 111 2222"}, {"en": "Pool"}, "https://kokkola.fi", TODAY, Confidence.HIGH)
SWIM = Article(
    "swim",
    "everyday",
    {
        "en": ArticleText("en", "Where to swim?", "In the hall. {phone:pool}", ("swim",), Origin.ASSISTANT, TODAY),
        "fi": ArticleText("fi", "Missä uida?", "Hallissa. {phone:pool}", ("uinti",), Origin.ASSISTANT, TODAY, "0" * 12),
    },
    contacts=("phone:pool",),
)


class Office:
    """A database, and what one of the office's people does with it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW

    def clock(self) -> datetime:
        return self.now

    async def does(self, action: Any, *args: Any, **more: Any) -> Any:
        work = DatabaseWork(self.database)
        done = await action(*args, by=CURATOR, work=work, clock=self.clock, **more)
        await work.finish()
        return done

    async def has(self, *articles: Article, contacts: tuple[Contact, ...] = (POOL,)) -> None:
        async with self.database.writing() as session:
            store = ArticleStore(session)
            for article in articles:
                await store.put(article)
            for contact in contacts:
                await store.put_contact(contact)

    async def drafts(self, draft: TextDraft, typed: str) -> TextDraft:
        async with self.database.writing() as session:
            db = Repositories(session)
            filled = with_body(draft, typed, contacts=await db.articles.contacts(), today=TODAY)
            return replace(filled, number=await db.text_drafts.add(filled))

    async def changes(self, language: str, typed: str) -> TextDraft:
        text = (await self.article()).texts[language]
        return await self.drafts(TextDraft("swim", language, text.title, "", text.questions, 17, self.now, base_hash=text.content_hash), typed)

    async def publishes(self, draft: TextDraft) -> Any:
        return await self.does(publish, draft, today=TODAY)

    async def article(self, article_id: str = "swim") -> Any:
        async with self.database.reading() as session:
            return await ArticleStore(session).get(article_id)

    async def facts(self) -> set[str]:
        async with self.database.reading() as session:
            return set(await ArticleStore(session).contacts())

    async def acts(self) -> list[str]:
        async with self.database.reading() as session:
            return [act.action for act in reversed(await Repositories(session).acts.latest(limit=20))]


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def test_articles_and_facts_survive_as_json() -> None:
    assert article_of(article_json(SWIM) | {"facts": {}}) == SWIM
    assert contact_of(POOL.key, contact_json(POOL)) == POOL


async def test_a_new_answer_is_stored_with_its_facts_and_written_down(office: Office) -> None:
    done = await office.publishes(await office.drafts(NEW, "In the hall. Call 040 123 4567. See www.example.fi."))
    assert isinstance(done, Published)
    article = await office.article()
    assert article.texts["en"] == ArticleText("en", "Where to swim?", "In the hall. Call {phone:swim}. See {link:swim}.", ("where to swim",), reviewed=TODAY)
    assert (article.contacts, article.sources, article.source_language) == (("link:swim", "phone:swim"), ("link:swim",), "en")
    assert await office.facts() == {"phone:swim", "link:swim"}
    assert await office.acts() == ["published"]


async def test_an_id_or_a_key_that_is_taken_meanwhile_gets_a_number(office: Office) -> None:
    draft = await office.drafts(NEW, "Call 040 123 4567.")
    await office.has(SWIM, contacts=(POOL, replace(POOL, key="phone:swim")))
    done = await office.publishes(draft)
    assert (done.article.id, done.article.contacts) == ("swim-2", ("phone:swim-2",))
    assert (await office.article()) == SWIM
    assert (await office.publishes(draft)).is_fresh is False


async def test_a_translation_knows_its_source_and_a_new_source_makes_it_outdated(office: Office) -> None:
    await office.has(SWIM)
    await office.publishes(await office.changes("fi", "Uimahallissa. {phone:pool}"))
    article = await office.article()
    assert text_state(article, "fi") is TextState.CURRENT
    await office.publishes(await office.changes("en", "In the sea."))
    article = await office.article()
    assert (text_state(article, "en"), text_state(article, "fi")) == (TextState.CURRENT, TextState.OUTDATED)
    assert (article.contacts, article.texts["en"].origin) == (("phone:pool",), Origin.HUMAN)


async def test_of_two_who_change_a_text_at_once_one_is_told(office: Office) -> None:
    await office.has(SWIM)
    drafts = [await office.changes("en", words) for words in ("In the sea.", "In the lake.")]
    done = await asyncio.gather(*(office.publishes(draft) for draft in drafts))
    assert sorted(isinstance(each, Published) for each in done) == [False, True]
    assert [each for each in done if not isinstance(each, Published)] == [Obstacle.CHANGED]
    assert await office.acts() == ["published"]


async def test_one_draft_that_two_publish_at_once_is_published_once(office: Office) -> None:
    draft = await office.drafts(NEW, "In the hall.")
    done = await asyncio.gather(*(office.publishes(draft) for _ in range(3)))
    assert sorted(each.is_fresh for each in done) == [False, False, True]
    assert len({each.act for each in done}) == 1
    assert await office.acts() == ["published"]


async def test_a_wording_that_a_colleague_added_meanwhile_stays(office: Office) -> None:
    await office.has(SWIM)
    draft = await office.changes("en", "In the sea.")
    office.now += timedelta(minutes=1)
    added = await office.changes("en", "In the hall. {phone:pool}")
    async with office.database.writing() as session:
        await Repositories(session).text_drafts.save(replace(added, questions=("swim", "where is the hall")), at=office.now)
    await office.publishes(added)
    done = await office.publishes(draft)
    assert done.article.texts["en"].questions == ("swim", "where is the hall")


async def test_a_text_that_refers_to_nothing_or_is_empty_is_not_published(office: Office) -> None:
    async with office.database.writing() as session:
        db = Repositories(session)
        numbers = [await db.text_drafts.add(replace(NEW, body=body)) for body in ("Call {phone:nobody}.", "", "word " * 900)]
    for number in numbers:
        assert await office.publishes(replace(NEW, number=number)) is Obstacle.UNREADY
    assert await office.publishes(replace(NEW, number=99)) is Obstacle.GONE
    assert await office.acts() == []


async def test_undo_keeps_a_fact_that_somebody_else_uses_by_now(office: Office) -> None:
    done = await office.publishes(await office.drafts(NEW, "Call 040 123 4567 or 040 765 4321."))
    await office.has(replace(SWIM, id="dive", texts={"en": replace(SWIM.texts["en"], body="Call {phone:swim}.")}, contacts=("phone:swim",)), contacts=())
    assert await office.does(undo, done.act) is None
    assert await office.facts() == {"phone:swim"}
    assert await office.does(undo, done.act) is Obstacle.DONE
    assert await office.acts() == ["published", "undone"]


async def test_undo_gives_the_text_before_back_for_ten_minutes(office: Office) -> None:
    await office.has(SWIM)
    done = await office.publishes(await office.changes("en", "In the sea."))
    office.now += timedelta(minutes=10)
    assert await office.does(undo, done.act) == SWIM
    assert await office.article() == SWIM
    late = await office.publishes(await office.changes("en", "In the lake."))
    office.now += timedelta(minutes=10, seconds=1)
    assert await office.does(undo, late.act) is Obstacle.LATE
    assert await office.does(undo, 99) is Obstacle.GONE


async def test_a_removed_answer_can_be_brought_back_with_its_facts(office: Office) -> None:
    done = await office.publishes(await office.drafts(NEW, "Call 040 123 4567."))
    await office.does(undo, done.act)
    assert (await office.article(), await office.facts()) == (None, set())
    [undone, published] = await office_history(office)
    found = await office.does(look, published.number)
    assert (found.ways, [change.part for change in found.changes]) == ((Side.AFTER,), ["title", "body", "questions"])
    back = await office.does(bring_back, published.number, Side.AFTER, undone.number)
    assert back == done.article == await office.article()
    assert await office.facts() == {"phone:swim"}
    assert await office.does(remove_article, "swim") is not None
    assert await office.does(remove_article, "swim") is None
    assert await office.acts() == ["published", "undone", "brought-back", "removed"]


async def test_only_those_who_may_publish_do(office: Office) -> None:
    draft = await office.drafts(NEW, "In the hall.")
    for role in (Role.JOB_DESK, None):
        work = DatabaseWork(office.database)
        with pytest.raises(NotStaffError):
            await publish(draft, by=Acting(5, role), work=work, clock=office.clock, today=TODAY)
        with pytest.raises(NotStaffError):
            await remove_article("swim", by=Acting(5, role), work=work, clock=office.clock)


async def office_history(office: Office) -> Any:
    return await history("swim", by=CURATOR, work=DatabaseWork(office.database))


async def look(number: int, *, by: Acting, work: DatabaseWork, clock: Any) -> Any:
    return await revision(number, by=by, work=work)
