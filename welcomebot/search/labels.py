"""All names of all concepts in one index: a phrase in any language finds the names that are spelled or built alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from welcomebot.domain.skills import Concept
from welcomebot.search.label_forms import fold_phrase, lemma_keys, singular, skeleton
from welcomebot.search.label_grams import add_up, count_grams
from welcomebot.search.lexical import CharacterIndex
from welcomebot.search.normalise import Lemmatiser, NoLemmas, ngrams

Scores = NDArray[np.float32]
Places = tuple[int, ...]

SIZES = (2, 3, 4)  # letters of an n-gram; matching.md, section c2
# Shares in a label's likeness: its own spelling, and the likeness from the first letter on.
OWN, FROM_START = 0.85, 0.15
REREAD = 2_000  # labels whose likeness from the first letter on is looked at
MIN_RATIO = 92  # of 100; matching.md, section c5: below, a near spelling is another word as often as the same
MIN_FUZZY_LETTERS = 5  # "Java" must not meet "JavaScript"
MIN_FORM_RATIO = 80  # of 100
ENDS = 2  # letters
LONGEST_GAP = 0.16  # of the letters; phrases that differ more in length cannot reach MIN_RATIO


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
    """The names, ordered by concept, and the ways to find them."""

    concepts: tuple[Concept, ...]
    labels: tuple[Label, ...]
    singulars: tuple[str, ...]  # what is compared letter by letter
    owners: NDArray[np.intp]  # the concept of each label
    starts: NDArray[np.intp]  # the first label of each concept
    languages: NDArray[np.str_]
    preferred: NDArray[np.intp]  # the preferred labels
    exact: Mapping[str, Places]  # by folded name, the labels
    plain: Mapping[str, Places]  # by the name in the singular
    bare: Mapping[str, Places]  # by the name's skeleton
    lemmas: Mapping[str, Places]  # by language and dictionary forms
    spellings: Mapping[tuple[int, str], tuple[str, ...]]  # by length and ends, the folded names that are long enough for a near spelling
    characters: CharacterIndex
    documents: CharacterIndex
    lemmatiser: Lemmatiser

    @classmethod
    def of(cls, concepts: Iterable[Concept], lemmatiser: Lemmatiser | None = None) -> "LabelIndex":
        """Return the index of some concepts; one without any name cannot be found and is left out."""
        lemmatiser = lemmatiser or NoLemmas()
        ordered, labels = _collect(concepts)
        singulars = tuple(singular(label.folded) for label in labels)
        counts, vocabulary = count_grams(singulars, SIZES)
        # Imported names are many, and nobody types the inflected form of an official one.
        ours = [(place, label) for place, label in enumerate(labels) if not ordered[label.concept].is_imported]
        owners = np.array([label.concept for label in labels], np.intp)
        exact = _group((label.folded, place) for place, label in enumerate(labels))
        return cls(
            concepts=ordered,
            labels=labels,
            singulars=singulars,
            owners=owners,
            starts=np.searchsorted(owners, np.arange(len(ordered))).astype(np.intp),
            languages=np.array([label.language for label in labels]),
            preferred=np.array([place for place, label in enumerate(labels) if label.is_preferred], np.intp),
            exact=exact,
            plain=_group((name, place) for place, name in enumerate(singulars)),
            bare=_group((skeleton(label.folded), place) for place, label in ours),
            lemmas=_group((key, place) for place, label in ours for key in lemma_keys(label.folded.split(), lemmatiser, (label.language,))),
            spellings=_by_ends(name for name in exact if len(name) >= MIN_FUZZY_LETTERS),
            characters=CharacterIndex.from_counts(counts, vocabulary),
            documents=CharacterIndex.from_counts(add_up(counts, owners, len(ordered)), vocabulary),
            lemmatiser=lemmatiser,
        )

    def in_language(self, language: str) -> NDArray[np.bool_]:
        """Tell of each label whether it is in a language."""
        return np.asarray(self.languages == language, np.bool_)

    def best_of_concepts(self, scores: Scores) -> Scores:
        """Return the highest of each concept's label scores."""
        return np.asarray(np.maximum.reduceat(scores, self.starts), np.float32) if len(scores) else scores

    def same_names(self, folded: str) -> list[tuple[int, bool]]:
        """Return the labels that a folded phrase is to the letter, or but for a plural; the flag is true for the first kind."""
        exact = self.exact.get(folded, ())
        return [*((place, True) for place in exact), *((place, False) for place in self.plain.get(singular(folded), ()) if place not in exact)]

    def same_forms(self, folded: str) -> list[int]:
        """Return the labels that are the same words in another form: inflected, without dots, with an Arabic particle."""
        if len(folded) < MIN_FUZZY_LETTERS:
            return []
        keys = lemma_keys(folded.split(), self.lemmatiser)
        # The dictionaries guess at words that they lack; a form of the same word still looks like it.
        inflected = [place for key in keys for place in self.lemmas.get(key, ()) if fuzz.ratio(folded, self.labels[place].folded) >= MIN_FORM_RATIO]
        return list(dict.fromkeys([*self.bare.get(skeleton(folded), ()), *inflected]))

    def near_spellings(self, folded: str) -> list[tuple[int, float]]:
        """Return the labels that are spelled almost like a folded phrase, each with its likeness (0-1)."""
        length = len(folded)
        if length < MIN_FUZZY_LETTERS:
            return []
        gap = int(length * LONGEST_GAP) + 1
        near = {name for other in range(length - gap, length + gap + 1) for end in _ends(folded) for name in self.spellings.get((other, end), ())}
        found = process.extract(folded, sorted(near), scorer=fuzz.ratio, score_cutoff=MIN_RATIO, limit=None, processor=None)
        return [(place, ratio / 100) for name, ratio, _ in found for place in self.exact[name]]

    def cosines(self, folded: str) -> tuple[Scores, Scores]:
        """Return the cosine of each label, and of all names of each concept together, with a folded phrase."""
        grams = ngrams(singular(folded), SIZES)
        return self.characters.score(grams), self.documents.score(grams)

    def likeness(self, folded: str, cosines: Scores) -> Scores:
        """Return how much each label is built like a folded phrase (0-1)."""
        scores = np.asarray(OWN * cosines, np.float32)
        best = np.argpartition(-scores, min(REREAD, len(scores) - 1))[:REREAD]
        scores[best] += (
            FROM_START * process.cdist([singular(folded)], [self.singulars[place] for place in best], scorer=JaroWinkler.similarity, dtype=np.float32)[0]
        )
        return scores


