"""Meanings in a space where questions of one article lie near each other, whatever their language and wording.

Embeddings also tell the language, the length and the tone of a text. In which directions such things lie is seen in the articles themselves: there
the questions of one article differ from each other. Those directions are made short (within-class whitening, the first half of linear
discriminant analysis: Fukunaga, Introduction to Statistical Pattern Recognition, 1990, chapter 10).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from welcomebot.search.embedding import unit_vectors

Vectors = NDArray[np.float32]

# How much of the mean variance is added to each direction: of 0.1, 0.3, 1 and 3 the best on the golden questions (tests/bench/fit_gate.py).
SHRINKAGE = 3.0
NOTHING = 1e-9


class Nearness(NamedTuple):
    """Cosines of a question with each stored question, each passage where they are compared, and the middle of each article; of many questions, one a row."""

    questions: Vectors
    passages: Vectors | None
    articles: Vectors

    def of(self, row: int) -> "Nearness":
        """Return the cosines of one of many questions."""
        return Nearness(self.questions[row], None if self.passages is None else self.passages[row], self.articles[row])


@dataclass(frozen=True)
class MeaningSpace:
    """The meanings of all articles in their own space; `transform` is the matrix that brings a vector there."""

    transform: Vectors
    middle: Vectors
    questions: Vectors
    passages: Vectors | None
    articles: Vectors

    @classmethod
    def of(cls, questions: Vectors, passages: Vectors | None, starts: Sequence[int] | NDArray[np.intp]) -> "MeaningSpace":
        """Return the space of stored questions, in the order of their articles; `starts` is where each article begins."""
        counts = np.diff(np.append(starts, len(questions)))[:, None]
        means = np.add.reduceat(questions, starts) / counts
        middle = questions.mean(axis=0)
        transform = _whitening(questions - np.repeat(means, counts.ravel(), axis=0))
        moved = unit_vectors((questions - middle) @ transform)
        articles = unit_vectors(np.add.reduceat(moved, starts))
        # Pages lie elsewhere than questions, so they have a middle of their own.
        moved_passages = None if passages is None else unit_vectors((passages - passages.mean(axis=0)) @ transform)
        return cls(transform, middle, moved, moved_passages, articles)

    def nearness(self, vectors: Vectors) -> Nearness:
        """Return how near a question, or each of many, is to everything that is stored."""
        moved = unit_vectors((vectors - self.middle) @ self.transform)
        return Nearness(moved @ self.questions.T, None if self.passages is None else moved @ self.passages.T, moved @ self.articles.T)


def _whitening(differences: Vectors) -> Vectors:
    """Return the matrix that makes the directions short in which questions of one article differ."""
    covariance = differences.T.astype(np.float64) @ differences / max(1, len(differences))
    variances, directions = np.linalg.eigh(covariance)
    mean = float(variances.mean())
    # Where each article has a single question, nothing is known of such directions.
    if mean < NOTHING:
        return np.eye(len(variances), dtype=np.float32)
    lengths = np.sqrt(np.maximum(variances, 0) / mean + SHRINKAGE)
    return np.asarray((directions / lengths) @ directions.T, np.float32)
