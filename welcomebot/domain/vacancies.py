"""What an ad says: the work, what it asks for, and until when one can apply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType

from welcomebot.domain.folding import words


class Cefr(IntEnum):
    """A level of the Common European Framework; a native language counts as C2. The difference of two is in steps."""

    A1 = 1
    A2 = 2
    B1 = 3
    B2 = 4
    C1 = 5
    C2 = 6


class Employment(StrEnum):
    """The kind of work, as the region's programme names them. The seeker chooses; nobody is put into a group."""

    PERMANENT = "permanent"
    FIXED_TERM = "fixed-term"
    SEASONAL = "seasonal"
    SUMMER = "summer"
    TRAINEE = "trainee"
    APPRENTICESHIP = "apprenticeship"
    WORK_TRIAL = "work-trial"
    PAY_SUBSIDISED = "pay-subsidised"
    ADAPTED = "adapted"


class WorkTime(StrEnum):
    """When the work is done."""

    FULL_TIME = "full-time"
    PART_TIME = "part-time"
    SHIFT = "shift"
    EVENING = "evening"
    NIGHT = "night"
    WEEKEND = "weekend"
    ON_CALL = "on-call"


class PayBasis(StrEnum):
    """What the pay is counted by."""

    HOUR = "hour"
    MONTH = "month"
    PIECE = "piece"
    COMMISSION = "commission"
    AGREEMENT = "agreement"  # the collective agreement


class VacancyState(StrEnum):
    """Where an ad is in its life."""

    WAITING = "waiting"  # for the office to approve it
    SENT_BACK = "sent-back"  # the office asks the employer to change something
    OPEN = "open"
    EXPIRED = "expired"  # the last day to apply is over; prolonging opens it again
    CLOSED = "closed"  # by the employer, with a reason


class CloseReason(StrEnum):
    """Why an employer closed an ad; seekers who were interested are told."""

    FILLED = "filled"
    FILLED_INTERNALLY = "filled-internally"
    PLANS_CHANGED = "plans-changed"
    NO_SUITABLE = "no-suitable"
    MISTAKE = "mistake"


REMOTE = "remote"  # a place that is everywhere


@dataclass(frozen=True)
class Asked:
    """A skill that an ad asks for: the ad's own words, and the concepts that they name (none where nothing was linked).

    A language that is only wished is one of them, `language:fi` with the level as its text; so is a permit, which has no text.
    """

    text: str
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vacancy:
    """An ad. What is empty or None is not stated. `id` is the employer's own; `hard` names what the employer will not go without.

    A hard requirement is written `language:fi`, `permit:forklift`, `experience` or `education`.
    """

    id: str
    employer: str
    title: str
    language: str = "fi"
    description: str = ""
    business_id: str = ""
    municipality: str = ""  # as the ad writes it, or REMOTE
    address: str = ""
    employment: Employment | None = None
    work_times: tuple[WorkTime, ...] = ()
    hours_a_week: tuple[float, float] | None = None  # from, to
    pay_basis: PayBasis | None = None
    pay: str = ""
    positions: int = 1
    start: str = ""  # an ISO date, or the ad's own words
    apply_by: date | None = None  # the last day
    apply_url: str = ""
    phone: str = ""
    email: str = ""
    occupations: tuple[str, ...] = ()  # concepts, the likeliest first
    required: tuple[Asked, ...] = ()
    wished: tuple[Asked, ...] = ()
    languages: Mapping[str, Cefr] = field(default_factory=lambda: MappingProxyType({}))  # all of them are needed
    permits: tuple[str, ...] = ()
    experience_years: int | None = None
    education: int | None = None  # 3 upper secondary or vocational, 6 bachelor, 7 master, 8 doctor
    needs_record_extract: bool = False
    hard: frozenset[str] = frozenset()

    def is_open_on(self, today: date) -> bool:
        """Tell whether one can still apply."""
        return self.apply_by is None or today <= self.apply_by

    @cached_property
    def same_ad(self) -> str:
        """Return a mark that is equal for one ad posted for many places: the employer, the title and the text."""
        text = "\n".join(" ".join(words(part)) for part in (self.employer, self.title, self.description))
        return sha256(text.encode()).hexdigest()[:16]

    def differs_materially(self, other: "Vacancy") -> bool:
        """Tell whether seekers who know the ad want to hear of the change: last day, place, pay, time, requirements."""
        return _material(self) != _material(other)


def _material(vacancy: Vacancy) -> tuple[object, ...]:
    asked = frozenset(" ".join(words(skill.text)) for skill in vacancy.required)
    return (
        vacancy.apply_by,
        vacancy.municipality,
        vacancy.pay_basis,
        vacancy.pay,
        vacancy.employment,
        frozenset(vacancy.work_times),
        vacancy.hours_a_week,
        dict(vacancy.languages),
        frozenset(vacancy.permits),
        vacancy.experience_years,
        vacancy.hard,
        asked,
    )
