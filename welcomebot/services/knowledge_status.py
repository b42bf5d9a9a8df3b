"""Which language versions are missing or old, which articles are due for review, which facts run out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from welcomebot.domain.contacts import Contact, references
from welcomebot.domain.knowledge import Article, TextState, text_state
from welcomebot.domain.language import CODES
from welcomebot.services.read_knowledge import Knowledge

SOON = timedelta(days=90)


@dataclass(frozen=True)
class ArticleStatus:
    """One row of the table: the state of each language, and what somebody must look at."""

    article_id: str
    category: str
    states: Mapping[str, TextState]
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
        review_by=article.review_by,
        is_review_due=article.review_by is not None and article.review_by <= today,
        expired=tuple(fact.key for fact in facts if fact.is_expired(today)),
        expiring=tuple(fact.key for fact in facts if fact.expires and not fact.is_expired(today) and fact.expires <= today + SOON),
    )


def used_facts(article: Article) -> tuple[str, ...]:
    """Return the key of every fact that an article uses in a text, lists or names as its source, sorted."""
    in_texts = (key for text in article.texts.values() for key in references(text.body))
    return tuple(sorted({*in_texts, *article.contacts, *article.sources}))
