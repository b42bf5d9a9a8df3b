"""How often each n-gram stands in many short texts: counted once a word, because names share their words."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # its stubs would be another dependency

from welcomebot.search.normalise import ngrams


def count_grams(texts: Sequence[str], sizes: tuple[int, ...]) -> tuple[sparse.csr_array, dict[str, int]]:
    """Return the counts of texts (rows) and n-grams (columns), and the column of each n-gram; the texts are folded."""
    words: dict[str, int] = {}
    rows, columns = [], []
    for row, text in enumerate(texts):
        for word in text.split():
            rows.append(row)
            columns.append(words.setdefault(word, len(words)))
    vocabulary: dict[str, int] = {}
    places, grams, counts = [], [], []
    for word, place in words.items():
        for gram, count in Counter(ngrams(word, sizes)).items():
            places.append(place)
            grams.append(vocabulary.setdefault(gram, len(vocabulary)))
            counts.append(count)
    shape = (len(texts), max(1, len(words)))
    of_words = sparse.csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    of_grams = sparse.csr_array((np.array(counts, np.float32), (places, grams)), shape=(shape[1], max(1, len(vocabulary))))
    return sparse.csr_array(of_words @ of_grams), vocabulary


def add_up(counts: sparse.csr_array, owners: NDArray[np.intp], size: int) -> sparse.csr_array:
    """Return the counts of all texts of an owner together, a row an owner."""
    ones = np.ones(len(owners), np.float32)
    return sparse.csr_array(sparse.csr_array((ones, (owners, np.arange(len(owners)))), shape=(size, len(owners))) @ counts)
