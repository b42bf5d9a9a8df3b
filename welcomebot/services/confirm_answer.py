"""Saying "still correct" in the database: somebody read a text or a fact, and it holds today."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from welcomebot.domain.contacts import Contact
from welcomebot.domain.knowledge import Article, Origin
from welcomebot.domain.staff import Right
from welcomebot.services.article_json import article_json, contact_json
from welcomebot.services.office_ports import Act
from welcomebot.services.ports import Clock, Work
from welcomebot.services.staff_rights import Acting
from welcomebot.services.work_list import ALL_LANGUAGES, SOON

CONFIRMED = "still-correct"
REVIEWED_FOR = timedelta(days=365)  # an article is read once a year, and so is a fact that ends


@dataclass(frozen=True)
class Confirmed:
    """What now holds; `until` is the new day of review or the fact's new last day, where there is one."""

    id: str
    until: date | None = None


async def confirm_answer(article_id: str, language: str, *, by: Acting, today: date, work: Work, clock: Clock) -> Confirmed | None:
    """Say that a text holds against today's source text; None where it is gone. A review that was due is due again in a year."""
    by.require(Right.CURATE)
    db = await work.writing()
    await db.articles.lock()
    article = await db.articles.get(article_id)
    if article is None or language not in article.texts:
        return None
    confirmed = _confirmed(article, language, today)
    await db.articles.put(confirmed)
    await db.assignments.remove(article_id, language)
    await db.acts.add(Act(clock(), by.user_id, CONFIRMED, f"article:{article_id}", article_json(article), article_json(confirmed)))
    return Confirmed(article_id, confirmed.review_by)


async def confirm_fact(key: str, *, by: Acting, today: date, work: Work, clock: Clock) -> Confirmed | None:
    """Say that a fact holds; None where it is gone. One that has expired, or soon does, is good for another year."""
    by.require(Right.CURATE)
    db = await work.writing()
    await db.articles.lock()
    contact = (await db.articles.contacts()).get(key)
    if contact is None:
        return None
    confirmed = replace(contact, checked=today, expires=next_end(contact, today))
    await db.articles.put_contact(confirmed)
    await db.assignments.remove(key, ALL_LANGUAGES)
    await db.acts.add(Act(clock(), by.user_id, CONFIRMED, f"contact:{key}", contact_json(contact), contact_json(confirmed)))
    return Confirmed(key, confirmed.expires)


def _confirmed(article: Article, language: str, today: date) -> Article:
    text, source = article.texts[language], article.texts.get(article.source_language)
    is_source = language == article.source_language
    read = replace(
        text,
        reviewed=today,
        source_hash=None if is_source or source is None else source.content_hash,
        # What a machine wrote and a person approved is no longer labelled as the machine's.
        origin=Origin.ASSISTANT if text.origin is Origin.MACHINE else text.origin,
    )
    is_due = is_source and article.review_by is not None and article.review_by <= today
    return replace(article, texts={**article.texts, language: read}, review_by=today + REVIEWED_FOR if is_due else article.review_by)


def next_end(contact: Contact, today: date) -> date | None:
    """Return the last day of a fact that somebody read today: one that has ended, or soon does, is good for another year."""
    is_ending = contact.expires is not None and contact.expires <= today + SOON
    return today + REVIEWED_FOR if is_ending else contact.expires
