"""Questions are grouped around one of them: nobody is tied to a stranger, and the order in which they came does not matter."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from welcomebot.domain.clustering import DIGITS, cluster, groups, nearest_of

NEARNESS = 0.8
SLACK = 10**-DIGITS

points = st.lists(st.tuples(*[st.integers(-4, 4)] * 3).filter(any), min_size=1, max_size=40)


def unit(rows: list[tuple[int, ...]]) -> NDArray[np.float32]:
    found = np.array(rows, np.float64)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def on_a_circle(*degrees: float) -> NDArray[np.float32]:
    angles = np.radians(degrees)
    return np.asarray(np.stack([np.cos(angles), np.sin(angles)], axis=1), np.float32)


@given(points)
def test_everybody_is_near_to_the_one_that_stands_for_them(rows: list[tuple[int, ...]]) -> None:
    vectors = unit(rows)
    found = cluster(range(len(rows)), vectors, nearness=NEARNESS)
    assert set(found) == set(range(len(rows)))
    assert all(float(vectors[number] @ vectors[head]) >= NEARNESS - SLACK for number, head in found.items())
    assert all(found[head] == head for head in found.values())


@given(points, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(rows: list[tuple[int, ...]], chance: Random) -> None:
    vectors = unit(rows)
    order = list(range(len(rows)))
    chance.shuffle(order)
    assert cluster(order, vectors[order], nearness=NEARNESS) == cluster(range(len(rows)), vectors, nearness=NEARNESS)


def test_a_chain_does_not_tie_its_ends_together() -> None:
    found = cluster(range(7), on_a_circle(0, 20, 40, 60, 80, 100, 120), nearness=0.9)
    assert found[0] != found[6]
    assert len(groups(found)) > 1


def test_a_group_is_not_torn_by_a_nearer_neighbour() -> None:
    # The second is nearest to the fourth, but all four are near on average.
    found = cluster((1, 2, 3, 4), on_a_circle(30, 45, 0, 60), nearness=0.65)
    assert len(set(found.values())) == 1


def test_a_question_alone_stands_for_itself() -> None:
    assert cluster((7, 3, 5), on_a_circle(0, 90, 1), nearness=0.9) == {5: 5, 7: 5, 3: 3}
    assert groups({7: 5, 5: 5, 3: 3}) == {3: (3,), 5: (5, 7)}


def test_no_questions_make_no_groups() -> None:
    assert cluster((), np.zeros((0, 2), np.float32), nearness=0.9) == {}


def test_nearness_to_named_questions() -> None:
    assert nearest_of(on_a_circle(0, 90), on_a_circle(0, 60)) == pytest.approx([1, 0.866], abs=0.001)
    assert nearest_of(on_a_circle(0), on_a_circle()[:0]).tolist() == [-1.0]
