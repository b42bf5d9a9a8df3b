"""Meanings in a space where an article's questions lie near each other."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from welcomebot.search.meaning_space import MeaningSpace

SIZE, QUESTIONS = 40, 6


def stored(articles: int, seed: int) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.intp]]:
    """Return questions of some articles, whose wording lies in one direction that says nothing, and a passage an article."""
    random = np.random.default_rng(seed)
    meanings = random.normal(size=(articles, SIZE))
    wording = np.zeros(SIZE)
    wording[0] = 8
    questions = np.repeat(meanings, QUESTIONS, axis=0) + random.normal(size=(articles * QUESTIONS, 1)) * wording
    return questions.astype(np.float32), meanings.astype(np.float32), np.arange(articles) * QUESTIONS


def test_what_differs_within_an_article_is_overlooked() -> None:
    questions, passages, starts = stored(5, seed=1)
    questions[18:24, 0] = -np.abs(questions[18:24, 0])  # nobody asked article 3 in such words
    space = MeaningSpace.of(questions, passages, starts)
    asked = passages[3].copy()
    asked[0] += 12  # said in quite other words
    plain = questions @ asked / np.linalg.norm(questions, axis=1)

    assert np.argmax(plain) // QUESTIONS != 3
    near = space.nearness(asked)
    assert int(np.argmax(near.articles)) == 3
    assert int(np.argmax(near.questions)) // QUESTIONS == 3


def test_many_questions_are_compared_as_one_by_one() -> None:
    questions, passages, starts = stored(4, seed=2)
    space = MeaningSpace.of(questions, passages, starts)
    together = space.nearness(questions[:3])
    for row in range(3):
        for one, of_many in zip(space.nearness(questions[row]), together.of(row), strict=True):
            np.testing.assert_allclose(one, of_many, atol=1e-5)


def test_single_questions_teach_nothing_and_do_no_harm() -> None:
    questions = np.eye(3, SIZE, dtype=np.float32)
    near = MeaningSpace.of(questions, questions, np.arange(3)).nearness(questions[1])
    assert int(np.argmax(near.questions)) == int(np.argmax(near.articles)) == 1


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 8), st.integers(0, 100))
def test_cosines_are_cosines(articles: int, seed: int) -> None:
    questions, passages, starts = stored(articles, seed)
    for cosines in MeaningSpace.of(questions, passages, starts).nearness(questions):
        assert np.isfinite(cosines).all()
        assert (np.abs(cosines) <= 1.0001).all()
