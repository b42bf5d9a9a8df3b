"""Publishing a text of an article, taking it back, and removing an article: each one transaction, each written down as an act."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from welcomebot.domain.article_naming import slug_of
from welcomebot.domain.contacts import references
from welcomebot.domain.knowledge import Article, ArticleText, Origin
from welcomebot.domain.staff import Right
from welcomebot.domain.substance import is_substantial
from welcomebot.services.article_json import article_json, article_of, contact_of
from welcomebot.services.draft_answer import OPEN, PUBLISHED
from welcomebot.services.draft_text import OFFICE_PAGE, review
from welcomebot.services.office_ports import Act, AnswerNews, HandoverState, NewsKind, TextDraft
from welcomebot.services.ports import Clock, Repositories, Work
from welcomebot.services.staff_rights import Acting

UNDO_TIME = timedelta(minutes=10)
REVIEW_AFTER = timedelta(days=182)
HISTORY = 100  # acts of an article that are looked through

PUBLISH, UNDO, REMOVE = "published", "undone", "removed"
# Beside the article an act's state holds which draft it came from and the facts that came with it.
DRAFT_KEY, FACTS_KEY = "draft", "facts"


class Obstacle(StrEnum):
    """Why a text was not published, or an act not taken back."""

    GONE = "gone"  # there is no such draft or act, or it was thrown away
    DONE = "done"  # somebody did it before
    CHANGED = "changed"  # a colleague changed the article meanwhile
    UNREADY = "unready"  # the text is empty or too long, or refers to what does not exist
    LATE = "late"  # the time for taking back is over


@dataclass(frozen=True)
class Published:
    """What was published, by which act. `news` tells what people will be told; None where they are told nothing."""

    act: int
    article: Article
    language: str
    is_new: bool
    at: datetime
    news: NewsKind | None = None
    is_fresh: bool = True  # False where it was published by an earlier tap
    waiting: int | None = None  # the handover that it was written for, where whoever asked has not got a reply


def subject_of(article_id: str) -> str:
    """Return how acts name an article."""
    return f"article:{article_id}"


async def publish(draft: TextDraft, *, by: Acting, work: Work, clock: Clock, today: date) -> Published | Obstacle:
    """Make a draft's text the answer for everybody, once; nothing is overwritten that a colleague changed since the draft was begun."""
    by.require(Right.CURATE)
    db = await work.writing()
    await db.articles.lock()
    stored = await db.text_drafts.get(draft.number)
    if stored is None:
        return Obstacle.GONE
    if stored.state != OPEN:
        return await _published_before(stored, db) or Obstacle.GONE
    before = None if stored.is_new else await db.articles.get(stored.article_id)
    if not stored.is_new and (before is None or _hash_of(before, stored.language) != stored.base_hash):
        return Obstacle.CHANGED
    ready = await _with_free_names(stored, db)
    if not review(ready, contacts=await db.articles.contacts()).is_ready:
        return Obstacle.UNREADY
    is_ours = await db.text_drafts.save(ready, at=clock()) and await db.text_drafts.finish(ready.number, PUBLISHED, at=clock())
    if not is_ours:
        return await _published_before(stored, db) or Obstacle.GONE
    return await _put(ready, before, by=by, db=db, now=clock(), today=today)


async def undo(number: int, *, by: Acting, work: Work, clock: Clock) -> Article | Obstacle | None:
    """Take a publishing back within its time; returns the article as it is again, None where it is gone again."""
    by.require(Right.CURATE)
    db = await work.writing()
    await db.articles.lock()
    act = await db.acts.get(number)
    if act is None or act.action != PUBLISH or act.after is None:
        return Obstacle.GONE
    latest = (await db.acts.of_subject(act.subject, limit=1))[0]
    if latest.action == UNDO and latest.number > number:
        return Obstacle.DONE
    if clock() - act.at > UNDO_TIME:
        return Obstacle.LATE
    published = article_of(act.after)
    if latest.number != number or await db.articles.get(published.id) != published:
        return Obstacle.CHANGED
    before = article_of(act.before) if act.before else None
    await _replace(published, before, db=db)
    await _remove_unused_facts(act, db)
    await db.acts.add(Act(clock(), by.user_id, UNDO, act.subject, before=act.after, after=act.before))
    await db.news.undo_of(number)
    return before


