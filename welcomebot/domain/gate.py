"""Whether the best articles are good enough: answer at once, offer choices, or say honestly that nothing fits."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from welcomebot.domain.answering import Candidate, Outcome
from welcomebot.domain.language import CODES

LONG = math.log1p(10)  # a question of more words is no surer
MAX_CHOICES = 4
MIN_CHOICES = 2
VOTERS = ("words", "characters", "question", "passage", "question_many")


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

    def decide(self, candidates: Sequence[Candidate], query_words: int, language: str) -> tuple[Outcome, tuple[Candidate, ...]]:
        """Return the outcome and the articles to offer, the best first."""
        if not candidates:
            return Outcome.NO_ANSWER, ()
        features = gate_features(candidates, query_words, language)
        if self.covered.probability(features) < self.choices_from:
            return Outcome.NO_ANSWER, ()
        if self.right.probability(features) >= self.answer_from:
            return Outcome.ANSWER, (candidates[0],)
        floor = candidates[0].signals["total"] - self.choice_gap
        near = [candidate for candidate in candidates[:MAX_CHOICES] if candidate.signals["total"] >= floor]
        offered = tuple(near) if len(near) >= MIN_CHOICES else tuple(candidates[:MIN_CHOICES])
        # One article alone is no choice.
        return (Outcome.CHOICES, offered) if len(offered) >= MIN_CHOICES else (Outcome.ANSWER, offered)


def gate_features(candidates: Sequence[Candidate], query_words: int, language: str) -> dict[str, float]:
    """Return what the gate weighs: scores of the first, its lead, how many signals agree on it, length and language."""
    first = candidates[0].signals
    second = candidates[1].signals if len(candidates) > 1 else {"total": first["total"] - 5}
    third = candidates[2].signals if len(candidates) > 2 else second  # noqa: PLR2004
    voters = [name for name in VOTERS if name in first]
    agreeing = sum(first[name] > 0 and all(first[name] >= other.signals[name] for other in candidates[1:]) for name in voters)
    return {
        "total": first["total"],
        "lead": first["total"] - second["total"],
        "lead_over_third": first["total"] - third["total"],
        "agreement": agreeing / max(1, len(voters)),
        "words": first["words"],
        "characters": first["characters"],
        "name": first["name"],
        "question": first.get("question", 0.0),
        "question_many": first.get("question_many", 0.0),
        "passage": first.get("passage", 0.0),
        "length": min(math.log1p(query_words), LONG),
        # Scores run higher in some languages than in others.
        f"language_{language if language in CODES else 'other'}": 1.0,
    }
