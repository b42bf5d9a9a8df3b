"""An article, its language versions and their state: what a person wrote, and whether it still holds."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Origin(StrEnum):
    """Who wrote a text: a person, a translation engine, or an assistant whose text a person approved."""

    HUMAN = "human"
    MACHINE = "machine"
    ASSISTANT = "assistant"


class TextState(StrEnum):
    """State of one language version of an article."""

    MISSING = "missing"
    DRAFT = "draft"
    OUTDATED = "outdated"
    MACHINE = "machine"
    CURRENT = "current"


@dataclass(frozen=True)
class ArticleText:
    """One language version: title, body in the small Markdown of knowledge/README.md, and question variants."""

    language: str
    title: str
    body: str
    questions: tuple[str, ...] = ()
    origin: Origin = Origin.HUMAN
    reviewed: date | None = None
    source_hash: str | None = None

    @property
    def content_hash(self) -> str:
        """Return 12 hex digits over title and body: what a translation is made from."""
        return hashlib.sha256(f"{self.title}\n\n{self.body.strip()}\n".encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Article:
    """One need of a newcomer, with its text in each language."""

    id: str
    category: str
    texts: Mapping[str, ArticleText]
    source_language: str = "en"
    terms: Mapping[str, str] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    owner: str = "welcome-office"
    review_by: date | None = None
    audience: str = "everyone"

    def text_in(self, languages: tuple[str, ...]) -> ArticleText | None:
        """Return the first version that exists among the languages, in their order."""
        found = (self.texts[code] for code in languages if code in self.texts)
        return next(found, None) or next(iter(self.texts.values()), None)


def text_state(article: Article, language: str) -> TextState:
    """Return the state of a language version from content hashes, never from timestamps."""
    text = article.texts.get(language)
    if text is None:
        return TextState.MISSING
    if text.reviewed is None:
        return TextState.DRAFT
    source = article.texts.get(article.source_language)
    if language != article.source_language and source and text.source_hash != source.content_hash:
        return TextState.OUTDATED
    return TextState.MACHINE if text.origin is Origin.MACHINE else TextState.CURRENT
