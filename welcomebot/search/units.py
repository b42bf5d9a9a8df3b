"""What of an article is compared: its title and questions, its passages and its short names, each with language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.folding import fold
from welcomebot.domain.knowledge import Article
from welcomebot.search.normalise import plain

MAX_ALIAS_WORDS = 3
MIN_LINES = 3  # titles and questions of a text; below, nobody wrote questions
CACHED_NAMES = 15_000  # one changed article asks for those of all articles again
ABSENT = np.float32(-9)  # below every score: stands where an article has no text


@dataclass(frozen=True)
class Unit:
    """A text of an article; `article` is its number in the index."""

    article: int
    language: str
    text: str


@dataclass(frozen=True)
class Grouped:
    """Units in the order of their articles, with the arrays that pool scores by article."""

    units: tuple[Unit, ...]
    languages: Mapping[str, NDArray[np.bool_]]  # by language, which units are written in it
    starts: NDArray[np.intp]
    places: NDArray[np.intp]  # a row an article: the numbers of its units, then -1

    @classmethod
    def of(cls, units: Sequence[Unit], articles: int) -> "Grouped":
        """Return units grouped by article; every article has at least one."""
        ordered = tuple(sorted(units, key=lambda unit: unit.article))
        owners = np.array([unit.article for unit in ordered])
        starts = np.searchsorted(owners, np.arange(articles))
        places = np.full((articles, int(np.bincount(owners).max())), -1, np.intp)
        if articles:
            places[owners, np.arange(len(ordered)) - starts[owners]] = np.arange(len(ordered))
        languages = np.array([unit.language for unit in ordered])
        return cls(ordered, {code: languages == code for code in np.unique(languages).tolist()}, starts, places)

    def best(self, scores: NDArray[np.float32], language: str | None = None) -> NDArray[np.float32]:
        """Return the highest score of each article, of all units or of those in a language.

        An article without a text in the language takes its best score in any.
        """
        everywhere = np.maximum.reduceat(scores, self.starts)
        if language is None or language not in self.languages:
            return everywhere
        own = np.maximum.reduceat(np.where(self.languages[language], scores, ABSENT), self.starts)
        return np.where(own > ABSENT, own, everywhere)

    def mean_of_best(self, scores: NDArray[np.float32], count: int) -> NDArray[np.float32]:
        """Return the mean of the few highest scores of each article: several near questions tell more than one."""
        table = np.append(scores, ABSENT)[self.places]
        if table.shape[1] > count:
            table = np.partition(table, table.shape[1] - count, axis=1)[:, -count:]
        present = table > ABSENT
        return np.asarray(np.where(present, table, 0).sum(axis=1) / np.maximum(present.sum(axis=1), 1), np.float32)

    def nearest(self, scores: NDArray[np.float32], article: int) -> str:
        """Return the text of an article that has the highest score."""
        end = self.starts[article + 1] if article + 1 < len(self.starts) else len(self.units)
        start = int(self.starts[article])
        return self.units[start + int(np.argmax(scores[start:end]))].text


def question_units(articles: Sequence[Article]) -> list[Unit]:
    """Return titles and questions in every language."""
    return [
        Unit(number, text.language, line)
        for number, article in enumerate(articles)
        for text in article.texts.values()
        for line in (text.title, *text.questions)
        if line.strip()
    ] or [Unit(0, "en", "")]


def are_pages(articles: Sequence[Article]) -> bool:
    """Tell whether most texts have a title only, as pages have that were imported: nobody wrote questions to compare with."""
    texts = [text for article in articles for text in article.texts.values()]
    return sum(1 + len(text.questions) for text in texts) < MIN_LINES * len(texts)


def passage_units(articles: Sequence[Article]) -> list[Unit]:
    """Return the text of each language version, headed by its title, long ones in parts; nothing where there are questions to compare with.

    Where people wrote questions, passages add nothing: on the test questions the right article is first for 94 % with and without them.
    """
    if not are_pages(articles):
        return []
    return [
        Unit(number, text.language, f"{text.title}. {part}")
        for number, article in enumerate(articles)
        for text in article.texts.values()
        for part in _parts(plain(text.body))
    ] or question_units(articles)


def documents(articles: Sequence[Article], language: str) -> list[tuple[int, str]]:
    """Return the whole text of each article in a language for word search; titles and questions weigh double."""
    found = []
    for number, article in enumerate(articles):
        text = article.texts.get(language)
        if text:
            heads = " ".join((text.title, *text.questions, *article.terms.values()))
            found.append((number, f"{text.title} {heads} {heads} {plain(text.body)}"))
    return found


def aliases(articles: Sequence[Article]) -> dict[str, int]:
    """Return short names (official terms, titles, keyword questions) and their article; shared ones belong to nobody."""
    owners: dict[str, set[int]] = {}
    for number, article in enumerate(articles):
        names = [*article.terms.values(), *(line for text in article.texts.values() for line in (text.title, *text.questions))]
        for name in names:
            folded = _folded(name)
            if 0 < len(folded.split()) <= MAX_ALIAS_WORDS:
                owners.setdefault(folded, set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in owners.items() if len(numbers) == 1}


def languages_of(articles: Mapping[str, Article]) -> list[str]:
    """Return the languages that any article is written in."""
    return sorted({code for article in articles.values() for code in article.texts})


@lru_cache(maxsize=CACHED_NAMES)
def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _parts(body: str, limit: int = 900) -> list[str]:
    parts: list[str] = []
    for paragraph in (" ".join(block.split()) for block in body.split("\n\n")):
        if not paragraph:
            continue
        if parts and len(parts[-1]) + len(paragraph) < limit:
            parts[-1] += " " + paragraph
        else:
            parts.append(paragraph[:limit])
    return parts or [""]