async def remove_article(article_id: str, *, by: Acting, work: Work, clock: Clock) -> int | None:
    """Take an article away and return the act; its history stays, and it can be brought back from there. None where there is none."""
    by.require(Right.CURATE)
    db = await work.writing()
    article = await db.articles.get(article_id)
    if article is None:
        return None
    await db.articles.remove(article_id)
    return await db.acts.add(Act(clock(), by.user_id, REMOVE, subject_of(article_id), before=article_json(article)))


async def choose_news(number: int, *, tell: bool, by: Acting, work: Work, clock: Clock) -> bool:
    """Decide whether people hear of a publishing; False where it is too late for that."""
    by.require(Right.CURATE)
    db = await work.writing()
    act = await db.acts.get(number)
    if act is None or act.action != PUBLISH or act.after is None or clock() - act.at > UNDO_TIME:
        return False
    # What was decided before is taken back first, so that nobody is told twice.
    await db.news.undo_of(number)
    if tell:
        stored = await db.text_drafts.get(int(act.after[DRAFT_KEY]))
        kind = NewsKind.CORRECTION if act.before and stored and stored.language in act.before["texts"] else NewsKind.ANSWER
        if stored is not None:
            await _add_news(stored, kind, number, act.at, db)
    return True


def contacts_of(article: Article) -> tuple[str, ...]:
    """Return every reference that an article's texts use, as article.yaml lists them."""
    return tuple(sorted({key for text in article.texts.values() for key in references(text.body)}))


async def _put(draft: TextDraft, before: Article | None, *, by: Acting, db: Repositories, now: datetime, today: date) -> Published:
    article = await _article(draft, before, db=db, today=today)
    for key, entry in draft.facts.items():
        await db.articles.put_contact(contact_of(key, entry))
    await db.articles.put(article)
    await db.assignments.remove(article.id, draft.language)
    waiting = await _ended(draft.handover, by=by, db=db, now=now) if draft.handover else None
    after: dict[str, Any] = {**article_json(article), DRAFT_KEY: draft.number, FACTS_KEY: {key: dict(entry) for key, entry in draft.facts.items()}}
    act = await db.acts.add(Act(now, by.user_id, PUBLISH, subject_of(article.id), before=article_json(before) if before else None, after=after))
    kind = _news_of(draft, before, article)
    if kind is not None:
        await _add_news(draft, kind, act, now, db)
    return Published(act, article, draft.language, before is None, now, kind, waiting=waiting)


async def _article(draft: TextDraft, before: Article | None, *, db: Repositories, today: date) -> Article:
    text = ArticleText(
        language=draft.language,
        title=draft.title,
        body=draft.body,
        questions=await _questions(draft, db) if before else draft.questions,
        origin=Origin.MACHINE if draft.is_machine else Origin.HUMAN,
        reviewed=today,
    )
    if before is None:
        links = tuple(dict.fromkeys(key for key in references(draft.body) if key.startswith("link:")))
        office = (OFFICE_PAGE,) if OFFICE_PAGE in await db.articles.contacts() else ()
        found = Article(draft.article_id, draft.category, {draft.language: text}, draft.language, sources=links or office, review_by=today + REVIEW_AFTER)
    else:
        source = before.texts.get(before.source_language)
        made_from = source.content_hash if source and draft.language != before.source_language else None
        found = replace(before, texts={**before.texts, draft.language: replace(text, source_hash=made_from)})
    return replace(found, contacts=contacts_of(found))


async def _questions(draft: TextDraft, db: Repositories) -> tuple[str, ...]:
    """Return the draft's wordings and those that colleagues added since it was begun: they are no part of what it changed."""
    acts = await db.acts.of_subject(subject_of(draft.article_id), limit=HISTORY)
    since = [act for act in acts if act.at >= draft.made_at and act.before and act.after]
    if not since:
        return draft.questions
    begun = since[-1].before or {}
    current = since[0].after or {}
    known = begun["texts"].get(draft.language, {}).get("questions", [])
    added = [question for question in current["texts"].get(draft.language, {}).get("questions", []) if question not in known]
    return tuple(dict.fromkeys((*draft.questions, *added)))


