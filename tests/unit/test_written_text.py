"""A chat message as the body of an article; the title and the id of a new one; a draft's text with its facts."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.article_body import parse
from welcomebot.domain.article_markdown import to_markdown
from welcomebot.domain.article_naming import MAX_SLUG, MAX_TITLE, slug_of, title_of
from welcomebot.domain.written_text import blocks_of
from welcomebot.services.draft_text import review, with_body
from welcomebot.services.knowledge_schema import ID
from welcomebot.services.office_ports import TextDraft

TODAY = date(2026, 11, 24)
DRAFT = TextDraft("swim", "en", "Where to swim?", "", (), None, datetime(2026, 11, 24, tzinfo=UTC), is_new=True)


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("One.\nTwo.", "One.\n\nTwo."),
        ("Do this:\n1. First\n2. Second\n\n• note\n– note", "Do this:\n\n1. First\n2. Second\n\n- note\n- note"),
        ("1) First\n2) Second", "1. First\n2. Second"),
        ("12. of June", "12\\. of June"),
        ("1. One\n3. Three", "1. One\n\n3\\. Three"),
        ("1. One\n1. Again", "1. One\n\n1. Again"),
        ("# Heading\n> quote\n---", "\\# Heading\n\n\\> quote\n\n\\---"),
        ("<b>x</b> & y", "\\<b>x\\</b> \\& y"),
        ("**bold** and {phone:112}", "**bold** and {phone:112}"),
        ("two ** stars", "two \\*\\* stars"),
        ("snake_case `x` ~~y~~ [a](b)", "snake\\_case \\`x\\` \\~\\~y\\~\\~ \\[a\\](b)"),
        ("", ""),
    ],
)
def test_paragraphs_and_lists_survive_and_other_signs_are_words(typed: str, body: str) -> None:
    assert to_markdown(blocks_of(typed)) == body
    assert parse(body).problems == ()


@given(st.text(max_size=200))
def test_every_message_gives_a_body_that_is_read_without_a_problem(typed: str) -> None:
    body = to_markdown(blocks_of(typed))
    assert parse(body).problems == ()
    assert to_markdown(parse(body).blocks) == body


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("where can i swim? i have two kids", "Where can i swim?"),
        ("!!! Де взяти картку", "Де взяти картку"),
        ("hello. where is it", "Where is it"),
        ("Hi! Thanks.", "Hi!"),
        ("أين أسبح؟ شكرا", "أين أسبح؟"),
        ("", ""),
    ],
)
def test_the_title_is_the_first_sentence(question: str, title: str) -> None:
    assert title_of(question) == title


def test_a_long_title_ends_at_a_word_and_keeps_its_mark() -> None:
    assert title_of("where can I find somebody who repairs my old bicycle without taking money from me?") == (
        "Where can I find somebody who repairs my old bicycle?"
    )


@given(st.text(max_size=120))
def test_titles_are_short_and_ids_are_ids(text: str) -> None:
    import re

    assert len(title_of(text)) <= MAX_TITLE
    slug = slug_of(text, is_taken=lambda slug: not slug.endswith("-2"))
    assert re.fullmatch(ID, slug)
    assert len(slug) <= MAX_SLUG + len("-2")
    assert slug.endswith("-2")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Missä voin uida?", "missa-voin-uida"),
        ("Де поплавати?", "de-poplavaty"),
        ("Где щётки?", "hde-shchetky"),
        ("أين أسبح؟", "ayn-asbh"),
        ("???", "answer"),
    ],
)
def test_ids_are_latin(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_the_same_new_number_is_one_fact_and_one_that_is_gone_is_dropped() -> None:
    first = with_body(DRAFT, "Call 040 123 4567, yes: 040-1234567. Or 040 765 4321.", contacts={}, today=TODAY)
    assert first.body == "Call {phone:swim}, yes: {phone:swim}. Or {phone:swim-2}."
    again = with_body(first, "Call {phone:swim-2} or 040 123 4567 or 040 111 2222.", contacts={}, today=TODAY)
    assert again.body == "Call {phone:swim-2} or {phone:swim} or {phone:swim-3}."
    last = with_body(again, "Call {phone:swim-3}.", contacts={}, today=TODAY)
    assert [entry["value"] for entry in last.facts.values()] == [{"*": "+358 40 111 2222"}]


def test_the_review_names_what_to_look_at() -> None:
    draft = with_body(DRAFT, f"It opens at 9:00 on 5 May. {'Word ' * 30}.", contacts={}, today=TODAY)
    found = review(draft, contacts={})
    assert (found.is_ready, found.is_empty, found.has_source) == (True, False, False)
    assert found.literals == ("5 May", "9:00")
    assert len(found.long_sentences) == 1
    assert review(DRAFT, contacts={}).is_empty
    assert not review(with_body(DRAFT, "word " * 1000, contacts={}, today=TODAY), contacts={}).is_ready
