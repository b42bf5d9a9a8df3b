"""Several needs in one message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.answering import SEVERAL, Candidate, Decision, Outcome
from welcomebot.domain.needs import MAX_NEEDS, needs_in, one_choice_a_need


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I need a tax card and where can I open a bank account?", ["I need a tax card", "where can I open a bank account"]),
        ("Tarvitsen verokortin. Mistä saan lapselle päiväkotipaikan?", ["Tarvitsen verokortin", "Mistä saan lapselle päiväkotipaikan"]),
        ("потрібна податкова картка\nі садок для дитини", ["потрібна податкова картка", "і садок для дитини"]),
        ("بدي بطاقة ضريبية؟ وين روضة لابني", ["بدي بطاقة ضريبية", "وين روضة لابني"]),
        ("how do I get a tax card", []),
        ("my tooth broke, how much is it without a kela card", []),
        ("food and drink", []),
        ("", []),
    ],
)
def test_parts_that_may_ask_for_something(text: str, parts: list[str]) -> None:
    assert needs_in(text) == parts


@given(st.text(max_size=300))
def test_parts_are_few_and_stand_in_the_message(text: str) -> None:
    parts = needs_in(text)

    assert len(parts) <= MAX_NEEDS
    assert len(parts) != 1
    assert all(part in text for part in parts)


def answered(article_id: str, *near: str) -> Decision:
    return Decision(Outcome.ANSWER, "en", (Candidate(article_id, 0.9),), candidates=tuple(Candidate(one, 0.5) for one in (article_id, *near)))


def test_two_parts_with_an_answer_each_become_choices() -> None:
    decision = one_choice_a_need(answered("tax-card", "taxes", "bank-account"), [answered("tax-card"), answered("bank-account")])

    assert (decision.outcome, decision.detail) == (Outcome.CHOICES, SEVERAL)
    assert [candidate.article_id for candidate in decision.offered] == ["tax-card", "bank-account"]


@pytest.mark.parametrize(
    "parts",
    [[answered("tax-card"), answered("tax-card")], [answered("tax-card"), answered("far-away")], [answered("tax-card"), Decision(Outcome.NO_ANSWER, "en")], []],
)
def test_otherwise_the_whole_message_decides(parts: list[Decision]) -> None:
    whole = answered("taxes", "tax-card")

    assert one_choice_a_need(whole, parts) is whole
