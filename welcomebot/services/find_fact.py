"""Finding a fact by words or key, and what it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from welcomebot.domain.contacts import Contact, references
from welcomebot.domain.folding import words
from welcomebot.domain.knowledge import Article
from welcomebot.domain.staff import Right
from welcomebot.services.staff_rights import Acting

MANY = 8  # facts shown at once
ALIKE = 85  # of 100; below, two words are different words


@dataclass(frozen=True)
class Touched:
    """An answer that shows a fact, and in which languages; `is_source` where the fact is a link that the answer names as its source."""

    article: Article
    languages: tuple[str, ...]
    is_source: bool = False


def find_facts(text: str, contacts: Mapping[str, Contact], *, by: Acting) -> tuple[Contact, ...]:
    """Return the facts that words or a key fit, the best first."""
    by.require(Right.CURATE)
    key = text.strip().strip("{}")
    if key in contacts:
        return (contacts[key],)
    asked = words(text)
    scored = [(score, contact) for contact in contacts.values() if (score := _score(asked, contact))]
    return tuple(contact for _, contact in sorted(scored, key=lambda found: (-found[0], found[1].key))[:MANY])


def touched_by(key: str, articles: Iterable[Article]) -> tuple[Touched, ...]:
    """Return the answers that show a fact, in the order of their ids."""
    return tuple(touched for article in sorted(articles, key=lambda article: article.id) if (touched := _touched(key, article)) is not None)


def _touched(key: str, article: Article) -> Touched | None:
    is_source = key in article.sources[:1]
    languages = tuple(language for language, text in article.texts.items() if is_source or key in references(text.body))
    return Touched(article, languages, is_source) if languages else None


def _score(asked: list[str], contact: Contact) -> float:
    """Return how well a fact fits: all words must be found in its key, a label or a value."""
    if not asked:
        return 0.0
    known = {word for text in (contact.key, *contact.label.values(), *contact.value.values()) for word in words(text.replace(":", " ").replace("-", " "))}
    best = [max((_likeness(word, other) for other in known), default=0.0) for word in asked]
    return sum(best) if all(best) else 0.0


def _likeness(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if other.startswith(word) and len(word) > 2:  # noqa: PLR2004 - two letters begin too many words
        return 0.9
    return fuzz.ratio(word, other, score_cutoff=ALIKE) / 100 if min(len(word), len(other)) > 4 else 0.0  # noqa: PLR2004 - short words differ by a letter
