"""All names of all concepts in one index: a phrase in any language finds the names that are spelled or built alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from welcomebot.domain.folding import words
from welcomebot.domain.skills import Concept
from welcomebot.search.lexical import CharacterIndex
from welcomebot.search.normalise import ngrams

Scores = NDArray[np.float32]

SIZES = (2, 3, 4)  # letters of an n-gram; matching.md, section c2
# Shares in a label's score: its own spelling, all names of its concept together, and the likeness from the first letter on.
OWN, CONCEPT, FROM_START = 0.85, 0.3, 0.15
REREAD = 200  # labels whose likeness from the first letter on is looked at
MIN_RATIO = 92  # of 100; matching.md, section c5: below, a near spelling is another word as often as the same
MIN_FUZZY_LETTERS = 5  # "Java" must not meet "JavaScript"


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a concept; `concept` is its number in the index."""

    text: str
    folded: str
    language: str
    concept: int
    is_preferred: bool


@dataclass(frozen=True)
class LabelIndex:
    """The names, and the ways to find them."""

    concepts: tuple[Concept, ...]
    labels: tuple[Label, ...]
    owners: NDArray[np.intp]  # the concept of each label
    languages: NDArray[np.str_]
    exact: Mapping[str, tuple[int, ...]]  # by folded name, the labels
    spellings: tuple[str, ...]  # the folded names that are long enough for a near spelling
    characters: CharacterIndex
    documents: CharacterIndex

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> "LabelIndex":
        """Return the index of some concepts."""
        ordered = tuple(concepts)
        labels = tuple(label for number, concept in enumerate(ordered) for label in _labels(number, concept))
        exact: dict[str, list[int]] = defaultdict(list)
        documents: list[list[str]] = [[] for _ in ordered]
        grams = [ngrams(label.folded, SIZES) for label in labels]
        for place, label in enumerate(labels):
            exact[label.folded].append(place)
            documents[label.concept] += grams[place]
        return cls(
            concepts=ordered,
            labels=labels,
            owners=np.array([label.concept for label in labels], np.intp),
            languages=np.array([label.language for label in labels]),
            exact={folded: tuple(places) for folded, places in exact.items()},
            spellings=tuple(folded for folded in exact if len(folded) >= MIN_FUZZY_LETTERS),
            characters=CharacterIndex.of(grams),
            documents=CharacterIndex.of(documents),
        )

    def in_language(self, language: str) -> NDArray[np.bool_]:
        """Tell of each label whether it is in a language."""
        return np.asarray(self.languages == language, np.bool_)

    def near_spellings(self, folded: str) -> list[tuple[int, float]]:
        """Return the labels that are spelled almost like a folded phrase, each with its likeness (0-1)."""
        if len(folded) < MIN_FUZZY_LETTERS:
            return []
        found = process.extract(folded, self.spellings, scorer=fuzz.ratio, score_cutoff=MIN_RATIO, limit=None, processor=None)
        return [(place, ratio / 100) for name, ratio, _ in found for place in self.exact[name]]

    def likeness(self, phrase: str) -> Scores:
        """Return how much each label is built like a phrase, from 0 to about 1.3."""
        folded = fold_phrase(phrase)
        if not self.labels or not folded:
            return np.zeros(len(self.labels), np.float32)
        grams = ngrams(folded, SIZES)
        scores = OWN * self.characters.score(grams) + CONCEPT * self.documents.score(grams)[self.owners]
        best = np.argpartition(-scores, min(REREAD, len(scores) - 1))[:REREAD]
        scores[best] += [FROM_START * JaroWinkler.similarity(folded, self.labels[place].folded) for place in best]
        return np.asarray(scores, np.float32)


def fold_phrase(text: str) -> str:
    """Return the words of a phrase in their common spelling, one space between them."""
    return " ".join(words(text))


def best_places(scores: Sequence[float] | Scores, count: int) -> list[int]:
    """Return the places of the highest scores, the highest first; equal ones in their order."""
    return [int(place) for place in np.argsort(-np.asarray(scores), kind="stable")[:count]]


def _labels(number: int, concept: Concept) -> Iterable[Label]:
    for language, names in concept.labels.items():
        for place, name in enumerate(dict.fromkeys(names)):
            if folded := fold_phrase(name):
                yield Label(name, folded, language, number, is_preferred=place == 0)
