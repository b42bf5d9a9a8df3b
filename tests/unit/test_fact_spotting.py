"""Known facts in free text become references; what cannot be one stays as it was typed."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.article_body import Reference, Text, parse
from welcomebot.domain.article_markdown import paragraphs, to_markdown
from welcomebot.domain.contacts import Confidence, Contact, references
from welcomebot.domain.fact_spotting import patterns_of
from welcomebot.domain.new_facts import international, typed_facts
from welcomebot.domain.written_text import blocks_of


def contact(key: str, *values: str, **by_language: str) -> Contact:
    return Contact(key, by_language or {"*": values[0]}, {"en": key}, "https://kokkola.fi", date(2026, 11, 24), Confidence.HIGH)


CONTACTS = {
    one.key: one
    for one in (
        contact("phone:office", "+358 50 409 5620"),
        contact("phone:112", "112"),
        contact("phone:free", "0800 123 456"),
        contact("phone:medical", "116 117"),
        contact("phone:sweden", "+46 8 123 45 67"),
        contact("email:office", "welcome.office@kokkola.fi"),
        contact("link:office", "https://www.kokkola.fi/en/welcome/"),
        contact("link:city", "https://www.kokkola.fi"),
        contact("address:office", "Kauppatori 5, 67100 Kokkola"),
        contact("hours:office", en="Mon–Fri 9:00–15:00", fi="ma–pe klo 9–15"),
        contact("hours:library", en="Mon–Thu 10–19", fi="ma–to 10–19"),
        contact("hours:pool", en="Mon–Thu 10–19", fi="ma–to klo 10–19"),
        contact("fee:pool", "7,50 €"),
        contact("deadline:move", en="one week", fi="viikko"),
    )
}


def referred(text: str, language: str = "en") -> str:
    return to_markdown(patterns_of(CONTACTS, language).refer(paragraphs(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 050 409 5620.", "Call {phone:office}."),
        ("Call 050-409 5620!", "Call {phone:office}!"),
        ("(050) 4095620", "{phone:office}"),
        ("+358504095620 or 00358 50 4095620", "{phone:office} or {phone:office}"),
        ("+358 (0)50 409 5620", "{phone:office}"),
        ("٠٥٠ ٤٠٩ ٥٦٢٠", "{phone:office}"),  # as it is typed on an Arabic keyboard
        ("050 409 56200", "050 409 56200"),  # another number
        ("x0504095620", "x0504095620"),
        ("Call 112, not 1120 or 112a", "Call {phone:112}, not 1120 or 112a"),
        ("0800 123456 / 116117", "{phone:free} / {phone:medical}"),
        ("0046 8 1234567", "{phone:sweden}"),
        ("Welcome.Office@kokkola.fi.", "{email:office}."),
        ("my.welcome.office@kokkola.fi", "my.welcome.office@kokkola.fi"),
        ("https://www.kokkola.fi/en/welcome and kokkola.fi/en/welcome/", "{link:office} and {link:office}"),
        ("http://kokkola.fi.", "{link:city}."),
        ("kokkola.fi/other", "kokkola.fi/other"),  # another page
        ("shop.kokkola.fi", "shop.kokkola.fi"),  # another site
        ("KAUPPATORI 5, 67100 Kokkola", "{address:office}"),
        ("Kauppatori 5 is open", "{address:office} is open"),
        ("Kauppatori 55", "Kauppatori 55"),
        ("Mon-Fri 9:00-15:00", "{hours:office}"),
        ("ma–pe klo 9–15", "{hours:office}"),  # in the words of another language
        ("Mon–Thu 10–19", "Mon–Thu 10–19"),  # of two places: only a person knows which
        ("7,50 €", "{fee:pool}"),
        ("It takes one week.", "It takes one week."),  # a deadline's words stand for many things
    ],
)
def test_a_known_value_becomes_its_reference(text: str, expected: str) -> None:
    assert referred(text) == expected


def test_the_longest_value_wins() -> None:
    contacts = CONTACTS | {"address:hall": contact("address:hall", "Kauppatori 5, 67100 Kokkola, hall")}
    found = patterns_of(contacts, "en").refer(paragraphs("Kauppatori 5, 67100 Kokkola, hall"))
    assert to_markdown(found) == "{address:hall}"


def test_bold_words_stay_bold_and_references_stay() -> None:
    assert to_markdown(patterns_of(CONTACTS, "en").refer(parse("**Call 050 409 5620** {phone:112}").blocks)) == "**Call {phone:office}** {phone:112}"


@given(st.text(alphabet=st.sampled_from("0123456789 +-().abc/@fi:kola,\n٠٥€{}*\\"), max_size=80))
def test_whatever_the_text_nothing_else_is_lost(text: str) -> None:
    patterns = patterns_of(CONTACTS, "en")
    found = patterns.find(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    blocks = patterns.refer(blocks_of(text))
    body = to_markdown(blocks)
    assert to_markdown(parse(body).blocks) == body
    assert to_markdown(patterns.refer(parse(body).blocks)) == body
    assert set(references(body)) <= {*CONTACTS, *references(text)}


@given(st.sampled_from(sorted(CONTACTS)), st.sampled_from(("", " ", "x ", "- ", "1. ", "**")), st.sampled_from(("", ".", "!", " and", "\n")))
def test_every_unambiguous_value_is_found_where_it_stands_alone(key: str, before: str, after: str) -> None:
    contact = CONTACTS[key]
    is_found = contact.kind != "deadline" and key not in {"hours:library", "hours:pool"}
    runs = [run for block in patterns_of(CONTACTS, "en").refer(blocks_of(f"{before}{contact.value_in('en')}{after}")) for run in _runs(block)]
    assert (Reference(key) in runs or Reference(key, is_bold=True) in runs) is is_found


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Call 040 123 4567.", [("phone", "+358 40 123 4567")]),
        ("Call 040-1234567 or 0800 100 200", [("phone", "+358 40 123 4567"), ("phone", "0800 100 200")]),
        ("+46 8 123 456", [("phone", "+468123456")]),
        ("a.b@example.org!", [("email", "a.b@example.org")]),
        ("See www.vero.fi/a_(b).", [("link", "https://www.vero.fi/a_(b)")]),
        ("(kela.fi)", [("link", "https://kela.fi")]),
        ("Log in to Suomi.fi.", []),  # a service's name
        ("54 euroa, €50 or 1 200,50 €", [("sum", "54 €"), ("sum", "50 €"), ("sum", "1 200,50 €")]),
        ("80 % or 12,5%", [("percent", "80 %"), ("percent", "12,5 %")]),
        ("in 3 months, on 5.12.", []),  # what a language says in its own words
        ("67100 Kokkola 1234", []),
    ],
)
def test_what_is_no_entry_yet_can_become_one(text: str, facts: list[tuple[str, str]]) -> None:
    assert [(fact.kind, fact.value) for fact in typed_facts(text)] == facts


def test_a_number_that_nobody_could_dial_is_none() -> None:
    assert international("12345") is None


def _runs(block: object) -> list[Text | Reference]:
    return list(block.runs) if hasattr(block, "runs") else [run for item in block.items for run in item]  # type: ignore[attr-defined]
