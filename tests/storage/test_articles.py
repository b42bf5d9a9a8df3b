"""The knowledge in the database: stored as it was given, with a revision that grows."""

from dataclasses import replace
from datetime import date

import pytest

from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.knowledge import Article, ArticleText, Origin
from welcomebot.storage.articles import ArticleStore
from welcomebot.storage.database import Database

ENGLISH = ArticleText("en", "Tax card", "Body {link:vero}", ("one", "two"), Origin.ASSISTANT, date(2026, 11, 24))
ARABIC = ArticleText("ar", "بطاقة", "نص", ("سؤال",), Origin.MACHINE, None, "0123456789ab")
ARTICLE = Article(
    id="tax-card",
    category="work",
    texts={"ar": ARABIC, "en": ENGLISH},
    terms={"fi": "verokortti"},
    related=("find-a-job",),
    sources=("link:vero",),
    contacts=("link:vero",),
    review_by=date(2027, 5, 24),
    audience="jobseeker",
)
FACT = Contact(
    key="hours:office",
    value={"en": "weekdays", "ar": "أيام"},
    label={"en": "Hours"},
    source="https://kokkola.fi",
    checked=date(2026, 11, 24),
    confidence=Confidence.LOW,
    source_date="2026-01",
    official="link:kokkola",
    expires=date(2026, 12, 31),
    schedule={"mon-fri": "09:00-15:00"},
)


async def test_articles_and_facts_come_back_as_they_were(database: Database):
    async with database.writing() as session:
        store = ArticleStore(session)
        await store.put(ARTICLE)
        await store.put_contact(FACT)
    async with database.reading() as session:
        assert await ArticleStore(session).all() == {"tax-card": ARTICLE}
        assert await ArticleStore(session).contacts() == {"hours:office": FACT}


async def test_putting_an_article_again_replaces_its_texts(database: Database):
    async with database.writing() as session:
        await ArticleStore(session).put(ARTICLE)
    changed = replace(ARTICLE, category="money", texts={"en": replace(ENGLISH, title="New"), "fi": replace(ENGLISH, language="fi")})
    async with database.writing() as session:
        await ArticleStore(session).put(changed)
        assert await ArticleStore(session).all() == {"tax-card": changed}


async def test_an_article_and_a_fact_can_go(database: Database):
    async with database.writing() as session:
        store = ArticleStore(session)
        await store.put(ARTICLE)
        await store.put_contact(FACT)
        await store.remove("tax-card")
        await store.remove_contact("hours:office")
        assert (await store.all(), await store.contacts()) == ({}, {})


async def test_the_revision_grows_once_a_transaction_and_only_with_a_change(database: Database):
    revisions = []
    for change in (0, 2, 0, 1):
        async with database.writing() as session:
            store = ArticleStore(session)
            for number in range(change):
                await store.put(replace(ARTICLE, id=f"article-{number}"))
        async with database.reading() as session:
            revisions.append(await ArticleStore(session).revision())
    assert revisions == [0, 1, 1, 2]


async def test_a_rolled_back_change_leaves_the_revision(database: Database):
    async def stop_half_way() -> None:
        async with database.writing() as session:
            await ArticleStore(session).put(ARTICLE)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await stop_half_way()
    async with database.reading() as session:
        assert (await ArticleStore(session).revision(), await ArticleStore(session).all()) == (0, {})


async def test_base_hashes_are_remembered_and_forgotten(database: Database):
    async with database.writing() as session:
        store = ArticleStore(session)
        await store.set_base_hashes({"a/en.md": "1", "b/en.md": "3"})
        await store.set_base_hashes({"a/en.md": "2", "b/en.md": None})
        assert await store.base_hashes() == {"a/en.md": "2"}
