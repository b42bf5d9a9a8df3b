"""The history of an article: who changed what when, word by word, and the way back to any of its states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from welcomebot.domain.knowledge import Article
from welcomebot.domain.language import CODES
from welcomebot.domain.staff import Right
from welcomebot.domain.text_diff import Change, Piece, diff, shortened
from welcomebot.services.article_json import article_json, article_of, contact_of
from welcomebot.services.library import Library
from welcomebot.services.office_ports import Act
from welcomebot.services.ports import Answerer, Clock, Repositories, Work
from welcomebot.services.publish_text import FACTS_KEY, HISTORY, contacts_of, subject_of
from welcomebot.services.staff_rights import Acting

BROUGHT_BACK = "brought-back"
SHOWN = 10  # acts of a history on one card
FOUND = 3  # articles for words that name no article


class Part(StrEnum):
    """What of a text changed."""

    TITLE = "title"
    BODY = "body"
    QUESTIONS = "questions"


class Side(StrEnum):
    """Which state of an act is meant."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class TextChange:
    """What changed in a part of a language version."""

    language: str
    part: Part
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Revision:
    """One act on an article. `ways` are the states that it leads back to: those that are not the article as it is now; `latest` is the newest act."""

    act: Act
    changes: tuple[TextChange, ...]
    ways: tuple[Side, ...]
    latest: int

    @property
    def article_id(self) -> str:
        """Return the article that was changed."""
        return self.act.subject.partition(":")[2]


async def history(article_id: str, *, by: Acting, work: Work) -> Sequence[Act]:
    """Return the latest acts on an article, the newest first."""
    by.require(Right.CURATE)
    async with work.reading() as db:
        return await db.acts.of_subject(subject_of(article_id), limit=SHOWN)


async def named_articles(words: str, *, by: Acting, library: Library, answerer: Answerer, work: Work) -> tuple[str, ...]:
    """Return the article that has an id, also one that was removed, else those that fit the words best."""
    by.require(Right.CURATE)
    name = words.strip().casefold()
    if name in library.articles:
        return (name,)
    async with work.reading() as db:
        if await db.acts.of_subject(subject_of(name), limit=1):
            return (name,)
    decision = await answerer.decide(words, language=None)
    return tuple(found.article_id for found in decision.candidates if found.article_id in library.articles)[:FOUND]


async def revision(number: int, *, by: Acting, work: Work) -> Revision | None:
    """Return one act on an article with what it changed; None where there is none."""
    by.require(Right.CURATE)
    async with work.reading() as db:
        act = await db.acts.get(number)
        if act is None or not act.subject.startswith(subject_of("")):
            return None
        current = await db.articles.get(act.subject.partition(":")[2])
        latest = (await db.acts.of_subject(act.subject, limit=1))[0]
    states = {side: state_of(act, side) for side in Side}
    ways = tuple(side for side in (Side.AFTER, Side.BEFORE) if states[side] != current and not (side is Side.BEFORE and states[side] is None))
    return Revision(act, tuple(changes(states[Side.BEFORE], states[Side.AFTER])), ways, latest.number)


async def bring_back(number: int, side: Side, latest: int, *, by: Acting, work: Work, clock: Clock) -> Article | Revision | None:
    """Make a former state the article again and return it; None where it is gone.

    `latest` is the newest act that was known to whoever decides: if there is a newer one, that one is returned and nothing is changed.
    """
    by.require(Right.CURATE)
    db = await work.writing()
    await db.articles.lock()
    act = await db.acts.get(number)
    wanted = state_of(act, side) if act else None
    if act is None or wanted is None:
        return None
    newest = (await db.acts.of_subject(act.subject, limit=1))[0]
    if newest.number != latest:
        return await revision(newest.number, by=by, work=work)
    current = await db.articles.get(wanted.id)
    await _put_facts_back(wanted, db)
    await db.articles.put(wanted)
    before = article_json(current) if current else None
    await db.acts.add(Act(clock(), by.user_id, BROUGHT_BACK, act.subject, before=before, after=article_json(wanted)))
    return wanted


def state_of(act: Act, side: Side) -> Article | None:
    """Return the article before or after an act."""
    state = act.before if side is Side.BEFORE else act.after
    return article_of(state) if state else None


def changes(before: Article | None, after: Article | None) -> Iterator[TextChange]:
    """Yield what differs between two states, language by language."""
    old, new = (article.texts if article else {} for article in (before, after))
    for language in sorted({*old, *new}, key=lambda code: (CODES.index(code) if code in CODES else len(CODES), code)):
        sides = [texts.get(language) for texts in (old, new)]
        parts = {
            Part.TITLE: [text.title if text else "" for text in sides],
            Part.BODY: [text.body if text else "" for text in sides],
            Part.QUESTIONS: ["\n".join(text.questions) if text else "" for text in sides],
        }
        for part, (was, is_now) in parts.items():
            pieces = shortened(diff(was, is_now))
            if any(piece.change is not Change.SAME for piece in pieces):
                yield TextChange(language, part, pieces)


async def _put_facts_back(article: Article, db: Repositories) -> None:
    """Store the facts that an article needs and that were removed with it."""
    known = await db.articles.contacts()
    lost = [key for key in contacts_of(article) if key not in known]
    acts = await db.acts.of_subject(subject_of(article.id), limit=HISTORY) if lost else ()
    entries = {key: entry for act in acts for state in (act.before, act.after) for key, entry in ((state or {}).get(FACTS_KEY) or {}).items()}
    for key in lost:
        if key in entries:
            await db.articles.put_contact(contact_of(key, entries[key]))
