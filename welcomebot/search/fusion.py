"""One score from many signals: a weighted sum with coefficients from gate.yaml, fitted by tests/bench/fit_gate.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

# Cosines of sentence embeddings lie close together and at another height for each question: what tells is how far an
# article stands above the others.
RELATIVE = ("question", "question_elsewhere", "question_many", "passage", "passage_elsewhere", "article")


class Basis(StrEnum):
    """What a question is compared with: questions and texts by words and meaning, pages that have a title only, or words alone."""

    QUESTIONS = "questions"
    PAGES = "pages"
    WORDS = "words"


@dataclass(frozen=True)
class Fusion:
    """Weights by signal, a set for each basis: where nobody wrote questions other signals tell."""

    weights: Mapping[Basis, Mapping[str, float]]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Fusion":
        """Return the weights that gate.yaml holds."""
        return cls({basis: data["fusion"][basis] for basis in Basis})

    def total(self, signals: Mapping[str, Scores], basis: Basis) -> Scores:
        """Return the fused score of each article; zero is as likely wrong as right."""
        weights = self.weights[basis]
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
