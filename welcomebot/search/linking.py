"""From a phrase in any language to the concepts that it may name, the likeliest first, each with the reason."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.skill_phrases import phrases
from welcomebot.domain.skills import Concept
from welcomebot.search.labels import Label, LabelIndex, best_places, fold_phrase

Scores = NDArray[np.float32]

# What each reason is worth (0-1); matching.md, section c5.
PREFERRED, ALIAS, SPELLING, CONTAINED, LIKE = 1.0, 0.98, 0.95, 0.7, 0.72
OWN_LANGUAGE = 0.004  # decides between equals only
HOPELESS = 0.35
MAX_SPAN = 6  # words of a name that is looked for inside a phrase


class Reason(StrEnum):
    """Why a concept was linked."""

    PREFERRED = "preferred"
    ALIAS = "alias"
    SPELLING = "spelling"
    CONTAINED = "contained"
    LIKE = "like"


@dataclass(frozen=True, slots=True)
class Link:
    """A concept that a phrase may name, the name that led to it, and how sure that is (0-1)."""

    concept: Concept
    label: Label
    score: float
    reason: Reason
    is_denied: bool = False


class Linker:
    """Links phrases to the concepts of an index."""

    def __init__(self, index: LabelIndex) -> None:
        self.index = index

    def link(self, text: str, *, language: str | None = None, top: int = 10) -> list[Link]:
        """Return the concepts of a whole text, the likeliest first: as one phrase, and phrase by phrase where it lists several."""
        parts = phrases(text)
        denied = {part.core for part in parts if part.is_denied}
        tried = dict.fromkeys([fold_phrase(text), *(phrase for part in parts for phrase in (part.text, part.core))])
        best: dict[str, Link] = {}
        for phrase in tried:
            for link in self.link_phrase(phrase, language=language, top=top):
                known = best.get(link.concept.id)
                if known is None or link.score > known.score:
                    best[link.concept.id] = replace(link, is_denied=phrase in denied)
        return sorted(best.values(), key=lambda link: -link.score)[:top]

    def link_phrase(self, phrase: str, *, language: str | None = None, top: int = 10) -> list[Link]:
        """Return the concepts that one phrase may name."""
        scores, reasons = self.label_scores(phrase, language)
        return self._concepts(scores, reasons, top)

    def label_scores(self, phrase: str, language: str | None = None) -> tuple[Scores, dict[int, Reason]]:
        """Return the score of every label, and the reason of those that are more than alike."""
        index, folded = self.index, fold_phrase(phrase)
        scores = index.likeness(folded) * np.float32(LIKE)
        reasons: dict[int, Reason] = {}
        for place, score, reason in (*self._contained(folded), *self._spelled(folded), *self._exact(folded)):
            if score > scores[place]:
                scores[place], reasons[place] = score, reason
        if language is not None:
            scores += np.float32(OWN_LANGUAGE) * index.in_language(language) * (scores > 0)
        return scores, reasons

    def _exact(self, folded: str) -> list[tuple[int, float, Reason]]:
        labels = self.index.labels
        return [
            (place, PREFERRED if labels[place].is_preferred else ALIAS, Reason.PREFERRED if labels[place].is_preferred else Reason.ALIAS)
            for place in self.index.exact.get(folded, ())
        ]

    def _spelled(self, folded: str) -> list[tuple[int, float, Reason]]:
        return [(place, SPELLING * ratio, Reason.SPELLING) for place, ratio in self.index.near_spellings(folded)]

    def _contained(self, folded: str) -> list[tuple[int, float, Reason]]:
        """Find names inside the phrase; the more of it a name covers, the surer it is."""
        words = folded.split()
        spans = {" ".join(words[start : start + size]) for size in range(1, min(MAX_SPAN, len(words) - 1) + 1) for start in range(len(words) - size + 1)}
        share = (1 - CONTAINED) * 0.8 / max(len(folded), 1)
        return [(place, CONTAINED + share * len(span), Reason.CONTAINED) for span in sorted(spans) for place in self.index.exact.get(span, ())]

    def _concepts(self, scores: Scores, reasons: dict[int, Reason], top: int) -> list[Link]:
        index, found = self.index, dict[int, Link]()
        for place in best_places(scores, min(len(scores), top * 20)):
            label = index.labels[place]
            if scores[place] < HOPELESS or len(found) == top:
                break
            link = Link(index.concepts[label.concept], label, min(1.0, float(scores[place])), reasons.get(place, Reason.LIKE))
            found.setdefault(label.concept, link)
        return list(found.values())
