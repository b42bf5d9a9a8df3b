"""The scores of many pairs of a seeker and an ad at once: the last steps of the plain scorer, on arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain import matching_weights as weights
from welcomebot.domain.matching import Matcher
from welcomebot.domain.seekers import Seeker
from welcomebot.search import group_answers as answers
from welcomebot.search.ad_table import AdTable
from welcomebot.search.group_answers import GroupAnswers, PairAnswers

Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

HALF = weights.POINT // 2


@dataclass(frozen=True)
class Fits:
    """What pairs have in common."""

    earned: Numbers
    is_akin: Flags  # by the work or by a required skill: else preferences do not count
    is_shared: Flags  # a required skill
    is_in_field: Flags


@dataclass(frozen=True)
class Kinds:
    """The answers of all seekers to every kind of requirement."""

    suits: tuple[GroupAnswers, ...]  # working time, kind of work
    years: GroupAnswers
    gaps: tuple[GroupAnswers, ...]  # languages, permits, education, distance

    @classmethod
    def of(cls, seekers: Sequence[Seeker], matcher: Matcher) -> "Kinds":
        """Return the answers of some seekers."""
        gaps = (answers.languages(seekers), answers.permits(seekers, matcher), answers.education(seekers), answers.distances(seekers, matcher))
        return cls((answers.working_times(seekers), answers.employments(seekers)), answers.experience(seekers), gaps)


@dataclass(frozen=True)
class PairScorer:
    """Scores pairs of the seekers of `Kinds` and the ads of a table."""

    table: AdTable
    suits: tuple[PairAnswers, ...]
    years: PairAnswers
    gaps: tuple[PairAnswers, ...]

    @classmethod
    def of(cls, kinds: Kinds, table: AdTable) -> "PairScorer":
        """Return the scorer of some ads."""
        ads = table.ads
        return cls(table, tuple(kind.of_ads(ads) for kind in kinds.suits), kinds.years.of_ads(ads), tuple(kind.of_ads(ads) for kind in kinds.gaps))

    @property
    def suits_most(self) -> Numbers:
        """Return what preferences can give at most, for each ad."""
        return np.asarray(sum(kind.second.max(axis=1, initial=0)[kind.asked[:, 0]] for kind in self.suits), np.int32)

    def scores(self, people: Places, ads: Places, fits: Fits) -> Numbers:
        """Return the whole points of pairs; those that have nothing in common get 0."""
        (suits, suits_most), (more, more_most) = (kind.of(people, ads) for kind in self.suits)
        suits, suits_most = (suits + more) * fits.is_akin, (suits_most + more_most) * fits.is_akin
        stated = self.table.stated[ads]
        ratio = np.where(stated > 0, weights.FULL / np.maximum(stated + suits_most, 1), 1.0)
        total = ((fits.earned + suits) * ratio).astype(np.int32) * (fits.earned > 0)
        barrier = np.zeros(len(people), np.int32)
        for kind in self.gaps:
            cost, is_barrier = kind.of(people, ads)
            total -= cost
            np.maximum(barrier, is_barrier, out=barrier)
        total -= self.years.of(people, ads)[0] * fits.is_in_field
        most = np.where(fits.is_shared & self.table.says_enough[ads], weights.FULL, weights.SAYS_TOO_LITTLE)
        most[barrier > 0] = weights.BARRIER
        total = np.maximum(np.minimum(total, most), weights.LEAST * fits.is_shared)
        return np.asarray((total + HALF) // weights.POINT, np.int32)
