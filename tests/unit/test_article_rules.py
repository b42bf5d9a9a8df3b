"""What counts as a typed fact, a sentence and the same question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.article_rules import literal_facts, same_question, sentences, utf16_units, word_count


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Call +358 50 409 5620.", "phone"),
        ("Soita 029 497 050.", "phone"),
        ("Call 112 now", "phone"),
        ("Дзвоніть 116 117.", "phone"),
        ("Write to office@kokkola.fi.", "email"),
        ("See https://kela.fi/asumistuki now", "url"),
        ("See www.kela.fi", "url"),
        ("Open kela.fi and log in", "url"),
        ("It costs 50 €.", "sum"),
        ("It costs €50.", "sum"),
        ("Maksu on 54 euroa.", "sum"),
        ("Це коштує 54 євро.", "sum"),
        ("تكلف 54 يورو", "sum"),
        ("You get 80 % of it.", "percent"),
        ("Open at 9:00", "time"),
        ("Avoinna klo 9", "time"),
        ("from 9 am", "time"),
        ("الساعة ٩", "time"),
        ("before 31 March", "date"),
        ("до 5 травня", "date"),
        ("on 1.12.2026", "date"),
        ("within 7 days", "duration"),
        ("viimeistään 3 kuukauden kuluessa", "duration"),
        ("протягом 3 місяців", "duration"),
        ("خلال 3 أشهر", "duration"),
        ("about 500 people", "number"),
        ("حوالي ٥٠٠ شخص", "number"),
    ],
)
def test_a_typed_fact_is_found(text: str, kind: str):
    assert [fact.kind for fact in literal_facts(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Call {phone:office} or {phone:112}.",
        "Since 2025 the city does it.",
        "Log in with Suomi.fi.",
        "Take 2 photos and 1 copy.",
        "Form OLE_1, level B1 and A2",
        "Kuljeta 2 kopiota mukana.",
        "Я маю 2 дитини",
    ],
)
def test_a_reference_a_year_and_a_small_count_are_no_typed_facts(text: str):
    assert list(literal_facts(text)) == []


@given(st.text(max_size=200) | st.text("0123456789 .:-+()€%@a", max_size=120))
def test_any_text_can_be_searched_for_facts(text: str):
    assert all(fact.kind for fact in literal_facts(text))


def test_sentences_and_words_are_counted_as_people_do():
    assert sentences("Come in. Bring it! هل تحتاج؟ نعم") == ["Come in.", "Bring it!", "هل تحتاج؟", "نعم"]
    assert word_count("A well-known word - yes, 3 €") == 5
    assert utf16_units("a😀ي") == 4


def test_case_and_signs_do_not_make_another_question():
    assert same_question("Kela-kortti, miten?") == same_question("kela  KORTTI miten")
    assert same_question("أين العمل؟") == same_question("اين العمل")
