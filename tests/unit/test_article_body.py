"""The small Markdown: what it reads, what it refuses, and that writing and reading again changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.article_body import Block, Notes, Paragraph, Reference, Steps, Text, parse
from welcomebot.domain.article_markdown import paragraphs, tidy, to_markdown, visible_text

BODY = """You need a **tax card** before
your first pay.

1. Order it in {link:vero-mytax}.
2. Give it to your
   employer.

- Take your **{phone:vero}** with you.
- It is free \\*always\\*.
"""


def test_a_body_is_read_as_paragraphs_steps_and_notes():
    assert parse(BODY).blocks == (
        Paragraph((Text("You need a "), Text("tax card", is_bold=True), Text(" before your first pay."))),
        Steps(((Text("Order it in "), Reference("link:vero-mytax"), Text(".")), (Text("Give it to your employer."),))),
        Notes(((Text("Take your "), Reference("phone:vero", is_bold=True), Text(" with you.")), (Text("It is free *always*."),))),
    )
    assert parse(BODY).problems == ()


def test_the_lines_of_blocks_are_known():
    paragraph, steps, notes = parse(BODY).blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(steps, Steps)
    assert isinstance(notes, Notes)
    assert (paragraph.line, steps.lines, notes.lines) == (1, (4, 5), (8, 9))


def test_people_read_words_numbers_and_values():
    shown = visible_text(parse(BODY).blocks, lambda key: {"phone:vero": "+358 29"}.get(key, "MyTax"))
    assert (
        shown
        == "You need a tax card before your first pay.\n\n1. Order it in MyTax.\n2. Give it to your employer.\n\n• Take your +358 29 with you.\n• It is free *always*."
    )


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("# Heading", 1),
        ("Words.\n\n> quote", 3),
        ("Words\n---", 2),
        ("* note", 1),
        ("+ note", 1),
        ("1) step", 1),
        ("| a | b |", 1),
        ("Words *slanted*.", 1),
        ("Words _slanted_.", 1),
        ("Some `code`.", 1),
        ("~~gone~~", 1),
        ("<b>bold</b>", 1),
        ("Fish &amp; chips", 1),
        ("See [Kela](https://kela.fi).", 1),
        ("An open **word", 1),
        ("A {link:Kela}", 1),
        ("A {link}", 1),
        ("A }", 1),
        ("C:\\dir", 1),
        ("1. One\n3. Three", 2),
        ("2. Two", 1),
        ("1. One\n1. Two", 2),
        ("1. One\n   - inner", 2),
        ("1. - inner", 1),
        ("- One\nnot indented", 2),
        ("Words\n\n    indented", 3),
        ("1.", 1),
        ("A\ttab", 1),
        ("A \x07 bell", 1),
        ("Fine\nand **open\nto the end", 2),
    ],
)
def test_other_markdown_is_a_problem_with_its_line(body: str, line: int):
    assert [problem.line for problem in parse(body).problems][:1] == [line]


@pytest.mark.parametrize(
    "body", ["Use snake_case names.", "5 < 6 and AT&T", "The pay & the tax", "A [list] of things", "Before the\n12. of June", "1. One\n\n2. Two", "Two - three"]
)
def test_ordinary_signs_are_words(body: str):
    assert parse(body).problems == ()


def test_steps_apart_by_empty_lines_are_one_list():
    assert parse("1. One\n\n2. Two\n\n- a\n\n- b").blocks == (Steps(((Text("One"),), (Text("Two"),))), Notes(((Text("a"),), (Text("b"),))))


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text("ab1.)-+*_\\{}[]()<&~`#>=|! \n:ي", max_size=20)
KEYS = st.from_regex(r"(phone|link|fee):[a-z0-9-]{1,8}", fullmatch=True)
RUNS = st.lists(st.builds(Text, WORDS, st.booleans()) | st.builds(Reference, KEYS, st.booleans()), max_size=5).map(tuple)
ITEMS = st.lists(RUNS, max_size=4).map(tuple)
BLOCKS = st.lists(st.builds(Paragraph, RUNS) | st.builds(Steps, ITEMS) | st.builds(Notes, ITEMS), max_size=5)


@given(BLOCKS)
def test_what_is_written_is_read_back(blocks: list[Block]):
    body = parse(to_markdown(blocks))
    assert body.problems == ()
    assert body.blocks == tidy(blocks)


@given(st.text(max_size=300) | st.text("1.-*{}a: \n\\_`<&[]()", max_size=80))
def test_any_text_can_be_read(body: str):
    parsed = parse(body)
    assert all(1 <= problem.line <= body.count("\n") + 1 for problem in parsed.problems)
    # A body without problems says the same in its tidy form.
    if not parsed.problems:
        assert parse(to_markdown(parsed.blocks)).blocks == tidy(parsed.blocks)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"), max_size=200))
def test_a_plain_line_stays_what_it_was(text: str):
    assert visible_text(parse(to_markdown(paragraphs(text))).blocks, str) == text.strip()
