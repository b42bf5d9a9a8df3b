"""Long texts: every piece fits, is well-formed, and nothing is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.rehearsal.html_rules import parse_html
from welcomebot.telegram.html import Html, utf16_length
from welcomebot.telegram.split import split_html

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇫🇮"
WORDS = ["kela", "прописка", "الهوية", "مكتب", "🙂", FAMILY, FLAG, "👍🏽", "e\u0301", "<&>", '"x"', ".", "!", "؟", "\n", "\n\n", " ", "a" * 30]
TAGS = ["b", "i", "u", "s", "code", "blockquote", "a"]


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Return well-formed HTML with nested tags, emoji, Arabic and entities."""
    parts = []
    for _ in range(draw(st.integers(1, 12))):
        words = "".join(draw(st.lists(st.sampled_from(WORDS), max_size=30)))
        text = str(Html.text(words))
        for tag in draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True)):
            opening = '<a href="https://kokkola.fi/?a=1&amp;b=2">' if tag == "a" else f"<{tag}>"
            text = f"{opening}{text}</{tag}>"
        parts.append(text)
    return "".join(parts)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(text=markup(), limit=st.integers(20, 200))
def test_pieces_fit_are_well_formed_and_lose_nothing(text: str, limit: int) -> None:
    pieces = split_html(Html(text), limit)
    assert all(utf16_length(piece.visible) <= limit for piece in pieces)
    if len(pieces) > 1:
        for piece in pieces:
            parsed = parse_html(str(piece))  # as strict as Telegram
            assert parsed.text.strip() == piece.visible.strip()
    assert squeezed("".join(piece.visible for piece in pieces)) == squeezed(Html(text).visible)


@given(emoji=st.lists(st.sampled_from([FAMILY, FLAG, "👍🏽", "e\u0301"]), min_size=30, max_size=120))
def test_what_a_person_sees_as_one_character_is_not_cut(emoji: list[str]) -> None:
    for piece in split_html(Html.text("".join(emoji)), 40):
        rest = piece.visible
        while rest:
            whole = next((one for one in set(emoji) if rest.startswith(one)), None)
            assert whole, ascii(piece.visible)
            rest = rest.removeprefix(whole)


def test_short_text_comes_back_as_it_is() -> None:
    text = Html("<b>short</b>")
    assert split_html(text) == [text]


BORDERS = [
    ("a" * 30 + "\n\n" + "b" * 30 + " c", ["a" * 30, "b" * 30 + " c"]),  # a paragraph before a word
    ("First sentence is here. Second one is longer", ["First sentence is here.", "Second one is longer"]),  # a sentence before a word
    ("no sentence ends in here at all or anywhere", ["no sentence ends in here at all or", "anywhere"]),  # a word
    ("x" * 70, ["x" * 40, "x" * 30]),  # nowhere to cut
]


@pytest.mark.parametrize(("text", "pieces"), BORDERS)
def test_best_border_is_taken(text: str, pieces: list[str]) -> None:
    assert [piece.visible.strip() for piece in split_html(Html.text(text), 40)] == pieces


def test_tags_are_closed_and_opened_again() -> None:
    first, second = split_html(Html('<b>one <a href="https://x.fi">' + "y" * 30 + " " + "z" * 30 + "</a></b>"), 40)
    assert str(first) == '<b>one <a href="https://x.fi">' + "y" * 30 + " </a></b>"
    assert str(second) == '<b><a href="https://x.fi">' + "z" * 30 + "</a></b>"


def test_entity_counts_as_one_character_and_stays_whole() -> None:
    pieces = split_html(Html("&amp;" * 60), 40)
    assert [str(piece) for piece in pieces] == ["&amp;" * 40, "&amp;" * 20]


def test_full_length_in_ukrainian_and_emoji_is_counted_in_units() -> None:
    assert len(split_html(Html.text("ї" * 4096))) == 1
    assert len(split_html(Html.text("🙂" * 2048))) == 1
    assert len(split_html(Html.text("🙂" * 2049))) == 2
