"""What a phrase is worth for every concept: letters, meaning and relations, and above them the names that are the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.skills import Kind
from welcomebot.search.label_meaning import Meaning, meant_text
from welcomebot.search.label_relations import OCCUPATION, Relations
from welcomebot.search.labels import LabelIndex

Scores = NDArray[np.float32]
Vectors = Mapping[str, NDArray[np.float32]]  # by `meant_text`
Why = tuple[int, float, "Reason"]  # a label, how sure it is (0-1) or how much of the phrase it covers, and the reason


@dataclass(frozen=True)
class Weights:
    """Shares in a concept's score beside its best label's likeness.

    `names` counts the logarithm of the number of names: a common occupation has many. `inside` and `covers` are the least
    that a name inside the phrase is worth, and what it gets for covering all of it.
    """

    together: float = 0.3  # all names of the concept as one document
    meaning: float = 0.75
    preferred: float = 0.2  # the preferred label once more, where there is no meaning
    names: float = 0.05
    inside: float = 1.0
    covers: float = 0.33


# Our own names are everyday words, chosen by people: one of them inside a phrase says much. A download's names are many and
# official: there the meaning says more. Fitted on the development titles and on three public sets.
EVERYDAY = Weights()
OFFICIAL = Weights(meaning=1.0, inside=0.0, covers=0.0)
# What the same name adds: a little before relatives get their share, and then a step that no likeness can climb.
SAME = 0.8
STEPS = {"preferred": 9.0, "alias": 6.0, "form": 3.0, "spelling": 3.0}
STEP = max(STEPS.values())
# How sure each reason is (0-1); matching.md, section c5.
PREFERRED_SURE, ALIAS_SURE, PLURAL_SURE, FORM_SURE = 1.0, 0.98, 0.97, 0.95
INSIDE_SURE, INSIDE_COVERS, ALIKE_SURE, RELATED_SURE = 0.7, 0.24, 0.72, 0.35
OWN_LANGUAGE = 0.004  # decides between equals only
HOPELESS_LETTERS, HOPELESS_MEANING = 0.3, 0.45  # cosines below which nothing is alike
# Who writes "warehouse job" means the worker, though the warehouse work has that name too.
WORK_WORDS = ("työt", "töitä", "hommat", "hommia", "homma", "duunit", "duunia", "jobb", "jobbet", " job", " jobs", " робота", " работа", " شغل")
MAX_SPAN = 6  # words of a name that is looked for inside a phrase


class Reason(StrEnum):
    """Why a concept was linked."""

    PREFERRED = "preferred"
    ALIAS = "alias"
    SPELLING = "spelling"
    FORM = "form"  # the same words, inflected or without dots
    CONTAINED = "contained"
    LIKE = "like"
    MEANING = "meaning"
    RELATED = "related"


@dataclass(frozen=True)
class Scored:
    """Every concept's score for a phrase, with the best label of each and the reasons that are more than alikeness."""

    concepts: Scores
    labels: Scores
    letters: Scores  # the best cosine of each concept's names
    meanings: Scores | None
    reasons: Mapping[int, Why]  # by concept: its label, how sure, why
    is_hopeless: NDArray[np.bool_]
    relatives: NDArray[np.bool_]  # who got their score from a relative
    alike: Scores  # how sure each concept would be by its own letters or meaning alone


