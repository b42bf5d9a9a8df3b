"""Short messages that lean on the answer before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.answering import Candidate, Decision, Outcome
from welcomebot.domain.follow_up import is_follow_up, understood_with
from welcomebot.search.rule_files import load_rules

RULES = load_rules().follow_ups


@pytest.mark.parametrize(
    "text",
    [
        "and for my wife?",
        "how much does it cost",
        "where is it",
        "what documents do I need?",
        "and if I'm a student?",
        "and if I am a student?",
        "entä jos olen opiskelija",
        "kan man göra det på nätet",
        "How long does it take",
        "entä vaimolle?",
        "paljonko se maksaa",
        "missä se on",
        "mitä papereita tarvitaan",
        "kauanko se kestää",
        "och för min fru?",
        "vad kostar det",
        "var ligger det",
        "hur lång tid tar det",
        "а для дружини?",
        "скільки це коштує",
        "де це",
        "а жене?",
        "сколько стоит",
        "где это находится",
        "وزوجتي؟",
        "كم سعرها",
        "وين هاد",
        "شو الاوراق المطلوبة",
    ],
)
def test_a_message_without_a_subject_follows_up(text: str) -> None:
    assert is_follow_up(text, RULES)


@pytest.mark.parametrize(
    "text",
    [
        "where is the library",
        "how much is the rent",
        "I lost my passport",
        "my husband hits me",
        "tax card",
        "paljonko vuokra on",
        "missä on kirjasto",
        "var ligger biblioteket",
        "де школа",
        "где получить права",
        "وين المكتبة",
        "ok thanks",
        "",
        "?",
    ],
)
def test_a_message_with_a_subject_of_its_own_does_not(text: str) -> None:
    assert not is_follow_up(text, RULES)


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert is_follow_up(text, RULES) in {True, False}


def found(*ids: str) -> list[Candidate]:
    return [Candidate(article_id, 0.5) for article_id in ids]


def test_the_article_just_read_answers() -> None:
    decision = understood_with(Decision(Outcome.NO_ANSWER, "en"), found("tax-card", "taxes"), "tax-card", ())

    assert (decision.outcome, decision.offered[0].article_id, decision.after) == (Outcome.ANSWER, "tax-card", "tax-card")


def test_an_article_that_belongs_to_it_answers_where_it_is_nearer() -> None:
    decision = understood_with(
        Decision(Outcome.CHOICES, "en"), found("residence-permit-family", "residence-permit-work"), "residence-permit-work", ("residence-permit-family",)
    )

    assert decision.outcome is Outcome.ANSWER
    assert decision.offered[0].article_id == "residence-permit-family"


def test_what_answers_the_message_as_it_stands_is_a_choice_beside_it() -> None:
    alone = Decision(Outcome.ANSWER, "en", (Candidate("shopping-holidays", 0.9),))
    decision = understood_with(alone, found("library", "events"), "library", ("events",))

    assert decision.outcome is Outcome.CHOICES
    assert [candidate.article_id for candidate in decision.offered] == ["library", "shopping-holidays"]


def test_a_stranger_that_is_nearer_is_a_choice_beside_it() -> None:
    decision = understood_with(Decision(Outcome.NO_ANSWER, "en"), found("car", "tax-card"), "tax-card", ("taxes",))

    assert decision.outcome is Outcome.CHOICES
    assert [candidate.article_id for candidate in decision.offered] == ["tax-card", "car"]
