"""Spelling that people vary is made one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.folding import fold, words
from welcomebot.domain.transliteration import to_cyrillic
from welcomebot.search.normalise import NoLemmas, ngrams, plain, terms


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("إقامة", "اقامه"),  # hamza and ta marbuta
        ("مـــرحبا", "مرحبا"),  # tatweel
        ("كِتَاب", "كتاب"),  # vowel signs
        ("یکی", "يكي"),  # Persian letters
        ("ещё", "еще"),
        ("п’ять", "п'ять"),
        ("пʼять", "пять"),
        ("don\u2019t", "dont"),
        ("Kela\u200b", "kela"),
        ("\u202eKela\u202c", "kela"),
        ("ＫＥＬＡ", "kela"),
        ("heeeelp", "heelp"),
    ],
)
def test_spellings_that_mean_the_same_are_one(written: str, same: str) -> None:
    assert fold(written) == fold(same)


@pytest.mark.parametrize(("one", "other"), [("sää", "saa"), ("får", "far"), ("й", "и"), ("і", "и")])
def test_letters_that_tell_words_apart_stay(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("written", "name"), [("C#", "csharp"), ("c++", "cpp"), ("\u0421++", "cpp"), ("C", "c"), ("C-kieli", "c kieli"), ("abc#", "abc")])
def test_names_that_differ_in_their_signs_are_told_apart(written: str, name: str) -> None:
    assert " ".join(words(written)) == name


@given(st.text(max_size=200))
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    once = " ".join(words(text))

    assert " ".join(words(once)) == once


@given(st.text(max_size=200))
def test_any_text_can_be_cut_into_terms(text: str) -> None:
    assert all(term.strip() for term in terms(text, ("fi", "ar"), NoLemmas()))
    assert all(gram for gram in ngrams(text))


def test_arabic_particles_do_not_hide_a_word() -> None:
    assert set(terms("بالمدرسة", ("ar",), NoLemmas())) & set(terms("المدرسة", ("ar",), NoLemmas()))


def test_references_and_list_marks_are_no_text() -> None:
    assert plain("1. Go to **Kela**. {link:kela}\n- Take your passport.").split() == ["Go", "to", "Kela", ".", "Take", "your", "passport."]


def test_russian_in_latin_letters_is_read() -> None:
    assert [to_cyrillic(word) for word in ("pozhar", "skoruyu", "Kela1", "пожар")] == ["пожар", "скорую", "Kela1", "пожар"]
