"""A term is found in its grammatical forms, and only where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.folding import words
from welcomebot.domain.glossary import Term, broken_terms, is_pair, wrong_pairs

PERMIT = Term(
    "residence-permit",
    {
        "fi": ("oleskelulu*pa",),
        "sv": ("uppehållstillstånd",),
        "en": ("residence permit", "permit"),
        "uk": ("посвідка на проживання",),
        "ru": ("вид на жительство",),
        "ar": ("تصريح الإقامة",),
    },
)
UNEMPLOYMENT_FUND = Term("unemployment-fund", {"fi": ("työttömyyskassa",), "sv": ("arbetslöshetskassa",), "ar": ("صندوق البطالة",)})


def stands(term: Term, text: str, language: str) -> bool:
    return term.stands_in(" ".join(words(text)), language)


FOUND = [
    (PERMIT, "fi", "Hae oleskelulupaa ajoissa."),
    (PERMIT, "fi", "Ota oleskelulupakortti mukaan."),  # a compound
    (PERMIT, "fi", "Oleskeluluvan hinta"),  # the sign stands where the stem ends
    (PERMIT, "sv", "Uppehållstillståndet gäller."),
    (PERMIT, "en", "Residence permits are cards."),
    (PERMIT, "uk", "Візьміть картку посвідки на проживання."),
    (PERMIT, "ru", "Нужна карта вида на жительство"),
    (PERMIT, "ar", "بطاقة تصريح إقامتك"),  # without the article, with "your"
    (PERMIT, "ar", "وبتصريح الإقامة"),
    (UNEMPLOYMENT_FUND, "ar", "تدفعها صندوق بطالة"),
]
NOT_FOUND = [
    (PERMIT, "fi", "Oleskelu on sallittu."),
    (PERMIT, "uk", "Дозвіл на проживання"),  # the other translation that must not slip in
    (PERMIT, "uk", "посвідка водія, реєстрація на проживання"),  # not side by side
    (PERMIT, "ar", "إقامتك في فنلندا"),
    (UNEMPLOYMENT_FUND, "sv", "kassan"),
]


@pytest.mark.parametrize(("term", "language", "text"), FOUND)
def test_a_term_is_found_in_its_forms(term: Term, language: str, text: str) -> None:
    assert stands(term, text, language)


@pytest.mark.parametrize(("term", "language", "text"), NOT_FOUND)
def test_other_words_are_not_the_term(term: Term, language: str, text: str) -> None:
    assert not stands(term, text, language)


def test_an_article_that_uses_the_official_word_needs_the_wording_of_each_language() -> None:
    texts = {"fi": "Hae oleskelulupaa.", "sv": "Sök uppehållstillstånd.", "en": "Apply for a visa.", "uk": "Подайте на посвідку на проживання.", "de": "Visum"}
    assert list(broken_terms([PERMIT, UNEMPLOYMENT_FUND], texts)) == [(PERMIT, "en")]


def test_an_article_without_the_official_word_may_say_what_it_likes() -> None:
    assert list(broken_terms([PERMIT], {"fi": "Hae viisumia.", "sv": "Sök visum.", "en": "Apply for a visa."})) == []


def test_one_official_word_is_enough_and_the_other_is_missed() -> None:
    assert list(broken_terms([PERMIT], {"fi": "Hae lupaa.", "sv": "Sök uppehållstillstånd."})) == [(PERMIT, "fi")]


PAIRS = [
    ("oleskelulupa", "uppehållstillstånd", True),
    ("oleskelulupa, OLE", "uppehållstillstånd", True),  # an abbreviation beside it
    ("oleskelulupa", "vistelsetillstånd", False),
    ("viisumi", "uppehållstillstånd", False),
    ("viisumi", "visum", True),  # another matter
]


@pytest.mark.parametrize(("finnish", "swedish", "is_right"), PAIRS)
def test_the_two_official_names_belong_together(finnish: str, swedish: str, is_right: bool) -> None:
    assert is_pair(PERMIT, (finnish, swedish)) is is_right
    assert bool(list(wrong_pairs([PERMIT], f"Take the card ({finnish} / {swedish}) with you."))) is not is_right


@given(st.dictionaries(st.sampled_from(["fi", "sv", "en", "ar"]), st.text(max_size=60)))
def test_no_text_stops_the_check(texts: dict[str, str]) -> None:
    for term, language in broken_terms([PERMIT, UNEMPLOYMENT_FUND], texts):
        assert language in term.wordings
    for text in texts.values():
        list(wrong_pairs([PERMIT], text))