@dataclass(frozen=True)
class Scorer:
    """Scores phrases against an index; vectors of phrases are the caller's to compute, and may be missing."""

    index: LabelIndex
    meaning: Meaning | None = None
    weights: Weights = EVERYDAY
    relations: Relations = field(init=False)
    names: Scores = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "relations", Relations.of(self.index.concepts))
        counts = np.bincount(self.index.owners, minlength=len(self.index.concepts)).astype(np.float32)
        object.__setattr__(self, "names", np.log(np.maximum(counts, 1)))

    def score(self, folded: str, language: str | None = None, vectors: Vectors | None = None) -> Scored:
        """Return what a folded phrase is worth for every concept."""
        index = self.index
        cosines, documents = index.cosines(folded)
        labels = index.likeness(folded, cosines)
        if language is not None:
            labels += np.float32(OWN_LANGUAGE) * index.in_language(language) * (labels > 0)
        vector = (vectors or {}).get(meant_text(folded))
        meant = self.meaning.score(vector) if self.meaning and vector is not None else None
        letters = index.best_of_concepts(labels) + np.float32(self.weights.together) * documents
        reasons = self._reasons(folded)
        total, relatives = self._total(folded, letters, np.float32(self.weights.meaning) * meant if meant is not None else self._preferred(cosines), reasons)
        best = index.best_of_concepts(cosines)
        hopeless = best < HOPELESS_LETTERS if meant is None else (best < HOPELESS_LETTERS) & (meant < HOPELESS_MEANING)
        alike = np.float32(ALIKE_SURE) * (letters if meant is None else np.maximum(letters, meant))
        return Scored(total, labels, best, meant, reasons, np.asarray(hopeless, np.bool_), relatives, alike)

    def _total(self, folded: str, letters: Scores, rest: Scores, reasons: Mapping[int, Why]) -> tuple[Scores, NDArray[np.bool_]]:
        """Return every concept's score, and who has it from a relative."""
        like = letters + np.float32(self.weights.names) * self.names
        for concept, (_, share, reason) in reasons.items():
            like[concept] = max(like[concept], self.weights.inside + self.weights.covers * share) if reason is Reason.CONTAINED else like[concept] + SAME
        like += rest
        total = self.relations.spread(like)
        relatives = total > like + 1e-3 + np.float32(OCCUPATION) * self.relations.occupations
        asks_for_work = folded.endswith(WORK_WORDS)
        for concept, (_, _, reason) in reasons.items():
            if reason is Reason.CONTAINED:
                continue
            if asks_for_work and reason is not Reason.PREFERRED and self.index.concepts[concept].kind is Kind.SKILL:
                total[concept] -= np.float32(2 * SAME)
            else:
                total[concept] += np.float32(STEPS[reason])
        return total, np.asarray(relatives, np.bool_)

    def _preferred(self, cosines: Scores) -> Scores:
        """Return the share of the likeness of each concept's preferred labels."""
        places = self.index.preferred
        found = np.zeros(len(self.index.concepts), np.float32)
        np.maximum.at(found, self.index.owners[places], cosines[places])
        return np.asarray(np.float32(self.weights.preferred) * found, np.float32)

    def _reasons(self, folded: str) -> dict[int, Why]:
        """Return the concepts whose names are more than alike, each with its surest reason."""
        found: dict[int, Why] = {}
        for place, sure, reason in (*self.same(folded), *self._contained(folded)):
            concept = self.index.labels[place].concept
            if concept not in found or sure > found[concept][1]:
                found[concept] = (place, sure, reason)
        return found

    def same_exactly(self, folded: str) -> list[Why]:
        """Return the labels that a folded phrase is to the letter, or but for a plural."""
        found: list[Why] = []
        for place, is_exact in self.index.same_names(folded):
            sure, reason = (PREFERRED_SURE, Reason.PREFERRED) if self.index.labels[place].is_preferred else (ALIAS_SURE, Reason.ALIAS)
            found.append((place, sure if is_exact else PLURAL_SURE, reason))
        return found

    def same(self, folded: str) -> list[Why]:
        """Return the labels that a folded phrase is: exactly, in another form, or but for a typo."""
        if exact := self.same_exactly(folded):
            return exact
        if forms := self.index.same_forms(folded):
            return [(place, FORM_SURE, Reason.FORM) for place in forms]
        return [(place, FORM_SURE * ratio, Reason.SPELLING) for place, ratio in self.index.near_spellings(folded)]

    def _contained(self, folded: str) -> list[Why]:
        """Find names inside the phrase; the more of it a name covers, the surer it is."""
        words = folded.split()
        spans = {" ".join(words[start : start + size]) for size in range(1, min(MAX_SPAN, len(words) - 1) + 1) for start in range(len(words) - size + 1)}
        exact = [(place, len(span) / len(folded), Reason.CONTAINED) for span in sorted(spans) for place in self.index.exact.get(span, ())]
        mistyped = [word for word in words if len(words) > 1 and word not in self.index.exact][:MAX_SPAN]
        near = [(place, ratio * len(word) / len(folded), Reason.CONTAINED) for word in mistyped for place, ratio in self.index.near_spellings(word)]
        return exact + near
