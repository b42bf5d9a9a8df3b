"""The ads as arrays: what each asks for, as numbers of asks with their points, and what it says of itself.

An ask is a set of names of which one is enough. Ads ask for several things; rows are filled up with the ask that nobody meets, the last one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain import matching_weights as weights
from welcomebot.domain.haves import items
from welcomebot.domain.matching import units
from welcomebot.domain.ranking import tie_order
from welcomebot.domain.rarity import Rarity
from welcomebot.domain.vacancies import Vacancy

Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]
Ask = tuple[str, ...]


@dataclass(frozen=True)
class AdTable:
    """Some ads in the order that decides between equal scores. `skill`, `unit`, `is_required` and `occupation` hold a row for each ad."""

    ads: tuple[Vacancy, ...]
    skills: tuple[Ask, ...]
    occupations: tuple[Ask, ...]
    skill: Numbers
    unit: Numbers  # what a hundredth of the skill gives
    is_required: Flags
    occupation: Numbers
    stated: Numbers  # what the ad's parts give at most, without preferences
    says_enough: Flags  # to be a very good match

    @classmethod
    def of(cls, vacancies: Iterable[Vacancy], rarity: Rarity) -> "AdTable":
        """Return the table of some ads."""
        ads = tuple(sorted(vacancies, key=tie_order))
        rows = [_asked(ad, rarity) for ad in ads]
        skills = _numbered([ask for row in rows for ask, _, _ in row])
        occupations = _numbered([(name,) for ad in ads for name in ad.occupations])
        return cls(
            ads=ads,
            skills=tuple(skills),
            occupations=tuple(occupations),
            skill=padded([[skills[ask] for ask, _, _ in row] for row in rows], len(skills)),
            unit=padded([[unit for _, unit, _ in row] for row in rows], 0),
            is_required=padded([[int(is_required) for _, _, is_required in row] for row in rows], 0) > 0,
            occupation=padded([[occupations[(name,)] for name in ad.occupations] for ad in ads], len(occupations)),
            stated=np.array([_stated(ad) for ad in ads], np.int32),
            says_enough=np.array([bool(ad.occupations and ad.required) for ad in ads], np.bool_),
        )


def padded(rows: Sequence[Sequence[int]], filling: int) -> Numbers:
    """Return rows of unequal length as an array, filled up at their ends."""
    table = np.full((len(rows), max((len(row) for row in rows), default=0) or 1), filling, np.int32)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table


def _asked(ad: Vacancy, rarity: Rarity) -> list[tuple[Ask, int, bool]]:
    found = []
    for most, asked, is_required in ((weights.REQUIRED, ad.required, True), (weights.WISHED, ad.wished, False)):
        found += [(tuple(sorted(items(skill))), unit, is_required) for skill, unit in zip(asked, units(most, asked, rarity), strict=True)]
    return found


def _stated(ad: Vacancy) -> int:
    """Return what the parts of an ad give at most; 0 for one whose parts are not scaled."""
    stated = weights.OCCUPATION * bool(ad.occupations) + weights.REQUIRED * bool(ad.required) + weights.WISHED * bool(ad.wished)
    return stated if ad.occupations or ad.required else 0


def _numbered(keys: Iterable[Ask]) -> dict[Ask, int]:
    numbers: dict[Ask, int] = {}
    for key in keys:
        numbers.setdefault(key, len(numbers))
    return numbers
