"""Changing the value of a fact: typed, looked at with all that it touches, published for every answer at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.fact_values import EVERYWHERE, NewValue, ValueProblem, new_value, with_value
from welcomebot.domain.knowledge import Article
from welcomebot.domain.language import CODES
from welcomebot.domain.staff import Right
from welcomebot.services.article_json import contact_json, contact_of
from welcomebot.services.confirm_answer import next_end
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.find_fact import Touched, touched_by
from welcomebot.services.office_ports import Act, AnswerNews, NewsKind
from welcomebot.services.ports import Clock, Work
from welcomebot.services.publish_text import UNDO, UNDO_TIME, Obstacle
from welcomebot.services.staff_rights import Acting
from welcomebot.services.work_list import ALL_LANGUAGES

FACTS_FLOW = "facts"
SEARCH, VALUE, PREVIEW = "search", "value", "preview"
CHANGED = "fact-changed"


@dataclass(frozen=True)
class FactEntry:
    """A fact with the answers that show it."""

    contact: Contact
    touched: tuple[Touched, ...] = ()


@dataclass(frozen=True)
class FactPreview:
    """A fact as it is and as it would be, with the answers that would show it; or why the typed value cannot be taken."""

    old: Contact
    new: Contact
    touched: tuple[Touched, ...] = ()
    problem: ValueProblem | None = None


@dataclass(frozen=True)
class ChangedFact:
    """What was published; `act` is the number by which it can be taken back, None where a colleague changed the fact meanwhile.

    `is_news` tells whether those who got an answer with the old value, and said yes, will hear of it.
    """

    contact: Contact
    touched: tuple[Touched, ...] = ()
    act: int | None = None
    is_news: bool = False


async def fact_entry(key: str, *, by: Acting, work: Work) -> FactEntry | None:
    """Return a fact as it is this moment; None where it is gone."""
    by.require(Right.CURATE)
    async with work.reading() as db:
        contact, articles = (await db.articles.contacts()).get(key), await db.articles.all()
    return FactEntry(contact, touched_by(key, articles.values())) if contact else None


async def begin_search(*, by: Acting, work: Work) -> None:
    """Take the next message of somebody for the words of a fact."""
    by.require(Right.CURATE)
    await go_to(FACTS_FLOW, SEARCH, by.user_id, data={}, work=work, place=by.place)


async def begin_value(key: str, language: str, *, by: Acting, work: Work) -> Contact | None:
    """Take the next message of somebody for a value, of one language or with "*" of all; None where the fact is gone."""
    by.require(Right.CURATE)
    contact = await _contact(key, work=work)
    if contact is None or language not in (EVERYWHERE, *CODES):
        return None
    dialogue = await dialogue_in(FACTS_FLOW, by.user_id, work=work)
    # Another language of the same fact is added to what was typed before.
    waiting = dialogue.data.get("entry") if dialogue and dialogue.data.get("key") == key else None
    base = dialogue.data["base"] if dialogue and waiting else contact_json(contact)
    await go_to(FACTS_FLOW, VALUE, by.user_id, data={"key": key, "language": language, "entry": waiting, "base": base}, work=work, place=by.place)
    return contact_of(key, waiting) if waiting else contact


async def step_of(user_id: int, *, work: Work) -> str | None:
    """Return what somebody is asked for in this flow."""
    dialogue = await dialogue_in(FACTS_FLOW, user_id, work=work)
    return dialogue.step if dialogue else None


async def take_value(typed: str, *, by: Acting, today: date, work: Work) -> FactPreview | None:
    """Return what a typed value would change; where it cannot be taken, the next message is taken for another one. None outside the flow."""
    by.require(Right.CURATE)
    dialogue = await dialogue_in(FACTS_FLOW, by.user_id, work=work)
    contact = await _contact(dialogue.data["key"], work=work) if dialogue and dialogue.step == VALUE else None
    if dialogue is None or contact is None:
        return None
    data = dialogue.data
    so_far = contact_of(contact.key, data["entry"] or data["base"])
    found = new_value(so_far, typed, data["language"], CODES)
    if found.problem is not None:
        return FactPreview(contact, contact, problem=found.problem)
    changed = _changed(so_far, found, today)
    await go_to(FACTS_FLOW, PREVIEW, by.user_id, data={**data, "entry": contact_json(changed)}, work=work)
    return FactPreview(contact, changed, await _touched(contact.key, work=work))


async def publish_fact(*, by: Acting, work: Work, clock: Clock) -> ChangedFact | None:
    """Publish the previewed value; None where there is nothing to publish, for example after a second tap."""
    by.require(Right.CURATE)
    dialogue = await dialogue_in(FACTS_FLOW, by.user_id, work=work)
    if dialogue is None or dialogue.step != PREVIEW:
        return None
    await end_of(FACTS_FLOW, by.user_id, work=work)
    db = await work.writing()
    await db.articles.lock()
    key, entry, base = dialogue.data["key"], dialogue.data["entry"], dialogue.data["base"]
    stored = (await db.articles.contacts()).get(key)
    if stored is None or contact_json(stored) != base:
        return ChangedFact(stored or contact_of(key, base))
    contact = contact_of(key, entry)
    await db.articles.put_contact(contact)
    await db.assignments.remove(key, ALL_LANGUAGES)
    now = clock()
    number = await db.acts.add(Act(now, by.user_id, CHANGED, f"contact:{key}", base, entry))
    touched = touched_by(key, (await db.articles.all()).values())
    news = [AnswerNews(number, article_id, code, NewsKind.CORRECTION, now + UNDO_TIME) for article_id, code in _corrected(stored, contact, touched)]
    for one in news:
        await db.news.add(one)
    return ChangedFact(contact, touched, number, bool(news))


async def undo_fact(number: int, *, by: Acting, work: Work, clock: Clock) -> FactEntry | Obstacle:
    """Take a change of a fact back within its time, unless somebody changed the fact again."""
    by.require(Right.CURATE)
    db = await work.writing()
    await db.articles.lock()
    act = await db.acts.get(number)
    if act is None or act.action != CHANGED or act.before is None or act.after is None:
        return Obstacle.GONE
    if clock() - act.at > UNDO_TIME:
        return Obstacle.LATE
    key = act.subject.partition(":")[2]
    latest = (await db.acts.of_subject(act.subject, limit=1))[0]
    stored = (await db.articles.contacts()).get(key)
    if latest.number != number or stored is None or contact_json(stored) != act.after:
        return Obstacle.DONE if latest.action == UNDO else Obstacle.CHANGED
    await db.articles.put_contact(contact_of(key, act.before))
    await db.news.undo_of(number)
    await db.acts.add(Act(clock(), by.user_id, UNDO, act.subject, act.after, act.before))
    return FactEntry(contact_of(key, act.before), touched_by(key, (await db.articles.all()).values()))


async def discard_value(*, by: Acting, work: Work) -> bool:
    """Forget what was typed; False where nothing was."""
    return await end_of(FACTS_FLOW, by.user_id, work=work)


def _corrected(old: Contact, new: Contact, touched: tuple[Touched, ...]) -> list[tuple[str, str]]:
    """Return the texts that say something else now; a link that moved leads to the same page."""
    if old.kind == "link":
        return []
    return [(one.article.id, code) for one in touched for code in one.languages if old.value_in(code) != new.value_in(code)]


def _changed(contact: Contact, found: NewValue, today: date) -> Contact:
    # Whoever types a value has read it somewhere: it is as sure as the office is, and shown as a value again.
    confidence = Confidence.MEDIUM if contact.confidence is Confidence.LOW else contact.confidence
    return replace(with_value(contact, found), checked=today, expires=next_end(contact, today), confidence=confidence)


async def _contact(key: str, *, work: Work) -> Contact | None:
    async with work.reading() as db:
        return (await db.articles.contacts()).get(key)


async def _touched(key: str, *, work: Work) -> tuple[Touched, ...]:
    async with work.reading() as db:
        articles: Mapping[str, Article] = await db.articles.all()
    return touched_by(key, articles.values())
