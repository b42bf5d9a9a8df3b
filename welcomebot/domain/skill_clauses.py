"""What a clause is made of: words that mean something by themselves, and between them the runs that may name skills."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from welcomebot.domain.claims import Level
from welcomebot.domain.skill_levels import AGE, LEVELS, LIVING, Time, times
from welcomebot.domain.skill_words import ASIDE, CONTRAST, DENIALS, FILLERS, JOINING, NOT_ONLY
from welcomebot.domain.spoken_languages import SPEAK, Spoken
from welcomebot.domain.word_marks import Mark


@dataclass
class Run:
    """Words that stand together, and where in their clause."""

    start: int
    words: list[str]
    is_denied: bool = False
    level: Level | None = None
    years: int | None = None

    @property
    def core(self) -> list[str]:
        """Return the words without those at both ends that name nothing."""
        return without_fillers(self.words)


@dataclass
class Clause:
    """A clause on its way to phrases: what was read of it, and the words that were not used up by that."""

    words: list[str]
    times: list[Time]
    levels: list[Mark[Level]]
    denials: list[Mark[bool]]
    used: set[int]
    runs: list[Run]


def read_clause(clause: list[str], used: set[int]) -> Clause:
    """Mark what has a meaning of its own; the words between are runs that may name skills."""
    spent = used | places(NOT_ONLY.find(clause)) | (places(SPEAK.find(clause)) if used else set())
    found_times = [time for time in times(clause) if time.start not in spent]
    spent |= places(found_times) | places(AGE.find(clause)) | places(LIVING.find(clause)) | places(ASIDE.find(clause))
    levels = [mark for mark in LEVELS.find(clause) if mark.start not in spent]
    spent |= places(levels)
    denials = [mark for mark in DENIALS.find(clause) if mark.start not in spent]
    spent |= places(denials)
    return Clause(clause, found_times, levels, denials, spent, list(_runs(clause, spent)))


def places(found: Sequence[Spoken | Time | Mark[Any]]) -> set[int]:
    """Return the places of all words of what was found."""
    return {place for one in found for place in range(one.start, one.end)}


def _runs(clause: Sequence[str], spent: set[int]) -> Iterator[Run]:
    run = Run(0, [])
    for place, word in enumerate([*clause, ""]):
        if word and place not in spent and word not in JOINING and word not in CONTRAST:
            if not run.words:
                run = Run(place, [])
            run.words.append(word)
        elif run.words:
            yield run
            run = Run(0, [])


def without_fillers(gathered: Sequence[str]) -> list[str]:
    """Cut fillers off both ends; inside a name they belong to it."""
    start, end = 0, len(gathered)
    while start < end and gathered[start] in FILLERS:
        start += 1
    while end > start and gathered[end - 1] in FILLERS:
        end -= 1
    return list(gathered[start:end])
