"""The seekers as arrays: what each has as numbers of haves, and their answers in groups of equal ones.

Almost nobody is alone with an answer such as "Finnish A2 and English B1": what depends on it is worked out once for a group.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.haves import LANGUAGE, LEAST_LANGUAGE, word_item
from welcomebot.domain.seekers import Seeker

Numbers = NDArray[np.int32]

WANTED = "wanted:"  # in front of an occupation that somebody wants to do


@dataclass(frozen=True)
class Groups:
    """Seekers in groups of equal answers: the group of each, and one seeker of every group."""

    of: Numbers
    examples: tuple[Seeker, ...]

    @classmethod
    def by(cls, seekers: Sequence[Seeker], answer: Callable[[Seeker], Hashable]) -> "Groups":
        """Return the groups of seekers who give the same answer."""
        places: dict[Hashable, int] = {}
        examples: list[Seeker] = []
        of = np.empty(len(seekers), np.int32)
        for number, seeker in enumerate(seekers):
            key = answer(seeker)
            if key not in places:
                places[key] = len(examples)
                examples.append(seeker)
            of[number] = places[key]
        return cls(of, tuple(examples))


@dataclass(frozen=True)
class SeekerTable:
    """What all seekers have. `haves` holds a row of have numbers for each, filled up with 0, which stands for nothing."""

    seekers: tuple[Seeker, ...]
    names: tuple[str, ...]  # of the haves, by number
    haves: Numbers

    @classmethod
    def of(cls, seekers: Iterable[Seeker]) -> "SeekerTable":
        """Return the table of some seekers."""
        people = tuple(seekers)
        numbers: dict[str, int] = {"": 0}
        rows = [[numbers.setdefault(name, len(numbers)) for name in have_names(seeker)] for seeker in people]
        haves = np.zeros((len(people), max((len(row) for row in rows), default=0) or 1), np.int32)
        for place, row in enumerate(rows):
            haves[place, : len(row)] = row
        return cls(people, tuple(numbers), haves)

    def with_have(self, have: int) -> Numbers:
        """Return the places of the seekers who have something."""
        starts, people = self._people
        return people[starts[have] : starts[have + 1]]

    @cached_property
    def _people(self) -> tuple[Numbers, Numbers]:
        flat = self.haves.ravel()
        order = np.argsort(flat, kind="stable").astype(np.int32)
        starts = np.searchsorted(flat[order], np.arange(len(self.names) + 1)).astype(np.int32)
        return starts, order // np.int32(self.haves.shape[1])


def have_names(seeker: Seeker) -> list[str]:
    """Return all that a seeker has under the names of haves, each once."""
    spoken = (LANGUAGE + language for language, level in seeker.languages.items() if level >= LEAST_LANGUAGE)
    wanted = (WANTED + occupation for occupation in seeker.wishes)
    return list(dict.fromkeys((*seeker.occupations, *seeker.skills, *seeker.permits, *wanted, *spoken, *(word_item(word) for word in seeker.words))))
