"""What somebody says of themselves about work: skills, permits, languages and years, the sure apart from what they must be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from welcomebot.domain.vacancies import Cefr


class Level(StrEnum):
    """How well somebody can do something, in the words that people use."""

    BEGINNER = "beginner"
    SOME = "some"
    EXPERIENCED = "experienced"
    PROFESSIONAL = "professional"


@dataclass(frozen=True)
class Claim:
    """A concept that a phrase names. `is_denied` where the person says that they lack it; `score` is how sure the link is (0-1)."""

    concept_id: str
    text: str  # the words that name it, in common spelling
    score: float
    is_sure: bool = True
    is_denied: bool = False
    level: Level | None = None
    years: int | None = None


@dataclass(frozen=True)
class Doubt:
    """Words that may name one of a few concepts, the likeliest first: the person is asked."""

    text: str
    choices: tuple[Claim, ...]


@dataclass(frozen=True)
class SpokenLanguages:
    """Languages by their ISO 639-1 code. Where no level was said, it is None and has to be asked."""

    levels: Mapping[str, Cefr | None] = field(default_factory=lambda: MappingProxyType({}))
    denied: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Claims:
    """All that a text says: `sure` holds each concept once, `doubts` what to ask, `unlinked` the words that named nothing."""

    sure: tuple[Claim, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unlinked: tuple[str, ...] = ()
    languages: Mapping[str, Cefr | None] = field(default_factory=lambda: MappingProxyType({}))
    no_languages: frozenset[str] = frozenset()
    years: int | None = None  # the longest time in work that the text names
    language: str = "en"  # the language of the text itself

    @property
    def had(self) -> tuple[Claim, ...]:
        """Return what the person surely has."""
        return tuple(claim for claim in self.sure if not claim.is_denied)

    @property
    def lacked(self) -> tuple[Claim, ...]:
        """Return what the person says that they lack."""
        return tuple(claim for claim in self.sure if claim.is_denied)
