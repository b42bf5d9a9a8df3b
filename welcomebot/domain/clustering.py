"""Which questions ask the same: groups of near vectors, each around one of them that stands for all.

Groups grow by the average nearness of all their members, so a chain of small steps never ties strangers together; and nobody stays in a group
who is not near to the one that stands for it.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIGITS = 5  # nearness beyond them is noise of the arithmetic
FAR = np.float32(-9)  # below every nearness: marks what takes part no more


def cluster(numbers: Sequence[int], vectors: Vectors, *, nearness: float) -> dict[int, int]:
    """Return the representative of each question by number; one that is near to no other stands for itself.

    `vectors` are unit vectors, a row for each number. The order in which they come does not matter. It takes the memory of a square matrix.
    """
    order = np.argsort(np.asarray(numbers, np.int64), kind="stable")
    names = [int(numbers[place]) for place in order]
    ordered = np.asarray(vectors, np.float32)[order]
    near = np.round(ordered @ ordered.T, DIGITS)
    return {names[place]: names[head] for head, members in _around(np.arange(len(names)), near, nearness) for place in members}


def groups(members: Mapping[int, int]) -> dict[int, tuple[int, ...]]:
    """Return the questions of each representative, the oldest first."""
    found: dict[int, list[int]] = {}
    for number in sorted(members):
        found.setdefault(members[number], []).append(number)
    return {head: tuple(numbers) for head, numbers in found.items()}


def nearest_of(vectors: Vectors, named: Vectors) -> NDArray[np.float32]:
    """Return for each vector how near the nearest of the named ones is; -1 where none is named."""
    if not len(named) or not len(vectors):
        return np.full(len(vectors), -1, np.float32)
    return np.asarray((vectors @ named.T).max(axis=1), np.float32)


def _around(places: NDArray[np.intp], near: NDArray[np.float32], nearness: float) -> Iterator[tuple[int, list[int]]]:
    """Yield each representative with its group, itself among them; who is too far from the representative is grouped anew."""
    for members in _merged(near[np.ix_(places, places)], nearness):
        group = places[members]
        inner = near[np.ix_(group, group)]
        # Whoever has the most of the group near stands for it; of several, the one in the middle.
        reach = (inner >= nearness).sum(axis=1)
        middle = int(np.argmax(np.where(reach == reach.max(), inner.sum(axis=1), FAR)))
        is_near = inner[middle] >= nearness
        is_near[middle] = True
        yield int(group[middle]), group[is_near].tolist()
        if not is_near.all():
            yield from _around(group[~is_near], near, nearness)


def _merged(near: NDArray[np.float32], nearness: float) -> list[list[int]]:
    """Return groups whose average nearness is high enough, by following each group to its nearest one until two are each other's nearest."""
    groups_at = [[place] for place in range(len(near))]
    is_free = np.ones(len(near), np.bool_)
    near = near.copy()
    np.fill_diagonal(near, FAR)
    chain: list[int] = []
    while chain or is_free.any():
        here = chain[-1] if chain else int(np.argmax(is_free))
        chain = chain or [here]
        scores = np.where(is_free, near[here], FAR)
        there = int(np.argmax(scores))
        before = chain[-2] if len(chain) > 1 else there
        if scores[there] < nearness:
            # Its nearest is too far, and merging others never brings them nearer: this group is complete.
            is_free[here] = False
            chain = []
        elif len(chain) > 1 and scores[before] >= scores[there]:
            _merge(before, here, near, groups_at)
            is_free[here] = False
            del chain[-2:]
        else:
            chain.append(there)
    return [sorted(members) for members in groups_at if members]


def _merge(into: int, other: int, near: NDArray[np.float32], groups_at: list[list[int]]) -> None:
    sizes = len(groups_at[into]), len(groups_at[other])
    near[into] = near[:, into] = (near[into] * sizes[0] + near[other] * sizes[1]) / sum(sizes)
    near[into, into] = FAR
    groups_at[into], groups_at[other] = groups_at[into] + groups_at[other], []