async def _with_free_names(draft: TextDraft, db: Repositories) -> TextDraft:
    """Return the draft with another id, and other keys for its facts, where these meanwhile belong to something else."""
    if draft.is_new:
        taken = await db.articles.all()
        draft = replace(draft, article_id=slug_of(draft.article_id, is_taken=lambda slug: slug in taken))
    known = await db.articles.contacts()
    for key, entry in draft.facts.items():
        if key not in known or known[key] == contact_of(key, entry):
            continue
        free = _free_key(key, {*known, *draft.facts})
        facts = {free if other == key else other: fact for other, fact in draft.facts.items()}
        draft = replace(draft, body=draft.body.replace(f"{{{key}}}", f"{{{free}}}"), facts=facts)
    return draft


def _free_key(key: str, taken: Collection[str]) -> str:
    kind, _, slug = key.partition(":")
    return f"{kind}:{slug_of(slug, is_taken=lambda other: f'{kind}:{other}' in taken)}"


async def _published_before(draft: TextDraft, db: Repositories) -> Published | None:
    """Return what an earlier tap published."""
    if draft.state == "discarded":
        return None
    acts = await db.acts.of_subject(subject_of(draft.article_id), limit=HISTORY)
    act = next((act for act in acts if act.action == PUBLISH and act.after and act.after.get(DRAFT_KEY) == draft.number), None)
    if act is None or act.after is None:
        return None
    return Published(act.number, article_of(act.after), draft.language, act.before is None, act.at, None, is_fresh=False)


async def _replace(current: Article, wanted: Article | None, *, db: Repositories) -> None:
    if wanted is None:
        await db.articles.remove(current.id)
    else:
        await db.articles.put(wanted)


async def _remove_unused_facts(act: Act, db: Repositories) -> None:
    """Remove the facts that came with an act, where no article uses them and nobody changed them."""
    entries = (act.after or {}).get(FACTS_KEY, {})
    if not entries:
        return
    used = {key for article in (await db.articles.all()).values() for key in (*contacts_of(article), *article.contacts, *article.sources)}
    known = await db.articles.contacts()
    for key, entry in entries.items():
        if key not in used and known.get(key) == contact_of(key, entry):
            await db.articles.remove_contact(key)


async def _ended(number: int, *, by: Acting, db: Repositories, now: datetime) -> int | None:
    """End a handover that was replied to; return one that waits on: who asked must still be told, and only then it is answered."""
    handover = await db.handovers.get(number)
    if handover is None or not handover.is_waiting:
        return None
    if await db.handovers.replies(number):
        await db.handovers.end(number, HandoverState.ANSWERED, by.user_id, at=now)
        return None
    return number if handover.user_id is not None else None


async def _add_news(draft: TextDraft, kind: NewsKind, act: int, at: datetime, db: Repositories) -> None:
    asked: list[int] = []
    if draft.handover is not None and (handover := await db.handovers.get(draft.handover)) is not None:
        asked.append(handover.question_id)
    if draft.cluster is not None:
        asked += [question.id for question in await db.clusters.questions_of(draft.cluster)]
    await db.news.add(AnswerNews(act, draft.article_id, draft.language, kind, at + UNDO_TIME, tuple(dict.fromkeys(asked))))


def _news_of(draft: TextDraft, before: Article | None, article: Article) -> NewsKind | None:
    old = before.texts.get(draft.language) if before else None
    if old is not None:
        return NewsKind.CORRECTION if is_substantial(old, article.texts[draft.language]) else None
    # A translation of an answer is news only for those whose question it was written for.
    return NewsKind.ANSWER if before is None or draft.handover is not None or draft.cluster is not None else None


def _hash_of(article: Article, language: str) -> str | None:
    text = article.texts.get(language)
    return text.content_hash if text else None
