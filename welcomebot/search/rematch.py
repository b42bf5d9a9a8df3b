"""All seekers with all ads at once, or all seekers with one new ad: the scores of the plain scorer, worked out on arrays.

The worth of things, the gaps and the weights come from the plain scorer's own functions; a test compares the scores of both.
What is shown of a match is always the plain scorer's output.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain import matching_weights as weights
from welcomebot.domain.matching import Matcher
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.vacancies import Vacancy
from welcomebot.search.ad_table import AdTable
from welcomebot.search.best_ads import BestAds
from welcomebot.search.have_worth import Ask, Givers, HaveWorth, covered_by_sum, occupations_in, of_ask
from welcomebot.search.pair_scores import Fits, Kinds, PairScorer
from welcomebot.search.seeker_table import SeekerTable

Numbers = NDArray[np.int32]
Worths = NDArray[np.uint8]

DEFAULT_TOP = 20


@dataclass(frozen=True)
class Ranked:
    """A seeker's best ads with their scores, the best first."""

    seeker: str
    ads: tuple[tuple[str, int], ...]


class Rematch:
    """Some seekers, ready to be matched. What the open ads ask for is worked out in advance: a new ad mostly asks for the same."""

    def __init__(self, seekers: Iterable[Seeker], matcher: Matcher, open_ads: Iterable[Vacancy] = ()) -> None:
        self._matcher = matcher
        self._table = SeekerTable.of(seekers)
        self._worth = HaveWorth.of(self._table.names, matcher.taxonomy)
        self._kinds = Kinds.of(self._table.seekers, matcher)
        ads = tuple(open_ads)
        for kind in (*self._kinds.gaps, self._kinds.years, *self._kinds.suits):
            for requirement in {requirement for ad in ads for requirement in kind.requirements(ad)}:
                kind.of_requirement(requirement)

    @property
    def seekers(self) -> tuple[Seeker, ...]:
        """Return the seekers in the order of the scores of `against`."""
        return self._table.seekers

    def top(self, vacancies: Iterable[Vacancy], today: date, *, count: int = DEFAULT_TOP) -> Iterator[Ranked]:
        """Yield each seeker's best open ads; at equal scores the order of `ranking.tie_order` decides."""
        table = AdTable.of((ad for ad in vacancies if ad.is_open_on(today)), self._matcher.rarity)
        best = BestAds(self._table, self._worth, PairScorer.of(self._kinds, table), self._matcher.taxonomy)
        for seeker, found in zip(self._table.seekers, best.of_all(count), strict=True):
            yield Ranked(seeker.id, tuple((table.ads[place].id, score) for place, score in found))

    def against(self, vacancy: Vacancy, today: date) -> Numbers:
        """Return the score of every seeker for one ad; 0 for all where its last day is over."""
        found = np.zeros(len(self._table.seekers), np.int32)
        if not vacancy.is_open_on(today):
            return found
        table = AdTable.of([vacancy], self._matcher.rarity)
        fits = self._fits(table)
        people = np.flatnonzero(fits.earned)
        some = Fits(fits.earned[people], fits.is_akin[people], fits.is_shared[people], fits.is_in_field[people])
        found[people] = PairScorer.of(self._kinds, table).scores(people, np.zeros(len(people), np.intp), some)
        return found

    def _fits(self, table: AdTable) -> Fits:
        """Return what every seeker has in common with the one ad of a table."""
        earned = np.zeros(len(self._table.seekers), np.int32)
        best_required, work, field = (np.zeros(len(earned), np.uint8) for _ in range(3))
        for number, unit, is_required in zip(table.skill[0], table.unit[0], table.is_required[0], strict=True):
            if number < len(table.skills):
                worth = self._column(self._worth.skills, table.skills[number])
                earned += worth * unit
                np.maximum(best_required, worth * is_required, out=best_required)
        for ask in table.occupations:
            np.maximum(work, self._column(self._worth.work, ask), out=work)
            np.maximum(field, self._column(self._worth.field, ask), out=field)
        for occupation in occupations_in(table.occupations, self._matcher.taxonomy):
            sums = np.zeros(len(earned), np.int32)
            for skill in occupation.skills:
                sums += self._column(self._worth.skills, (skill,))
            np.maximum(work, covered_by_sum(len(occupation.skills))[-1, sums], out=work)
        earned += work * np.int32(weights.OCCUPATION // weights.SHARE)
        return Fits(earned, (work > 0) | (best_required > 0), best_required >= weights.SHARED, field > 0)

    def _column(self, givers: Givers, ask: Ask) -> Worths:
        """Return what every seeker is worth for an ask: the better a have, the later it overwrites the others."""
        column = np.zeros(len(self._table.seekers), np.uint8)
        for have, worth in of_ask(givers, ask):
            column[self._table.with_have(have)] = worth
        return column
