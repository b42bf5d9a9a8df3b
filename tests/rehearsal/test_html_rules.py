"""Telegram's HTML: for any markup, what is read is right, or it is refused."""

import html
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, MessageEntity

from welcomebot.rehearsal.html_rules import ENTITY_OF_TAG, parse_html
from welcomebot.rehearsal.markup import detect_entities, render_html
from welcomebot.rehearsal.trouble import ApiError
from welcomebot.rehearsal.utf16 import utf16_length, utf16_slice

# White space at the ends is cut, so pieces begin and end with something visible; tags, emoji, Arabic and ampersands are in.
PIECE = st.text(alphabet="aZ <>&\"'/=ї😀مس\n👩‍👧", min_size=1, max_size=8).map(lambda text: f"[{text}]")
PLAIN_TAGS = ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "blockquote"]


def wrap(tag: str, inner: tuple[str, str]) -> tuple[str, str]:
    attributes = {"a": ' href="https://kokkola.fi/?a=1&amp;b=2"', "span": " class='tg-spoiler'", "tg-emoji": ' emoji-id="5"', "tg-time": ' unix="1700000000"'}
    return f"<{tag}{attributes.get(tag, '')}>{inner[0]}</{tag}>", inner[1]


# (markup, plain text), nested as deep as hypothesis likes.
MARKUP = st.recursive(
    PIECE.map(lambda text: (html.escape(text), text)),
    lambda inner: (
        st.builds(wrap, st.sampled_from([*PLAIN_TAGS, "a", "span", "tg-emoji", "tg-time", "code"]), inner)
        | st.lists(inner, min_size=1, max_size=4).map(lambda parts: ("".join(part[0] for part in parts), "".join(part[1] for part in parts)))
    ),
    max_leaves=12,
)


class TextOnly(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open = "", []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(MARKUP)
def test_text_is_what_a_person_reads(markup: tuple[str, str]) -> None:
    source, text = markup
    assert parse_html(source).text == text


@given(MARKUP)
def test_as_many_entities_as_tags_within_the_text(markup: tuple[str, str]) -> None:
    source, text = markup
    entities = parse_html(source).entities
    assert len(entities) == source.count("</")
    for entity in entities:
        assert utf16_slice(text, entity["offset"], entity["length"]).startswith("[")
        assert utf16_slice(text, entity["offset"], entity["length"]).endswith("]")


@given(MARKUP)
def test_what_the_library_writes_is_read_back(markup: tuple[str, str]) -> None:
    formatted = parse_html(markup[0])
    # python-telegram-bot cannot nest an entity in another of the same place; the order of those is its own.
    spans = [(entity["offset"], entity["length"]) for entity in formatted.entities]
    if len(set(spans)) < len(spans) or any(entity["type"] == "code" for entity in formatted.entities):
        return
    entities = [MessageEntity.de_json(entity, None) for entity in formatted.entities]
    message = Message(1, datetime.now(UTC), Chat(1, "private"), text=formatted.text, entities=entities)
    again = parse_html(message.text_html)
    assert again.text == formatted.text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in again.entities] == [
        (entity["type"], entity["offset"], entity["length"]) for entity in formatted.entities
    ]


@given(st.text(alphabet="<>/&;#x=\"'ab1 pi", max_size=30))
def test_rubbish_is_read_or_refused(source: str) -> None:
    try:
        formatted = parse_html(source)
    except ApiError as error:
        refusal = error.description
    else:
        refusal = ""
        assert all(entity["offset"] >= 0 and entity["offset"] + entity["length"] <= utf16_length(formatted.text) for entity in formatted.entities)
    assert refusal == "" or refusal.startswith("Bad Request: can't parse entities: ")


@given(st.text(max_size=60).map(str.strip))
def test_escaped_text_comes_through(text: str) -> None:
    assert parse_html(html.escape(text)).text == text


@given(MARKUP)
def test_page_shows_the_same_text_and_only_closed_tags(markup: tuple[str, str]) -> None:
    formatted = parse_html(markup[0])
    reader = TextOnly()
    reader.feed(render_html(formatted.text, [*formatted.entities, *detect_entities(formatted.text, formatted.entities)]))
    reader.close()
    assert reader.text.replace("\n", "") == formatted.text.replace("\n", "")  # a block stands for the line breaks round it
    assert reader.open == []


