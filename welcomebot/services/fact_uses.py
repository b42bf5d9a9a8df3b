"""Who says a fact: asked before a fact is changed or taken away."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from welcomebot.domain.contacts import references
from welcomebot.domain.knowledge import Article
from welcomebot.domain.language import CODES
from welcomebot.errors import KnowledgeError
from welcomebot.services.read_knowledge import Knowledge

MAX_NEAR = 5
NEAR = 0.75  # of Jaro-Winkler: a mistyped id, or the same id of another kind


@dataclass(frozen=True)
class FactUse:
    """How one article uses a fact."""

    article_id: str
    languages: tuple[str, ...]  # of the texts that refer to it
    is_source: bool
    is_contact: bool


def fact_uses(knowledge: Knowledge, key: str) -> tuple[FactUse, ...]:
    """Return the articles that use a fact, sorted by id; an unknown fact is refused with those of a similar name."""
    if key not in knowledge.contacts:
        near = near_keys(key, knowledge)
        hint = f"; near to it: {', '.join(near)}" if near else ""
        raise KnowledgeError(f"there is no fact {key!r} in contacts.yaml{hint}")
    return tuple(_uses(knowledge, key))


def facts_that_show(knowledge: Knowledge, key: str) -> tuple[str, ...]:
    """Return the facts of low confidence or with an end that show this link instead, sorted."""
    return tuple(sorted(other.key for other in knowledge.contacts.values() if other.official == key))


def near_keys(key: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the known facts whose id is most like a wrong one: the most alike first, and of those the ones of the same kind."""
    kind, _, wanted = key.rpartition(":")
    ids = {known: known.partition(":")[2] for known in sorted(knowledge.contacts)}
    scores = {known: JaroWinkler.similarity(wanted, name) for known, name in ids.items()}
    near = [known for known in ids if scores[known] >= NEAR or (wanted and wanted in ids[known])]
    return tuple(sorted(near, key=lambda known: (-scores[known], not known.startswith(f"{kind}:"))))[:MAX_NEAR]


def _uses(knowledge: Knowledge, key: str) -> Iterator[FactUse]:
    for article in sorted(knowledge.articles.values(), key=lambda article: article.id):
        use = FactUse(article.id, _languages(article, key), is_source=key in article.sources, is_contact=key in article.contacts)
        if use.languages or use.is_source or use.is_contact:
            yield use


def _languages(article: Article, key: str) -> tuple[str, ...]:
    return tuple(sorted((language for language, text in article.texts.items() if key in references(text.body)), key=_place))


def _place(language: str) -> tuple[int, str]:
    return (CODES.index(language) if language in CODES else len(CODES), language)
