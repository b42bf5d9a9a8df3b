"""Which settings of the search a person can change, and what each change does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32

from welcomebot.domain.seekers import Band, Wishes

PAUSES = ("7", "30")  # days
BANDS = (Band.STRONG, Band.GOOD, Band.POSSIBLE)  # below them nobody is written to


def mark(name: str) -> str:
    """Return a short mark of a name for a button."""
    return format(crc32(name.encode()), "x")


def changed(wishes: Wishes, setting: str, value: str, *, now: datetime) -> Wishes:
    """Return the settings with one of them set; what is not known changes nothing."""
    change = CHANGES.get(setting)
    return change(wishes, value, now) if change else wishes


def is_paused(wishes: Wishes, now: datetime) -> bool:
    """Tell whether the person wants to hear nothing for a while."""
    return wishes.paused_until is not None and now < wishes.paused_until


def _least(wishes: Wishes, value: str, _: datetime) -> Wishes:
    return replace(wishes, least=next((band for band in BANDS if band == value), wishes.least))


def _paused(wishes: Wishes, value: str, now: datetime) -> Wishes:
    return replace(wishes, paused_until=now + timedelta(days=int(value)) if value in PAUSES else None)


def _finnish(wishes: Wishes, value: str, _: datetime) -> Wishes:
    return replace(wishes, no_finnish_needed=value == "1")


def _found(wishes: Wishes, value: str, _: datetime) -> Wishes:
    return replace(wishes, may_be_found=value == "1")


def _any_gap(wishes: Wishes, _: str, __: datetime) -> Wishes:
    return replace(wishes, max_language_gap=None)


def _shown_occupation(wishes: Wishes, value: str, _: datetime) -> Wishes:
    return replace(wishes, hidden_occupations=frozenset(name for name in wishes.hidden_occupations if mark(name) != value))


def _shown_employer(wishes: Wishes, value: str, _: datetime) -> Wishes:
    return replace(wishes, hidden_employers=frozenset(name for name in wishes.hidden_employers if mark(name) != value))


def _no_contact(wishes: Wishes, _: str, __: datetime) -> Wishes:
    return replace(wishes, contact="")


CHANGES: dict[str, Callable[[Wishes, str, datetime], Wishes]] = {
    "least": _least,
    "pause": _paused,
    "fi": _finnish,
    "found": _found,
    "gap": _any_gap,
    "occ": _shown_occupation,
    "firm": _shown_employer,
    "contact": _no_contact,
}
