"""What a seeker told about the work that they can do and want. Name, age, gender and nationality have no place here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from welcomebot.domain.vacancies import Cefr, Employment, WorkTime


@dataclass(frozen=True)
class Seeker:
    """A profile. What is empty or None is unknown and is asked, never assumed missing."""

    id: str
    occupations: tuple[str, ...] = ()  # concepts of work done, paid or unpaid, the likeliest first
    wishes: tuple[str, ...] = ()  # occupations that the person wants to do, also new ones
    skills: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # what could not be linked, folded
    languages: Mapping[str, Cefr] = field(default_factory=lambda: MappingProxyType({}))
    no_languages: frozenset[str] = frozenset()  # the person said that they do not speak these
    permits: frozenset[str] = frozenset()
    no_permits: frozenset[str] = frozenset()  # the person said that they lack these
    experience_years: int | None = None  # in the field
    education: int | None = None  # as in Vacancy
    municipality: str = ""
    commute_km: int | None = None
    municipalities_ok: tuple[str, ...] = ()
    work_times: frozenset[WorkTime] = frozenset()
    employments: frozenset[Employment] = frozenset()
    start: str = ""  # an ISO date; empty is at once


class Pace(StrEnum):
    """How often a seeker wants to hear of new vacancies."""

    INSTANT = "instant"
    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


class Band(StrEnum):
    """How well a vacancy fits, the best first."""

    STRONG = "strong"
    GOOD = "good"
    POSSIBLE = "possible"
    WEAK = "weak"  # never alerted; it can be browsed


class NotForMe(StrEnum):
    """Why a seeker does not want a vacancy. Each reason but the last changes a setting that the seeker sees."""

    TOO_FAR = "too-far"
    HOURS = "hours"
    LANGUAGE = "language"
    FIELD = "field"
    HAVE_WORK = "have-work"
    EMPLOYER = "employer"
    OTHER = "other"  # nothing follows from it


@dataclass(frozen=True)
class Wishes:
    """What a seeker set about the search itself; all of it is shown in /jobs under Settings and can be changed there."""

    pace: Pace = Pace.DAILY
    least: Band = Band.GOOD
    paused_until: datetime | None = None
    hidden_occupations: frozenset[str] = frozenset()
    hidden_employers: frozenset[str] = frozenset()
    max_language_gap: int | None = None  # CEFR steps; None shows every vacancy
    no_finnish_needed: bool = False
    contact: str = ""  # what an employer gets after a yes: a phone number or an e-mail address that the person wrote
    may_be_found: bool = False  # employers see the anonymous summary
