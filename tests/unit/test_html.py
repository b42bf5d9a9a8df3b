"""HTML is made by escaping, and Latin runs stay readable in Arabic."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.knowledge.test_catalogues import TRANSLATED, extracted
from welcomebot.locales.i18n import translator
from welcomebot.rehearsal.html_rules import parse_html
from welcomebot.telegram.bidi import isolate, isolate_label, name_of
from welcomebot.telegram.html import Html, utf16_length

NASTY = '<b>&"</i>{x}'


@given(st.text())
def test_any_value_comes_out_as_it_went_in(value: str) -> None:
    assert Html.of("<b>{value}</b>", value=value).visible == value
    assert Html.text(value).visible == value


@given(st.text())
def test_length_counts_as_telegram_does(text: str) -> None:
    assert utf16_length(text) == sum(2 if ord(letter) > 0xFFFF else 1 for letter in text)


@pytest.mark.parametrize("language", [*TRANSLATED, "en"])
def test_nasty_values_break_no_sentence_of_the_catalogue(language: str) -> None:
    for message in filter(lambda each: each.id, extracted()):
        for sentence in [message.id] if isinstance(message.id, str) else message.id:
            template = translator(language)(sentence)
            names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
            html = isolate(Html.of(template, **dict.fromkeys(names, NASTY)), language)
            visible = parse_html(str(html)).text
            assert visible.count("&") >= len(names)


def test_latin_runs_and_numbers_are_isolated_in_arabic() -> None:
    html = isolate(Html.of('اتصل <a href="https://kela.fi/x">Kela</a> على {phone} &amp; verokortti · skattekort', phone="+358 20 692"), "ar")
    assert '<a href="https://kela.fi/x">\u2068Kela\u2069</a>' in str(html)
    assert "\u2068+358 20 692\u2069" in str(html)
    assert "&amp; \u2068verokortti · skattekort\u2069" in str(html)


def test_what_is_isolated_already_stays_and_other_languages_are_left_alone() -> None:
    once = isolate(Html.text("الرقم 112"), "ar")
    assert isolate(once, "ar") == once
    assert isolate(Html.text("Kela 112"), "fi") == Html.text("Kela 112")
    assert isolate_label("العربية English", "ar") == "العربية \u2068English\u2069"


def test_brackets_of_a_latin_run_are_isolated_in_pairs() -> None:
    assert isolate_label("▫️ Kokkola (1)", "ar") == "▫️ \u2068Kokkola (1)\u2069"
    assert isolate_label("كوكولا (1)", "ar") == "كوكولا (\u20681\u2069)"
    assert isolate_label("Kokkola (كوكولا)", "ar") == "\u2068Kokkola\u2069 (كوكولا)"


def test_line_that_begins_with_a_latin_run_goes_right() -> None:
    html = isolate(Html("<b>Kokkola Steel Oy</b> · كوكولا\nعمل\n• Kela"), "ar")
    assert str(html) == "\u200f<b>\u2068Kokkola Steel Oy\u2069</b> · كوكولا\nعمل\n\u200f• \u2068Kela\u2069"


@given(st.text(alphabet="اب Az9<>&\u2068\u2069·+-\n"))
def test_isolation_marks_are_balanced_and_the_words_stay(text: str) -> None:
    clean = text.replace("\u2068", "").replace("\u2069", "")
    marked = isolate(Html.text(clean), "ar").visible
    assert marked.replace("\u2068", "").replace("\u2069", "").replace("\u200f", "") == clean
    depth = 0
    for letter in marked:
        depth += {"\u2068": 1, "\u2069": -1}.get(letter, 0)
        assert 0 <= depth <= 1


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("sv", "fi", "Svenska"),
        ("ar", "ar", "العربية"),
        ("ar", "fi", "\u200e\u2068العربية\u2069"),
        ("fi", "ar", "\u2068Suomi\u2069"),
        ("uk", "ar", "\u2068Українська\u2069"),
    ],
)
def test_name_of_a_language_stays_whole_and_leaves_its_line_alone(code: str, language: str, name: str) -> None:
    assert name_of(code, language) == name
