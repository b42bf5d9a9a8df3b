"""Whether the best articles are good enough: answer at once, offer choices, or say honestly that nothing fits."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from welcomebot.domain.answering import Candidate, Outcome
from welcomebot.domain.language import CODES

LONG = math.log1p(10)  # a question of more words is no surer
MAX_CHOICES = 4
OFFERED = 3
TINY = 1e-12
MEANINGS = ("question", "question_elsewhere", "question_many", "passage", "passage_elsewhere", "article")
WORDS = ("words", "words_elsewhere", "characters", "characters_elsewhere", "name")


@dataclass(frozen=True)
class Model:
    """A logistic model: weights by feature."""

    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability, between 0 and 1."""
        total = self.weights.get("bias", 0.0) + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True)
class Gate:
    """Two models and their thresholds: is the first article right, and is any of the first three."""

    right: Model
    covered: Model
    answer_from: float
    choices_from: float
    choice_gap: float  # how far below the first a choice may be, in fused score

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Gate":
        """Return the gate that gate.yaml describes."""
        return cls(Model(data["right"]), Model(data["covered"]), data["answer_from"], data["choices_from"], data["choice_gap"])

    def certainty(self, candidates: Sequence[Candidate], query_words: int, language: str) -> float:
        """Return how likely the first article is right, between 0 and 1."""
        return self.right.probability(gate_features(candidates, query_words, language)) if candidates else 0.0

    def coverage(self, candidates: Sequence[Candidate], query_words: int, language: str) -> float:
        """Return how likely one of the first three articles is right, between 0 and 1."""
        return self.covered.probability(gate_features(candidates, query_words, language)) if candidates else 0.0

    def decide(self, candidates: Sequence[Candidate], query_words: int, language: str) -> tuple[Outcome, tuple[Candidate, ...]]:
        """Return the outcome and the articles to offer, the best first."""
        if self.coverage(candidates, query_words, language) < self.choices_from or not candidates:
            return Outcome.NO_ANSWER, ()
        # One article alone is no choice.
        if self.certainty(candidates, query_words, language) >= self.answer_from or len(candidates) == 1:
            return Outcome.ANSWER, (candidates[0],)
        return Outcome.CHOICES, self.choices(candidates)

    def choices(self, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return the articles to choose from: three, and a fourth that is as near."""
        floor = candidates[0].signals["total"] - self.choice_gap
        return tuple(one for place, one in enumerate(candidates[:MAX_CHOICES]) if place < OFFERED or one.signals["total"] >= floor)


def gate_features(candidates: Sequence[Candidate], query_words: int, language: str) -> dict[str, float]:
    """Return what the gate weighs: how far the first stands before the others, its own signals, the nearest meaning of three, length and language."""
    first = candidates[0].signals
    totals = [candidate.signals["total"] for candidate in candidates]
    shares = [math.exp(total - totals[0]) for total in totals]
    every = sum(shares)
    parts = [share / every for share in shares]
    top = candidates[:OFFERED]
    return {
        "total": totals[0],
        "lead": totals[0] - totals[min(1, len(totals) - 1)],
        "lead_over_third": totals[0] - totals[min(2, len(totals) - 1)],
        "share": math.log(parts[0]),
        "share_of_three": math.log(sum(parts[:OFFERED])),
        "doubt": -sum(part * math.log(part + TINY) for part in parts),
        **{name: first.get(name, 0.0) for name in (*WORDS, *MEANINGS)},
        "nearest_question": max(candidate.signals.get("question_elsewhere", 0.0) for candidate in top),
        "nearest_article": max(candidate.signals.get("article", 0.0) for candidate in top),
        "length": min(math.log1p(query_words), LONG),
        # Scores run higher in some languages than in others.
        f"language_{language if language in CODES else 'other'}": 1.0,
    }
