"""What a text says that somebody can do, as far as it was understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from welcomebot.domain.vacancies import Cefr


class SkillLevel(StrEnum):
    """How well somebody can do a thing, in the steps that people name themselves."""

    BEGINNER = "beginner"
    SOME = "some"
    EXPERIENCED = "experienced"
    PROFESSIONAL = "professional"


@dataclass(frozen=True)
class Claim:
    """A concept that a part of the text names. One that is not sure is put to the person, who confirms or drops it."""

    concept_id: str
    text: str  # the person's own words for it
    score: float  # 0-1
    is_sure: bool
    is_denied: bool = False  # "I can not drive"
    level: SkillLevel | None = None
    years: int | None = None


@dataclass(frozen=True)
class Claims:
    """Everything that was understood; `unlinked` are the words that named nothing."""

    claims: tuple[Claim, ...] = ()
    unlinked: tuple[str, ...] = ()
    languages: Mapping[str, Cefr] = field(default_factory=lambda: MappingProxyType({}))
    no_languages: frozenset[str] = frozenset()
    years: int | None = None  # of experience altogether
