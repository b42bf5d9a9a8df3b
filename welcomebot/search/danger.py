"""Whether a message means danger, learnt from examples that people wrote: it stands beside the rules, which go by words.

A linear rule on the embedding, fitted in closed form (ridge regression on +1 and -1: Bishop, Pattern Recognition and Machine Learning, 2006,
4.1.3). Beside the examples of knowledge/emergency_examples it learns from all questions of the articles that nobody in danger asks. Those questions
also say where its two limits stand: so it needs no number that belongs to one model of embeddings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.emergency import LOOK_ALIKE, Felt
from welcomebot.search.embedding import unit_vectors

Vectors = NDArray[np.float32]

ORDINARY_WEIGHT = 0.03  # of an article's question beside an example
RIDGE = 1.0
# Shares of ordinary questions that lie below the limits. Chosen on emergency_lines/mended of tests/bench; the unseen lines there measure.
POSSIBLE_FROM, SURE_FROM = 0.7, 0.985
# How much nearer than to every example of danger a message may lie to an ordinary question; among the same lines 29 of 29 cries stay below.
NEARER = 0.1


@dataclass(frozen=True)
class DangerSense:
    """The fitted rule, its limits, the dangerous examples with their kinds, and the ordinary questions in half precision."""

    middle: Vectors
    weights: Vectors
    possible_from: float
    sure_from: float
    examples: Vectors
    kinds: tuple[str, ...]
    ordinary: NDArray[np.float16]

    @classmethod
    def of(cls, examples: Vectors, kinds: Sequence[str], ordinary: Vectors) -> "DangerSense":
        """Return what the vectors of examples, with their kinds, and of ordinary questions teach."""
        middle = ordinary.mean(axis=0)
        taught, calm = _with_one(unit_vectors(examples - middle)), _with_one(unit_vectors(ordinary - middle))
        is_danger = np.array([kind != LOOK_ALIKE for kind in kinds])
        wanted = np.where(is_danger, 1.0, -1.0)
        spread = taught.T @ taught + ORDINARY_WEIGHT * calm.T @ calm + RIDGE * np.eye(taught.shape[1])
        weights = np.linalg.solve(spread, taught.T @ wanted - ORDINARY_WEIGHT * calm.sum(axis=0)).astype(np.float32)
        scores = calm @ weights
        dangers = taught[is_danger, :-1].astype(np.float32)
        found = tuple(kind for kind in kinds if kind != LOOK_ALIKE)
        possible_from, sure_from = np.quantile(scores, (POSSIBLE_FROM, SURE_FROM)).tolist()
        return cls(middle, weights, possible_from, sure_from, dangers, found, calm[:, :-1].astype(np.float16))

    def feel(self, vector: Vectors) -> Felt:
        """Return what the vector of a message tells; its kind is that of the nearest example."""
        moved = unit_vectors(vector - self.middle)
        score = float(_with_one(moved[None, :])[0] @ self.weights)
        near = self.examples @ moved
        is_sure = score >= self.sure_from and float(near.max()) >= float((self.ordinary.astype(np.float32) @ moved).max()) - NEARER
        return Felt(score >= self.possible_from, is_sure, self.kinds[int(np.argmax(near))])


def _with_one(vectors: Vectors) -> NDArray[np.float64]:
    """Return vectors with a last column of ones, for the constant part."""
    return np.hstack([vectors, np.ones((len(vectors), 1))])
