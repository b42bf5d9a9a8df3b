"""Answer, choices or an honest no."""

import pytest

from welcomebot.domain.answering import Candidate, Outcome
from welcomebot.domain.gate import Gate, gate_features

GATE = Gate.of(
    {"right": {"bias": -1.0, "total": 1.0, "lead": 0.5}, "covered": {"bias": 0.0, "total": 1.0}, "answer_from": 0.7, "choices_from": 0.4, "choice_gap": 1.5}
)


def candidate(article: str, total: float) -> Candidate:
    return Candidate(article, 0.5, {"total": total, "words": 0.2, "characters": 0.3, "name": 0.0})


def offered(*totals: float) -> tuple[Outcome, list[str]]:
    outcome, found = GATE.decide([candidate(f"a{place}", total) for place, total in enumerate(totals)], 5, "en")
    return outcome, [one.article_id for one in found]


def test_a_clear_first_is_answered() -> None:
    assert offered(3.0, 0.0, -1.0) == (Outcome.ANSWER, ["a0"])


def test_near_rivals_are_choices() -> None:
    assert offered(0.6, 0.4, 0.3, -3.0) == (Outcome.CHOICES, ["a0", "a1", "a2"])


def test_there_are_three_choices_and_a_fourth_that_is_as_near() -> None:
    assert offered(0.5, -2.0, -3.0, -4.0) == (Outcome.CHOICES, ["a0", "a1", "a2"])
    assert len(offered(0.5, 0.4, 0.4, 0.4, 0.4, 0.4)[1]) == 4


def test_what_fits_badly_is_no_answer() -> None:
    assert offered(-3.0, -4.0) == (Outcome.NO_ANSWER, [])


def test_without_articles_there_is_no_answer() -> None:
    assert GATE.decide([], 5, "en") == (Outcome.NO_ANSWER, ())


@pytest.mark.parametrize(("language", "name"), [("fi", "language_fi"), ("so", "language_other")])
def test_the_language_is_a_feature(language: str, name: str) -> None:
    assert gate_features([candidate("a", 1.0)], 3, language)[name] == 1.0
