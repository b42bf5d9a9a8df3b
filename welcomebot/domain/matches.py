"""The result of matching: whole points, line by line, that add up to the score. What is shown is this and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from welcomebot.domain.seekers import Band
from welcomebot.domain.skills import Relation


class LineKind(StrEnum):
    """What a line gives or takes points for."""

    OCCUPATION = "occupation"
    REQUIRED = "required"
    WISHED = "wished"
    PREFERENCES = "preferences"
    LIKENESS = "likeness"  # nothing was linked, and what was written is like the ad in meaning
    EXPERIENCE = "experience"
    LANGUAGE = "language"
    CARD = "card"
    EDUCATION = "education"
    DISTANCE = "distance"
    SCALED = "scaled"  # parts that the ad does not state are left out and the rest is scaled
    CAP = "cap"  # an ad that says too little is never strong
    FLOOR = "floor"  # a shared required skill is worth something whatever is missing


class Status(StrEnum):
    """How a seeker stands to a requirement."""

    MET = "met"
    CAN_GET = "can-get"
    MUST_HAVE_FIRST = "must-have-first"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Line:
    """One line of an explanation. `concept` is what the ad asks, `through` what the seeker has for it, by `relation`.

    `values` hold what the sentence needs beyond that: for a language `{"language": "fi", "asks": "B1", "has": "A2"}`,
    for a distance `{"place": "Kannus", "km": "38"}`, for a skill that was not linked `{"text": "…"}`.
    """

    kind: LineKind
    points: int
    concept: str = ""
    through: str = ""
    relation: Relation | None = None
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Requirement:
    """A requirement that the seeker does not meet yet: `name` as in Vacancy.hard, `skill:<concept>` or `word:<text>` for a skill."""

    name: str
    status: Status
    is_hard: bool = False
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Match:
    """How a vacancy fits a seeker; `lines` add up to `score` (0-100)."""

    seeker: str
    vacancy: str
    score: int
    band: Band
    lines: tuple[Line, ...] = ()
    missing: tuple[Requirement, ...] = ()
    blocked: tuple[Requirement, ...] = ()  # hard ones that are not met: no alert, but it can be browsed

    @property
    def may_alert(self) -> bool:
        """Tell whether a seeker may hear of it unasked."""
        return not self.blocked and self.band is not Band.WEAK
