"""Danger is learnt from examples, and words of danger are believed only where the meaning allows it."""

import numpy as np
import pytest

from welcomebot.domain.emergency import KINDS, LOOK_ALIKE, Emergency, Felt, believed
from welcomebot.search.danger import DangerSense
from welcomebot.search.embedding import unit_vectors
from welcomebot.search.rule_files import load_rules

WORDS = Emergency("danger", "en", "a rule")


def around(axis: int, count: int, seed: int) -> np.ndarray:
    """Return unit vectors that lie near one of eight directions."""
    noise = np.random.default_rng(seed).normal(0, 0.2, (count, 8))
    noise[:, axis] += 1
    return unit_vectors(noise)


@pytest.fixture
def sense() -> DangerSense:
    examples = np.concatenate([around(0, 30, 1), around(1, 30, 2), around(2, 30, 3)])
    kinds = ["danger"] * 30 + ["crisis"] * 30 + [LOOK_ALIKE] * 30
    ordinary = np.concatenate([around(axis, 200, axis) for axis in range(2, 8)])
    return DangerSense.of(examples, kinds, ordinary)


@pytest.mark.parametrize(("axis", "kind"), [(0, "danger"), (1, "crisis")])
def test_what_lies_among_the_examples_is_danger_of_their_kind(sense: DangerSense, axis: int, kind: str) -> None:
    felt = [sense.feel(vector) for vector in around(axis, 20, 77)]

    assert all(one.is_sure and one.is_possible for one in felt)
    assert {one.kind for one in felt} == {kind}


def test_look_alikes_and_ordinary_questions_are_none(sense: DangerSense) -> None:
    felt = [sense.feel(vector) for axis in (2, 5) for vector in around(axis, 50, 99)]

    assert sum(one.is_sure for one in felt) <= 3
    assert sum(not one.is_possible for one in felt) >= 50


@pytest.mark.parametrize(
    ("found", "felt", "expected"),
    [
        (WORDS, None, WORDS),
        (None, None, None),
        (WORDS, Felt(is_possible=True, is_sure=False, kind="crisis"), WORDS),
        (WORDS, Felt(is_possible=False, is_sure=False, kind="crisis"), None),
        (None, Felt(is_possible=True, is_sure=True, kind="crisis"), None),
    ],
)
def test_words_of_danger_are_believed_where_the_meaning_allows_it(found: Emergency | None, felt: Felt | None, expected: Emergency | None) -> None:
    assert believed(found, felt, length=8) == expected


def test_a_cry_of_few_words_is_believed_whatever_it_seems_to_mean() -> None:
    assert believed(WORDS, Felt(is_possible=False, is_sure=False, kind="danger"), length=1) is WORDS


def test_there_are_examples_of_every_kind_in_every_language() -> None:
    examples = load_rules().examples
    kinds = [kind for kind, _ in examples.lines]

    assert set(kinds) == {*KINDS, LOOK_ALIKE}
    assert len(set(examples.lines)) == len(examples.lines) > 1_000
    assert "emergency" in examples.articles
