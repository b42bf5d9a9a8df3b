"""The best ads of many seekers: an upper bound of every score is cheap, the exact one is worked out only where the bound allows a place among the best."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # its stubs would be another dependency

from welcomebot.domain import matching_weights as weights
from welcomebot.domain.skills import Kind, Taxonomy
from welcomebot.search.ad_table import AdTable
from welcomebot.search.have_worth import HaveWorth, best_of, covered_by_sum
from welcomebot.search.pair_scores import Fits, PairScorer
from welcomebot.search.seeker_table import SeekerTable

Numbers = NDArray[np.int32]
Bounds = NDArray[np.uint8]
Worths = NDArray[np.uint8]

BLOCK = 256  # seekers at a time
STEPS = (*range(95, 20, -5), 15, 10, 5, 1)  # points at which candidates are counted
AMPLE = 3  # times as many candidates as are wanted are looked at first
SAMPLED = 8  # every eighth ad is counted for that
ROUNDED = 0.51  # points; more than rounding adds
ROW, SCORE = 40, 24  # bits below which a sorting key holds the ad, and the score
LEAST, HIGHEST = weights.LEAST // weights.POINT, weights.FULL // weights.POINT


@dataclass(frozen=True)
class Block:
    """What some seekers are worth for all asks; the last column is the ask that nobody meets."""

    skills: Worths
    work: Worths
    field: Worths


class BestAds:
    """Finds the best ads of the seekers of a table."""

    def __init__(self, seekers: SeekerTable, worth: HaveWorth, scorer: PairScorer, taxonomy: Taxonomy) -> None:
        self._seekers, self._scorer, self._ads = seekers, scorer, scorer.table
        occupations = [taxonomy.concepts.get(name) for (name,) in self._ads.occupations]
        needs = [occupation.skills if occupation and occupation.kind is Kind.OCCUPATION else () for occupation in occupations]
        essential = sorted({skill for skills in needs for skill in skills})
        tables = (
            worth.table(worth.skills, self._ads.skills),
            worth.table(worth.work, self._ads.occupations),
            worth.table(worth.field, self._ads.occupations),
            worth.table(worth.skills, [(skill,) for skill in essential]),
        )
        self._tables, self._borders = np.hstack(tables), np.cumsum([table.shape[1] for table in tables])[:-1]
        members = np.array([[skills.count(skill) for skill in essential] for skills in needs], np.int32).reshape(len(needs), len(essential))
        self._members = sparse.csr_array(members)
        self._sizes = np.array([len(skills) for skills in needs], np.intp)
        self._covered = covered_by_sum(max(self._sizes, default=0))
        self._bound = UpperBound(self._ads, scorer.suits_most)

    def of_all(self, count: int) -> Iterator[list[tuple[int, int]]]:
        """Yield for each seeker the places of the best ads with their scores, the best first."""
        for start in range(0, len(self._seekers.seekers), BLOCK):
            yield from self._of_block(start, count)

    def _of_block(self, start: int, count: int) -> Iterator[list[tuple[int, int]]]:
        block = self._worth_of(self._seekers.haves[start : start + BLOCK])
        bounds = self._bound.of(block)
        first = _first_step(bounds, count * AMPLE)
        best = self._keys(block, start, bounds >= first)
        # What else may reach the last of the best: its bound lies below the first step, and not below that last score.
        lowest = _last_scores(best, len(first), count)
        rest = self._keys(block, start, (bounds >= lowest) & (bounds < first))
        keys = np.sort(np.concatenate([best, rest]))
        starts = np.searchsorted(keys, np.arange(len(first) + 1) << ROW)
        for row in range(len(first)):
            own = keys[starts[row] : min(starts[row] + count, starts[row + 1])]
            yield list(zip((own & ((1 << SCORE) - 1)).tolist(), _score_of(own).tolist(), strict=True))

    def _worth_of(self, haves: Numbers) -> Block:
        skills, work, field, essential = np.split(best_of(self._tables, haves), self._borders, axis=1)
        sums = (self._members @ essential.T.astype(np.int32)).T
        work = np.maximum(work, self._covered[self._sizes, sums])
        return Block(*(_with_nobody(worths) for worths in (skills, work, field)))

    def _keys(self, block: Block, start: int, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return sorted keys of the chosen pairs with a score above 0: by seeker, then the highest score, then the ads' own order."""
        ads, people = np.nonzero(chosen)
        scores = self._scorer.scores(people + start, ads, self._fits(block, people, ads))
        some = scores > 0
        keys = (people[some].astype(np.int64) << ROW) + ((HIGHEST - scores[some].astype(np.int64)) << SCORE) + ads[some]
        return np.sort(keys)

    def _fits(self, block: Block, people: NDArray[np.intp], ads: NDArray[np.intp]) -> Fits:
        earned = np.zeros(len(people), np.int32)
        best_required, work, field = (np.zeros(len(people), np.uint8) for _ in range(3))
        for skill, unit, is_required in zip(self._ads.skill.T, self._ads.unit.T, self._ads.is_required.T, strict=True):
            worth = block.skills[people, skill[ads]]
            earned += worth * unit[ads]
            np.maximum(best_required, worth * is_required[ads], out=best_required)
        for occupation in self._ads.occupation.T:
            np.maximum(work, block.work[people, occupation[ads]], out=work)
            np.maximum(field, block.field[people, occupation[ads]], out=field)
        earned += work * np.int32(weights.OCCUPATION // weights.SHARE)
        return Fits(earned, (work > 0) | (best_required > 0), best_required >= weights.SHARED, field > 0)


class UpperBound:
    """Bounds scores from above: without any gap, and with all preferences met."""

    def __init__(self, ads: AdTable, suits_most: Numbers) -> None:
        scale = np.where(ads.stated > 0, weights.FULL / np.maximum(ads.stated + suits_most, 1), 1.0) / weights.POINT
        units = (ads.unit * scale[:, None]).astype(np.float32)
        rows = np.repeat(np.arange(len(ads.ads)), ads.skill.shape[1])
        self._skills = sparse.csr_array((units.ravel(), (rows, ads.skill.ravel())), (len(ads.ads), len(ads.skills) + 1), dtype=np.float32)
        self._work = (scale * (weights.OCCUPATION // weights.SHARE)).astype(np.float32)[:, None]
        self._more = (suits_most * scale + ROUNDED).astype(np.float32)[:, None]
        self._most = np.where(ads.says_enough, HIGHEST, weights.SAYS_TOO_LITTLE // weights.POINT).astype(np.float32)[:, None]
        self._occupation = ads.occupation

    def of(self, block: Block) -> Bounds:
        """Return the bounds of ads x seekers in points; 0 where nothing is in common."""
        bounds = self._skills @ np.ascontiguousarray(block.skills.T.astype(np.float32))
        by_work = np.ascontiguousarray(block.work.T)
        work = by_work[self._occupation[:, 0]]
        for column in self._occupation.T[1:]:
            np.maximum(work, by_work[column], out=work)
        bounds += work * self._work
        is_something = bounds > 0
        bounds += self._more
        np.maximum(np.minimum(bounds, self._most, out=bounds), LEAST, out=bounds)
        bounds *= is_something
        return np.asarray(bounds, np.uint8)


def _with_nobody(worths: Worths) -> Worths:
    return np.hstack([worths, np.zeros((len(worths), 1), np.uint8)])


def _first_step(bounds: Bounds, wanted: int) -> Bounds:
    """Return for each seeker a bound that about as many ads reach as are wanted, judged by a sample of the ads."""
    sample = bounds[::SAMPLED]
    step = np.ones(bounds.shape[1], np.uint8)
    for points in reversed(STEPS):
        step[np.count_nonzero(sample >= points, axis=0) * SAMPLED >= wanted] = points
    return step


def _score_of(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    return HIGHEST - ((keys >> SCORE) & ((1 << (ROW - SCORE)) - 1))


def _last_scores(keys: NDArray[np.int64], rows: int, count: int) -> Bounds:
    """Return the score of the last wanted entry of each row; 1 where there are too few."""
    starts = np.searchsorted(keys, np.arange(rows + 1) << ROW)
    last = starts[:-1] + count - 1
    is_there = last < starts[1:]
    scores = np.ones(rows, np.uint8)
    scores[is_there] = _score_of(keys[last[is_there]]).astype(np.uint8)
    return scores
