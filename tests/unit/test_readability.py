"""Words, sentences and LIX are counted as Björnsson counted them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.readability import LIX_LANGUAGES, Readability, measure

WORDS = st.lists(st.sampled_from(["a", "tax", "card", "employer", "työnantaja", "skattekort", "е-сервіс", "بطاقة"]), min_size=1, max_size=12)
SENTENCES = st.lists(WORDS.map(lambda words: " ".join(words) + "."), min_size=1, max_size=8)

COUNTED = [
    # items, (words, sentences, long words), mean, LIX
    (["Order a card. Give it to your employer."], (8, 2, 1), 4.0, 16.5),
    (["Ota verokortti mukaan."], (3, 1, 1), 3.0, 3 + 100 / 3),
    (["Seventh letters count, six do not: sevenths"], (7, 1, 3), 7.0, 7 + 300 / 7),  # Seventh, letters, sevenths
    (["Ключ? Так! Ні…"], (3, 3, 0), 1.0, 1.0),
    (["هل لديك بطاقة؟ نعم."], (4, 2, 0), 2.0, 2.0),
    (["One step", "another step"], (4, 2, 1), 2.0, 27.0),  # each step ends a sentence
    (["— … 👍", ""], (0, 0, 0), 0.0, 0.0),
    (["e-mail-address and (brackets)."], (3, 1, 2), 3.0, 3 + 200 / 3),  # a hyphenated word is one
]


@pytest.mark.parametrize(("items", "counts", "mean", "lix"), COUNTED)
def test_a_text_is_counted(items: list[str], counts: tuple[int, int, int], mean: float, lix: float) -> None:
    found = measure(items)
    assert (found.words, found.sentences, found.long_words) == counts
    assert found.mean_sentence == pytest.approx(mean)
    assert found.lix == pytest.approx(lix)


def test_lix_is_told_only_for_the_languages_it_was_made_for() -> None:
    text = Readability(words=10, sentences=2, long_words=3)
    assert {code for code in ("fi", "sv", "en", "uk", "ru", "ar") if text.lix_in(code) is not None} == LIX_LANGUAGES
    assert text.lix_in("sv") == 35.0


@given(SENTENCES)
def test_a_text_said_twice_is_as_easy(sentences: list[str]) -> None:
    once, twice = measure([" ".join(sentences)]), measure([" ".join(sentences)] * 2)
    assert (twice.words, twice.sentences) == (2 * once.words, 2 * once.sentences)
    assert twice.lix == pytest.approx(once.lix)


@given(SENTENCES)
def test_it_does_not_matter_whether_sentences_stand_in_one_paragraph(sentences: list[str]) -> None:
    assert measure(sentences) == measure([" ".join(sentences)])


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_can_be_measured(items: list[str]) -> None:
    found = measure(items)
    assert 0 <= found.long_words <= found.words
    assert found.sentences <= found.words
    assert found.mean_sentence <= found.lix <= found.mean_sentence + 100
    assert found.mean_sentence >= 1 or not found.words
