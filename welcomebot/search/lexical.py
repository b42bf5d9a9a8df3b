"""Word and character matching with sparse matrices: BM25 over whole texts, TF-IDF of n-grams over titles and questions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # its stubs would be another dependency

Scores = NDArray[np.float32]

K1 = 1.2  # how soon a repeated word counts no more
B = 0.5  # how much long texts are held back


@dataclass(frozen=True)
class Bm25:
    """BM25 weights of documents (rows) and terms (columns)."""

    vocabulary: Mapping[str, int]
    weights: sparse.csc_array
    idf: Scores

    @classmethod
    def of(cls, documents: Sequence[Sequence[str]]) -> "Bm25":
        """Return the index of documents that are already cut into terms."""
        counts, vocabulary = _count(documents)
        size = len(documents)
        frequency = np.diff(counts.tocsc().indptr).astype(np.float32)
        idf = np.log1p((size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        length = counts.sum(axis=1)
        norm = K1 * (1 - B + B * length / max(float(np.mean(length)), 1.0))
        rows = np.repeat(np.arange(size), np.diff(counts.indptr))
        data = counts.data * (K1 + 1) / (counts.data + norm[rows]) * idf[counts.indices]
        weighted = sparse.csr_array((data.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape)
        return cls(vocabulary, weighted.tocsc(), idf)

    def score(self, query: Sequence[str]) -> Scores:
        """Return the score of each document, as a share of what the query could reach."""
        known = [self.vocabulary[term] for term in dict.fromkeys(query) if term in self.vocabulary]
        if not known:
            return np.zeros(self.weights.shape[0], np.float32)
        unknown = len(set(query)) - len(known)
        reachable = float(self.idf[known].sum()) + 0.5 * unknown * float(self.idf.max())
        return np.asarray(_sum_columns(self.weights, known) / max(reachable, 1.0), np.float32)


@dataclass(frozen=True)
class CharacterIndex:
    """TF-IDF of character n-grams of short texts; scores are cosines."""

    vocabulary: Mapping[str, int]
    weights: sparse.csc_array
    idf: Scores

    @classmethod
    def of(cls, units: Sequence[Sequence[str]]) -> "CharacterIndex":
        """Return the index of short texts that are already cut into n-grams."""
        return cls.from_counts(*_count(units))

    @classmethod
    def from_counts(cls, counts: sparse.csr_array, vocabulary: Mapping[str, int]) -> "CharacterIndex":
        """Return the index of short texts (rows) whose n-grams (columns) are already counted."""
        frequency = np.diff(counts.tocsc().indptr).astype(np.float32)
        idf = (np.log((1 + counts.shape[0]) / (1 + frequency)) + 1).astype(np.float32)
        data = (1 + np.log(counts.data)) * idf[counts.indices]
        weighted = sparse.csr_array((data.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape)
        norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1))).ravel()
        norms[norms == 0] = 1
        weighted.data /= np.repeat(norms, np.diff(weighted.indptr)).astype(np.float32)
        return cls(vocabulary, weighted.tocsc(), idf)

    def score(self, query: Sequence[str]) -> Scores:
        """Return the cosine of each unit with the query's n-grams."""
        counts = Counter(query)
        known = [(self.vocabulary[gram], count) for gram, count in counts.items() if gram in self.vocabulary]
        if not known:
            return np.zeros(self.weights.shape[0], np.float32)
        columns = [column for column, _ in known]
        values = (1 + np.log(np.array([count for _, count in known]))) * self.idf[columns]
        # N-grams that the index never saw still count in the query's length.
        strange = (1 + np.log(np.array([count for gram, count in counts.items() if gram not in self.vocabulary] or [1]))) * float(self.idf.max())
        missing = float((strange**2).sum()) if len(known) < len(counts) else 0.0
        norm = float(np.sqrt((values**2).sum() + missing))
        return np.asarray(_sum_columns(self.weights, columns, values) / norm, np.float32)


def _sum_columns(matrix: sparse.csc_array, columns: Sequence[int], factors: Sequence[float] | NDArray[np.floating] | None = None) -> Scores:
    """Return the weighted sum of a few columns; far quicker than a product with the whole matrix."""
    total = np.zeros(matrix.shape[0], np.float32)
    for place, column in enumerate(columns):
        start, end = matrix.indptr[column], matrix.indptr[column + 1]
        values = matrix.data[start:end]
        total[matrix.indices[start:end]] += values if factors is None else values * np.float32(factors[place])
    return total


def _count(documents: Sequence[Sequence[str]]) -> tuple[sparse.csr_array, dict[str, int]]:
    vocabulary: dict[str, int] = {}
    indices: list[int] = []
    data: list[int] = []
    indptr = [0]
    for document in documents:
        for term, count in Counter(document).items():
            indices.append(vocabulary.setdefault(term, len(vocabulary)))
            data.append(count)
        indptr.append(len(indices))
    shape = (len(documents), max(1, len(vocabulary)))
    arrays = (np.array(data, np.float32), np.array(indices, np.int32), np.array(indptr, np.int32))
    return sparse.csr_array(arrays, shape=shape), vocabulary
