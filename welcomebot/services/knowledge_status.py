"""Which language versions are missing, old or hard to read, which articles are due for review, which facts run out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from welcomebot.domain.article_body import parse
from welcomebot.domain.article_markdown import visible_items
from welcomebot.domain.contacts import Contact, references
from welcomebot.domain.knowledge import Article, TextState, text_state
from welcomebot.domain.language import CODES
from welcomebot.domain.readability import Readability, measure
from welcomebot.services.read_knowledge import Knowledge

SOON = timedelta(days=90)


@dataclass(frozen=True)
class ArticleStatus:
    """One row of the table: the state and the measures of each language, and what somebody must look at."""

    article_id: str
    category: str
    states: Mapping[str, TextState]
    readability: Mapping[str, Readability]  # of the texts that there are
    review_by: date | None
    is_review_due: bool
    expired: tuple[str, ...]
    expiring: tuple[str, ...]  # within 90 days


@dataclass(frozen=True)
class KnowledgeStatus:
    """The whole table and its sums."""

    rows: tuple[ArticleStatus, ...]
    languages: tuple[str, ...]

    def totals(self) -> dict[str, Counter[TextState]]:
        """Return how many texts of each language are in each state."""
        return {language: Counter(row.states[language] for row in self.rows) for language in self.languages}

    def whole(self, language: str) -> Readability:
        """Return the measures of all texts of a language together."""
        measures = [row.readability[language] for row in self.rows if language in row.readability]
        return Readability(sum(one.words for one in measures), sum(one.sentences for one in measures), sum(one.long_words for one in measures))


def knowledge_status(knowledge: Knowledge, today: date, languages: Sequence[str] = CODES) -> KnowledgeStatus:
    """Return the state of every article, sorted by category and id."""
    articles = sorted(knowledge.articles.values(), key=lambda article: (article.category, article.id))
    rows = tuple(_status(article, knowledge.contacts, today, languages) for article in articles)
    return KnowledgeStatus(rows, tuple(languages))


def _status(article: Article, contacts: Mapping[str, Contact], today: date, languages: Sequence[str]) -> ArticleStatus:
    facts = [contacts[key] for key in used_facts(article) if key in contacts]
    return ArticleStatus(
        article_id=article.id,
        category=article.category,
        states={language: text_state(article, language) for language in languages},
        readability={language: body_readability(article.texts[language].body) for language in languages if language in article.texts},
        review_by=article.review_by,
        is_review_due=article.review_by is not None and article.review_by <= today,
        expired=tuple(fact.key for fact in facts if fact.is_expired(today)),
        expiring=tuple(fact.key for fact in facts if fact.expires and not fact.is_expired(today) and fact.expires <= today + SOON),
    )


def body_readability(body: str) -> Readability:
    """Return the measures of a body as its author wrote it: what references bring is left out, for a link is no sentence."""
    return measure(item for _, item in visible_items(parse(body).blocks, lambda _: ""))


def used_facts(article: Article) -> tuple[str, ...]:
    """Return the key of every fact that an article uses in a text, lists or names as its source, sorted."""
    in_texts = (key for text in article.texts.values() for key in references(text.body))
    return tuple(sorted({*in_texts, *article.contacts, *article.sources}))