@given(st.text(max_size=40), st.lists(st.tuples(st.sampled_from(sorted(set(ENTITY_OF_TAG.values()))), st.integers(0, 40), st.integers(1, 40)), max_size=6))
def test_page_survives_entities_that_overlap(text: str, spans: list[tuple[str, int, int]]) -> None:
    entities = [{"type": kind, "offset": offset, "length": length, "url": "javascript:x"} for kind, offset, length in spans]
    shown = render_html(text, entities)
    assert "javascript" not in shown or "javascript" in text
    assert "<script" not in shown


TABLE = [
    # (markup, text, entities as type:offset+length)
    (" <b>x</b> ", "x", ["bold:0+1"]),  # white space at the ends goes
    ("<b> x</b>", "x", ["bold:0+1"]),  # also inside a tag
    ("&lt;b&gt; &amp;nbsp; &nbsp;", "<b> &nbsp; &nbsp;", []),  # only four names are known
    ("&#x1F600;&#1111;&#0;", "😀ї&#0;", []),
    ("😀<i>x</i>", "😀x", ["italic:2+1"]),
    ("<B>x</B>", "x", ["bold:0+1"]),
    ("<b>x</>", "x", ["bold:0+1"]),  # an end tag without a name closes the last
    ("<b></b>x", "x", []),  # nothing inside, no entity
    ("<blockquote expandable>x</blockquote>", "x", ["expandable_blockquote:0+1"]),
    ('<pre><code class="language-python">x</code></pre>', "x", ["pre:0+1"]),
    ("<a>https://kokkola.fi</a>", "https://kokkola.fi", ["text_link:0+18"]),  # the text is the address
    ('<a href="kokkola.fi">x</a>', "x", ["text_link:0+1"]),
    ('<a href="tg://user?id=5">x</a>', "x", ["text_mention:0+1"]),
    ('<tg-time unix="1700000000" format="wDT">x</tg-time>', "x", ["date_time:0+1"]),
]


@pytest.mark.parametrize(("markup", "text", "entities"), TABLE)
def test_table(markup: str, text: str, entities: list[str]) -> None:
    formatted = parse_html(markup)
    assert formatted.text == text
    assert [f"{entity['type']}:{entity['offset']}+{entity['length']}" for entity in formatted.entities] == entities


REFUSED = [
    # (markup, wording)
    ("ї<b", "Unclosed start tag at byte offset 2"),  # bytes, not letters
    ("<a href='x>y</a>", "Unclosed start tag"),
    ("<a href=x/y>y</a>", "Unexpected end of name token"),
    ("<b =x>y</b>", 'Empty attribute name in the tag "b"'),
    ("<b>x</b y>", "Unclosed end tag"),
    ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji"),
    ('<tg-time unix="soon">x</tg-time>', "valid time"),
    ("<br>", 'Unsupported start tag "br"'),
    ("<b/>", 'Unsupported start tag "b/"'),
]


@pytest.mark.parametrize(("markup", "wording"), REFUSED)
def test_refused(markup: str, wording: str) -> None:
    with pytest.raises(ApiError, match=wording):
        parse_html(markup)


DETECTED = [
    # (text, entities that the app adds)
    ("/start now", ["bot_command:/start"]),
    ("see /help@kokkola_welcome_bot.", ["bot_command:/help@kokkola_welcome_bot"]),
    ("1/2 and a/b", []),
    ("https://migri.fi/en, please", ["url:https://migri.fi/en"]),
    ("write to info@kokkola.fi.", ["email:info@kokkola.fi"]),
    ("hei @kokkola_welcome_bot!", ["mention:@kokkola_welcome_bot"]),
    ("😀 /topics", ["bot_command:/topics"]),
]


@pytest.mark.parametrize(("text", "found"), DETECTED)
def test_detected(text: str, found: list[str]) -> None:
    assert [f"{entity['type']}:{utf16_slice(text, entity['offset'], entity['length'])}" for entity in detect_entities(text)] == found


def test_block_takes_the_line_breaks_beside_it() -> None:
    formatted = parse_html("before\n<blockquote>x\ny</blockquote>\n\nafter")
    assert render_html(*formatted[:2]) == 'before<blockquote dir="auto">x\ny</blockquote>\nafter'
