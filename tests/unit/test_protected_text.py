"""Facts go through a translation unharmed, or the translation is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.protected_text import protect

FACTS = st.sampled_from(["{phone:welcome-office}", "{link:migri-fees}", "{n}", "+358 50 123", "https://example.org/a?b=1", "a@b.fi", "12.5.", "XQ7", "xq 3"])
WORDS = st.text(alphabet="abc äöй ждعربي.,\n", max_size=12)


@given(st.lists(st.tuples(WORDS, FACTS), max_size=8), WORDS)
def test_what_comes_back_unchanged_is_the_same_text(pairs: list[tuple[str, str]], end: str) -> None:
    text = " ".join(f"{words} {fact} " for words, fact in pairs) + end
    protected = protect(text)
    assert protected.restored(protected.text) == text


@pytest.mark.parametrize(
    ("translated", "why"),
    [
        ("Soita XQ0.", "one mark is lost"),
        ("Soita XQ0 ja XQ1 ja XQ1.", "one is doubled"),
        ("Soita XQ0, XQ1, XQ2.", "one is new"),
        ("Soita.", "all are lost"),
    ],
)
def test_translation_that_lost_a_fact_is_refused(translated: str, why: str) -> None:
    assert protect("Call {phone:a} or {phone:b}.").restored(translated) is None, why


def test_marks_may_change_their_order_and_case() -> None:
    assert protect("Call {phone:a} or {phone:b}.").restored("xq 1 tai XQ0") == "{phone:b} tai {phone:a}"