def best_places(scores: Sequence[float] | Scores, count: int) -> list[int]:
    """Return the places of the highest scores, the highest first; equal ones in their order."""
    return [int(place) for place in np.argsort(-np.asarray(scores), kind="stable")[:count]]


def _collect(concepts: Iterable[Concept]) -> tuple[tuple[Concept, ...], tuple[Label, ...]]:
    ordered: list[Concept] = []
    labels: list[Label] = []
    for concept in concepts:
        if named := list(_labels(len(ordered), concept)):
            ordered.append(concept)
            labels += named
    return tuple(ordered), tuple(labels)


def _labels(number: int, concept: Concept) -> Iterable[Label]:
    for language, names in concept.labels.items():
        folded = {name: fold_phrase(name) for name in names}
        for place, name in enumerate(name for name in folded if folded[name]):
            yield Label(name, folded[name], language, number, is_preferred=place == 0)


def _group(entries: Iterable[tuple[str, int]]) -> dict[str, Places]:
    groups: dict[str, list[int]] = defaultdict(list)
    for key, place in entries:
        groups[key].append(place)
    return {key: tuple(places) for key, places in groups.items()}


def _by_ends(names: Iterable[str]) -> dict[tuple[int, str], tuple[str, ...]]:
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name in names:
        for end in _ends(name):
            groups[len(name), end].append(name)
    return {key: tuple(found) for key, found in groups.items()}


def _ends(name: str) -> tuple[str, str]:
    """Return the two ends of a name: who mistypes a letter in one of them types the other rightly."""
    return f"{name[:ENDS]}-", f"-{name[-ENDS:]}"
