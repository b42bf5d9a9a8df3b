"""One score from many signals: a weighted sum with coefficients from gate.yaml, fitted by tests/bench/fit_gate.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

# Cosines of sentence embeddings lie close together and at another height for each question: what tells is how far an
# article stands above the others.
RELATIVE = ("question", "question_elsewhere", "question_many", "passage", "passage_elsewhere", "article")


@dataclass(frozen=True)
class Fusion:
    """Weights by signal: one set with embeddings, one for words only."""

    with_meaning: Mapping[str, float]
    words_only: Mapping[str, float]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Fusion":
        """Return the weights that gate.yaml holds."""
        return cls(data["with_meaning"], data["words_only"])

    def total(self, signals: Mapping[str, Scores], *, has_meaning: bool) -> Scores:
        """Return the fused score of each article; zero is as likely wrong as right."""
        weights = self.with_meaning if has_meaning else self.words_only
        size = len(next(iter(signals.values())))
        total = np.full(size, weights.get("bias", 0.0), np.float32)
        for name, values in signals.items():
            total += np.float32(weights.get(name, 0.0)) * prepare(name, values)
        return total


def prepare(name: str, values: Scores) -> Scores:
    """Return a signal as the weights expect it."""
    if name not in RELATIVE:
        return values
    # The value in the middle; np.median would sort twice as much.
    middle = len(values) // 2
    return np.asarray(values - np.partition(values, middle)[middle], np.float32)
