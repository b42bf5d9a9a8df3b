"""The small language of phrase rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.folding import words
from welcomebot.domain.phrases import Phrasebook, RuleList, matches

WORDS = st.sampled_from(["he", "is", "not", "breathing", "dog", "phone", "bites"])


def is_match(rule: str, text: str, **groups: str) -> bool:
    book = Phrasebook(groups)
    compiled = book.compile(rule)
    return matches(compiled, book.read(words(text)))


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("breath*", "he is breathing", True),
        ("breath", "he is breathing", False),
        ("breathing", "he is breathign", True),  # a typo
        ("=breathing", "he is breathign", False),
        ("fire", "fier", False),  # too short for typos
        ("*palo*", "tulipalo", True),
        ("not breath*", "breathing he is not", True),  # any order
        ("> not breath*", "breathing he is not", False),
        ("not breath* ~2", "not that he is breathing", False),  # too far
        ("cat|dog bites", "the dog bites", True),
        ("put_out", "cant put it out", False),
        ("put_out", "cant put out the fire", True),
        ("@who falls", "granny falls", True),
        ("die -phone", "my phone will die", False),
        ("kill kill", "kill", False),  # one word is not two
    ],
)
def test_rules(rule: str, text: str, expected: bool) -> None:
    assert is_match(rule, text, who="grandpa granny") is expected


def test_a_group_may_name_another() -> None:
    assert is_match("@family", "my uncle", family="@near uncle", near="mum dad")
    assert is_match("@family", "my mum", family="@near uncle", near="mum dad")


def test_a_rule_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a word"):
        Phrasebook({}).compile("! ~4")


def test_arabic_particles_are_looked_through() -> None:
    assert is_match("مدرسه", "بالمدرسة")


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=8), st.lists(WORDS, max_size=8))
def test_a_list_finds_the_rules_that_fit_in_their_written_order(written: list[list[str]], message: list[str]) -> None:
    book = Phrasebook({})
    rules = [book.compile(" ".join(line)) for line in written]
    positions = book.read(message)

    found = RuleList(rules)
    assert list(found.matching(positions)) == [rule for rule in rules if matches(rule, positions)]
    assert found.has_match(positions) is any(matches(rule, positions) for rule in rules)
