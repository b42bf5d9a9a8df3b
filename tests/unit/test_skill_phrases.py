"""How texts fall into phrases, and what stands around these: denials, levels, years and languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.claims import Level
from welcomebot.domain.skill_phrases import phrases, read_phrases
from welcomebot.domain.vacancies import Cefr


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I can weld, drive a forklift and cook", [("weld", False), ("drive a forklift", False), ("cook", False)]),
        ("osaan hitsata ja ajaa trukkia", [("hitsata", False), ("ajaa trukkia", False)]),
        ("умею варить и водить", [("варить", False), ("водить", False)]),
        ("I weld but not drive", [("weld", False), ("drive", True)]),
        ("I weld. I can not drive or cook", [("weld", False), ("drive", True), ("cook", True)]),
        ("I can not weld, drive or cook", [("weld", True), ("drive", True), ("cook", True)]),  # an "or" keeps the list denied
        ("I can not weld, I can cook", [("weld", True), ("cook", False)]),
        ("not only welding, cooking", [("welding", False), ("cooking", False)]),
        ("jag är en svetsare", [("svetsare", False)]),  # "en" denies in Finnish only
        ("osaan hitsata mutta en osaa ajaa", [("hitsata", False), ("ajaa", True)]),
        ("en ole kokki", [("kokki", True)]),
        ("ajokorttia ei ole", [("ajokorttia", True)]),  # the denial stands behind
        ("вмію шити, а водити не вмію", [("шити", False), ("водити", True)]),
        ("прав нет", [("прав", True)]),
        ("لا أعرف القيادة لكن أعرف الطبخ", [("القياده", True), ("الطبخ", False)]),
        ("طباخ وما عندي رخصة سواقة", [("طباخ", False), ("رخصه سواقه", True)]),  # the "and" is written together with the "not"
        ("evening no problem, cooking", [("cooking", False)]),
        ("sql + power bi", [("sql", False), ("power bi", False)]),
        ("I live in Kokkola, no car", []),  # asked in steps of their own
        ("", []),
        ("и, and و", []),
        ("👩‍🍳", []),
    ],
)
def test_text_falls_into_phrases(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(phrase.core, phrase.is_denied) for phrase in phrases(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("beginner in welding and an experienced cook", [("welding", Level.BEGINNER), ("cook", Level.EXPERIENCED)]),
        ("vähän siivousta", [("siivousta", Level.SOME)]),
        ("сварка чуть чуть", [("сварка", Level.SOME)]),
        ("erfaren svetsare", [("svetsare", Level.EXPERIENCED)]),
        ("професійний кухар", [("кухар", Level.PROFESSIONAL)]),
        ("لحام بسيط", [("لحام", Level.SOME)]),
        ("professional baker", [("baker", Level.PROFESSIONAL)]),
        ("baker", [("baker", None)]),
    ],
)
def test_level_goes_to_what_it_stands_with(text: str, found: list[tuple[str, Level | None]]) -> None:
    assert [(phrase.core, phrase.level) for phrase in phrases(text)] == found


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("cook, 7 years in a restaurant", 7),
        ("sähkömies 15v", 15),
        ("kokki kolme vuotta", 3),
        ("svetsare 14 år", 14),
        ("бухгалтер 12 років", 12),
        ("сантехник, стаж 9 лет", 9),
        ("نجار ١٥ سنة", 15),
        ("طباخ سنتين", 2),
        ("baker 1.5 years", 1),
        ("I am 35 years old, cook", None),  # an age
        ("мне 35 лет, повар", None),
        ("I have lived in Finland 3 years. Cook", None),
        ("cook since 2015", None),
        ("cook 99 years", None),
    ],
)
def test_years_of_work_are_read(text: str, years: int | None) -> None:
    assert read_phrases(text).years == years


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Finnish A2", {"fi": Cefr.A2}),
        ("suomi B1, englantia puhun sujuvasti", {"fi": Cefr.B1, "en": Cefr.C1}),
        ("англ B2 финский б1", {"en": Cefr.B2, "fi": Cefr.B1}),  # Cyrillic letters of a level
        ("говорю по-русски", {"ru": None}),  # the level is still to be asked
        ("أتكلم الإنجليزية جيدا", {"en": Cefr.B2}),
        ("Pratar svenska och finska", {"sv": None, "fi": None}),
        ("svenska finska engelska funkar", {"sv": Cefr.B1, "fi": Cefr.B1, "en": Cefr.B1}),
        ("äidinkieleni on arabia", {"ar": Cefr.C2}),
        ("I worked in a Finnish bakery", {}),
        ("swedish massage", {}),
    ],
)
def test_languages_are_read_with_their_level(text: str, levels: dict[str, Cefr | None]) -> None:
    assert dict(read_phrases(text).languages.levels) == levels


@pytest.mark.parametrize("text", ["I do not speak Finnish", "en puhu suomea", "не говорю по-фински", "jag talar inte finska"])
def test_language_that_somebody_lacks_is_told_apart(text: str) -> None:
    languages = read_phrases(text).languages
    assert (dict(languages.levels), languages.denied) == ({}, {"fi"})


WORDS = st.sampled_from(
    [
        "I",
        "can",
        "not",
        "weld",
        "cook",
        "en",
        "osaa",
        "ei",
        "ja",
        "or",
        "but",
        ",",
        ".",
        "5",
        "years",
        "vähän",
        "Finnish",
        "B1",
        "не",
        "вмію",
        "и",
        "нет",
        "لا",
        "أعرف",
        "و",
        "الطبخ",
        "👩\u200d🍳",
        "١٥",
        "سنة",
        "-",
        "(",
        ")",
        "/",
        "C++",
        "a",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    for phrase in read_phrases(text).phrases:
        assert phrase.core
        assert phrase.core in phrase.text
        assert phrase.years is None or 0 <= phrase.years <= 60


@given(st.lists(WORDS, max_size=20), st.sampled_from(["I can bake bread", "osaan leipoa leipää", "умею печь хлеб", "أعرف الخبز"]))
def test_denial_ends_with_its_sentence(before: list[str], sentence: str) -> None:
    read = phrases(" ".join(before) + ". " + sentence)
    assert not read[-1].is_denied


@given(st.permutations(["welding", "cooking", "tiling", "forklift driving", "siivous", "сварка"]))
def test_order_of_a_list_changes_nothing(items: list[str]) -> None:
    assert {(phrase.core, phrase.is_denied) for phrase in phrases(", ".join(items))} == {
        (phrase.core, False) for phrase in phrases("welding, cooking, tiling, forklift driving, siivous, сварка")
    }
