"""From a phrase in any language to the concepts that it may name, the likeliest first, each with the reason."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.skill_phrases import phrases
from welcomebot.domain.skills import Concept
from welcomebot.search.label_forms import fold_phrase, plain_title
from welcomebot.search.label_scoring import HOPELESS_LETTERS, INSIDE_COVERS, INSIDE_SURE, RELATED_SURE, STEP, Reason, Scored, Scorer, Vectors
from welcomebot.search.labels import Label, best_places

__all__ = ["Link", "Linker", "Reason"]

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Link:
    """A concept that a phrase may name, the name that led to it, and how sure that is (0-1)."""

    concept: Concept
    label: Label
    score: float
    reason: Reason
    is_denied: bool = False


class Linker(Scorer):
    """Links phrases to the concepts of an index."""

    def link(self, text: str, *, language: str | None = None, top: int = 10, vectors: Vectors | None = None) -> list[Link]:
        """Return the concepts of a whole text, the likeliest first: as one phrase, and phrase by phrase where it lists several."""
        parts = phrases(text)
        denied = {part.core for part in parts if part.is_denied}
        best: dict[str, tuple[float, Link]] = {}
        for phrase in self.tried(text):
            for rank, link in self._ranked(phrase, language=language, top=top, vectors=vectors):
                known = best.get(link.concept.id)
                if known is None or rank > known[0]:
                    best[link.concept.id] = (rank, replace(link, is_denied=phrase in denied))
        ordered = sorted(best.values(), key=lambda entry: -entry[0])
        return [link for _, link in ordered[:top]]

    @staticmethod
    def tried(text: str) -> list[str]:
        """Return the folded phrases of a text that `link` looks up; those are what to compute vectors of."""
        parts = [phrase for part in phrases(text) for phrase in (part.text, part.core)]
        return [phrase for phrase in dict.fromkeys([fold_phrase(plain_title(text)), *parts]) if phrase]

    def link_phrase(self, phrase: str, *, language: str | None = None, top: int = 10, vectors: Vectors | None = None) -> list[Link]:
        """Return the concepts that one phrase may name."""
        return [link for _, link in self._ranked(phrase, language=language, top=top, vectors=vectors)]

    def label_scores(self, phrase: str, language: str | None = None, vectors: Vectors | None = None) -> Scores:
        """Return the score of every label. Each concept's best name in each language carries the concept's score; its others come after all of those."""
        index = self.index
        scored = self.score(fold_phrase(plain_title(phrase)), language, vectors)
        scores = scored.labels - np.float32(2 * STEP)
        for code in np.unique(index.languages):
            places = np.flatnonzero(index.languages == code)
            order = places[np.lexsort((places, -scored.labels[places], index.owners[places]))]
            first = order[np.r_[True, np.diff(index.owners[order]) > 0]] if len(order) else order
            scores[first] = scored.concepts[index.owners[first]]
        return np.asarray(scores, np.float32)

    def _ranked(self, phrase: str, *, language: str | None, top: int, vectors: Vectors | None) -> list[tuple[float, Link]]:
        folded = fold_phrase(phrase)
        if not folded or not self.index.labels:
            return []
        scored = self.score(folded, language, vectors)
        reachable = scored.is_hopeless & ~scored.relatives
        for concept in scored.reasons:
            reachable[concept] = False
        scores = np.where(reachable, -np.inf, scored.concepts)
        if not scored.reasons and bool(scored.is_hopeless.all()):
            return []
        links: list[tuple[float, Link]] = []
        for number in best_places(scores, top):
            if np.isfinite(scores[number]):
                # The order weighs more than the name alone; nobody behind looks surer than who is in front.
                link = self._link(number, scored)
                links.append((float(scores[number]), replace(link, score=min(link.score, links[-1][1].score)) if links else link))
        return links

    def _link(self, number: int, scored: Scored) -> Link:
        index = self.index
        concept = index.concepts[number]
        if number in scored.reasons:
            place, sure, reason = scored.reasons[number]
            return Link(concept, index.labels[place], INSIDE_SURE + INSIDE_COVERS * sure if reason is Reason.CONTAINED else sure, reason)
        end = index.starts[number + 1] if number + 1 < len(index.starts) else len(index.labels)
        place = int(index.starts[number]) + int(np.argmax(scored.labels[index.starts[number] : end]))
        if scored.is_hopeless[number]:
            return Link(concept, index.labels[place], RELATED_SURE, Reason.RELATED)
        is_meant = scored.meanings is not None and scored.letters[number] < HOPELESS_LETTERS
        return Link(concept, index.labels[place], min(INSIDE_SURE + INSIDE_COVERS, float(scored.alike[number])), Reason.MEANING if is_meant else Reason.LIKE)
