"""Opening hours and other values as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.fact_values import ValueProblem, new_value, with_value
from welcomebot.domain.language import CODES
from welcomebot.domain.office_hours import DAYS
from welcomebot.domain.written_hours import read_hours, write_hours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon-Fri 9-15", {"mon-fri": "09:00-15:00"}),
        ("ma–pe klo 9–15, la 10.30-14", {"mon-fri": "09:00-15:00", "sat": "10:30-14:00"}),
        ("Monday: 9:00 - 15:00; Tuesday 8-9", {"mon": "09:00-15:00", "tue": "08:00-09:00"}),
        ("mån–fre kl. 9–15", {"mon-fri": "09:00-15:00"}),
        ("понеділок 9-12", {"mon": "09:00-12:00"}),
        ("", None),
        ("9-15", None),
        ("mon-fri", None),
        ("fri-mon 9-15", None),
        ("mon 15-9", None),
        ("mon 9-25", None),
        ("mon 9-15 except holidays", None),
        ("mon 9-12, mon 13-15", None),
    ],
)
def test_hours_are_read_or_refused(text: str, expected: dict[str, str] | None) -> None:
    assert read_hours(text) == expected


@st.composite
def schedules(draw: st.DrawFn) -> dict[str, str]:
    borders = sorted(draw(st.sets(st.integers(0, 6), min_size=1, max_size=6)))
    spans = {}
    for place, first in enumerate(borders):
        last = draw(st.integers(first, (borders[place + 1] if place + 1 < len(borders) else 7) - 1))
        start, end = sorted(draw(st.sets(st.integers(0, 24 * 60 - 1), min_size=2, max_size=2)))
        days = DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"
        spans[days] = f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
    return spans


@given(schedules(), st.sampled_from(CODES))
def test_what_is_written_is_read_again(schedule: dict[str, str], language: str) -> None:
    assert read_hours(write_hours(schedule, language)) == schedule


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_hours(text)
    assert found is None or read_hours(write_hours(found, "en")) == found


def fact(key: str, value: str, **fields: object) -> Contact:
    return Contact(key, {"*": value}, {"en": "A fact"}, "https://example.fi", date(2026, 1, 1), Confidence.HIGH, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "old", "typed", "stored"),
    [
        ("phone:x", "112", "040 123 4567", "+358 40 123 4567"),
        ("phone:x", "112", "+46 8 123 456 78", "+46812345678"),
        ("phone:x", "112", "116 117", "116 117"),
        ("email:x", "a@b.fi", "office@kokkola.fi", "office@kokkola.fi"),
        ("link:x", "https://a.fi", "https://www.kela.fi/en?x=1#y", "https://www.kela.fi/en?x=1#y"),
        ("fee:x", "30 €", "45 €", "45 €"),
        ("percent:x", "25 %", "25,5 %", "25,5 %"),
        ("sum:x", "three months' rent", "two months' rent", "two months' rent"),
        ("address:x", "Street 1", "  Other   street 2 ", "Other street 2"),
    ],
)
def test_a_good_value_is_taken_in_its_tidy_form(key: str, old: str, typed: str, stored: str) -> None:
    assert new_value(fact(key, old), typed, "*", CODES).values == {"*": stored}


@pytest.mark.parametrize(
    ("key", "old", "typed", "problem"),
    [
        ("phone:x", "112", "call 040 123 4567", ValueProblem.PHONE),
        ("phone:x", "112", "12345", ValueProblem.PHONE),
        ("phone:x", "112", "+358 1", ValueProblem.PHONE),
        ("email:x", "a@b.fi", "office at kokkola.fi", ValueProblem.EMAIL),
        ("link:x", "https://a.fi", "http://a.fi", ValueProblem.LINK),
        ("link:x", "https://a.fi", "https://a b.fi", ValueProblem.LINK),
        ("link:x", "https://a.fi", "https://good@evil.fi", ValueProblem.LINK),
        ("fee:x", "30 €", "free", ValueProblem.NUMBER),
        ("percent:x", "25 %", "25", ValueProblem.PERCENT),
        ("address:x", "Street 1", "   ", ValueProblem.EMPTY),
        ("address:x", "Street 1", "x" * 301, ValueProblem.TOO_LONG),
    ],
)
def test_a_bad_value_is_refused_with_its_reason(key: str, old: str, typed: str, problem: ValueProblem) -> None:
    assert new_value(fact(key, old), typed, "*", CODES).problem is problem


def test_one_language_differs_and_alike_values_become_one() -> None:
    known = fact("phone:x", "112")
    other = with_value(known, new_value(known, "116 117", "uk", CODES))
    assert other.value == {**dict.fromkeys(CODES, "112"), "uk": "116 117"}
    assert with_value(other, new_value(other, "112", "uk", CODES)).value == {"*": "112"}
