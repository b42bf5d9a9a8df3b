"""The work list: which texts and facts need somebody, the most urgent first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from welcomebot.domain.contacts import Contact
from welcomebot.domain.knowledge import Article, TextState, text_state
from welcomebot.domain.language import CODES
from welcomebot.domain.staff import Right
from welcomebot.services.knowledge_status import used_facts
from welcomebot.services.library import Library
from welcomebot.services.ports import Clock, Work
from welcomebot.services.staff_rights import Acting

SOON = timedelta(days=30)
ASKED_LATELY = timedelta(days=90)
ALL_LANGUAGES = "*"  # of a fact


class WorkKind(StrEnum):
    """Why a text or a fact needs somebody, in the order in which the work is done."""

    EXPIRED = "expired"  # a fact whose last day is over
    OUTDATED = "outdated"  # the source text changed after the translation
    DUE = "due"  # the article's day of review came
    EXPIRING = "expiring"  # a fact whose last day comes within 30 days
    MISSING = "missing"
    MACHINE = "machine"
    DRAFT = "draft"  # published without anybody's review


_OF_STATE = {
    TextState.OUTDATED: WorkKind.OUTDATED,
    TextState.MISSING: WorkKind.MISSING,
    TextState.MACHINE: WorkKind.MACHINE,
    TextState.DRAFT: WorkKind.DRAFT,
}
_RANK = {kind: place for place, kind in enumerate(WorkKind)}


@dataclass(frozen=True)
class WorkItem:
    """One thing to do. `id` is an article's id, or a fact's key with the language "*".

    `until` is the day of review or the fact's last day; `asked` is how often the article was asked lately; `touches` is how many answers
    use the fact.
    """

    kind: WorkKind
    id: str
    language: str
    until: date | None = None
    asked: int = 0
    touches: int = 0
    assigned_to: int | None = None

    @property
    def is_fact(self) -> bool:
        """Tell whether it is about a fact."""
        return self.kind in (WorkKind.EXPIRED, WorkKind.EXPIRING)


@dataclass(frozen=True)
class WorkList:
    """All that is to do, the most urgent first; what `user_id` was asked to do comes before everything else."""

    items: tuple[WorkItem, ...]
    user_id: int

    @property
    def mine(self) -> int:
        """Return how many entries the reader was asked to do."""
        return sum(item.assigned_to == self.user_id for item in self.items)

    def counts(self) -> Mapping[WorkKind, Mapping[str, int]]:
        """Return how many entries there are of each kind and language; of a fact the language is "*"."""
        counted: dict[WorkKind, Counter[str]] = {}
        for item in self.items:
            counted.setdefault(item.kind, Counter())[item.language] += 1
        return {kind: counted[kind] for kind in WorkKind if kind in counted}

    def chosen(self, *, language: str | None = None, kind: WorkKind | None = None) -> tuple[WorkItem, ...]:
        """Return the entries of a language, to which facts of all languages belong, and of a kind."""
        return tuple(item for item in self.items if language in (None, item.language) or item.is_fact if kind in (None, item.kind))

    def find(self, id: str, language: str) -> WorkItem | None:
        """Return the most urgent entry about a text or a fact."""
        return next((item for item in self.items if (item.id, item.language) == (id, language)), None)


async def work_list(by: Acting, *, library: Library, today: date, work: Work, clock: Clock) -> WorkList:
    """Return all that is to do."""
    by.require(Right.CURATE)
    async with work.reading() as db:
        # What was published a moment ago must be off the list, so the database is asked and not the library, which follows in seconds.
        is_fresh = await db.articles.revision() == library.revision
        articles = library.articles if is_fresh else await db.articles.all()
        contacts = library.contacts if is_fresh else await db.articles.contacts()
        asked = await db.questions.asked_by_article(clock() - ASKED_LATELY)
        assigned = {(one.article_id, one.language): one.assigned_to for one in await db.assignments.all()}
    found = (*_texts(articles.values(), today, asked), *_facts(articles.values(), contacts.values(), today))
    items = [_assigned(item, assigned) for item in found]
    return WorkList(tuple(sorted(items, key=lambda item: _urgency(item, by.user_id))), by.user_id)


def _texts(articles: Iterable[Article], today: date, asked: Mapping[str, int]) -> Iterator[WorkItem]:
    for article in articles:
        times = asked.get(article.id, 0)
        is_due = article.review_by is not None and article.review_by <= today
        if is_due:
            yield WorkItem(WorkKind.DUE, article.id, article.source_language, article.review_by, times)
        for language in CODES:
            kind = _OF_STATE.get(text_state(article, language))
            # One entry a text: who confirms the review confirms the text.
            if kind and not (is_due and language == article.source_language):
                yield WorkItem(kind, article.id, language, asked=times)


def _facts(articles: Iterable[Article], contacts: Iterable[Contact], today: date) -> Iterator[WorkItem]:
    users = Counter(key for article in articles for key in used_facts(article))
    for contact in contacts:
        if contact.expires is not None and contact.expires <= today + SOON:
            kind = WorkKind.EXPIRED if contact.is_expired(today) else WorkKind.EXPIRING
            yield WorkItem(kind, contact.key, ALL_LANGUAGES, contact.expires, touches=users[contact.key])


def _assigned(item: WorkItem, assigned: Mapping[tuple[str, str], int]) -> WorkItem:
    return replace(item, assigned_to=assigned.get((item.id, item.language)))


def _urgency(item: WorkItem, user_id: int) -> tuple[bool, int, date, int, str, int]:
    place = CODES.index(item.language) if item.language in CODES else -1
    return item.assigned_to != user_id, _RANK[item.kind], item.until or date.max, -item.asked - item.touches, item.id, place


def languages_first(own: str, languages: Sequence[str] = CODES) -> tuple[str, ...]:
    """Return the languages with somebody's own one first."""
    return tuple(sorted(languages, key=lambda language: language != own))
