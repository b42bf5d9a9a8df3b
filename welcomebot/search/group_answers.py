"""Two numbers for each group of seekers and each ad, from a plain rule that is asked once for a group and a single requirement."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain import matching_weights as weights
from welcomebot.domain.gaps import Gap, education_gap, experience_gap, is_too_far, language_gap, permit_gap, permits_of
from welcomebot.domain.matching import Matcher, Part, preferences
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.vacancies import Cefr, Vacancy
from welcomebot.search.ad_table import padded
from welcomebot.search.seeker_table import Groups

Numbers = NDArray[np.int32]
Pair = tuple[Numbers, Numbers]
Judge = Callable[[Hashable], tuple[int, int]]  # the answer of one group to a single requirement

NO_BOUND = 2**30


@dataclass
class GroupAnswers:
    """The answers to one kind of requirement. The first numbers of several requirements add up to at most `most`, of the second the highest counts."""

    groups: Groups
    judges: Sequence[Judge]  # a judge for each group
    requirements: Callable[[Vacancy], Sequence[Hashable]]
    most: int = NO_BOUND
    known: dict[Hashable, Pair] = field(default_factory=dict)

    def of_requirement(self, requirement: Hashable) -> Pair:
        """Return the answers of all groups to a single requirement."""
        if requirement not in self.known:
            first, second = np.array([judge(requirement) for judge in self.judges], np.int32).reshape(-1, 2).T
            self.known[requirement] = np.ascontiguousarray(first), np.ascontiguousarray(second)
        return self.known[requirement]

    def of_ads(self, ads: Sequence[Vacancy]) -> "PairAnswers":
        """Return the answers to some ads."""
        numbers: dict[Hashable, int] = {}
        asked = [[numbers.setdefault(requirement, len(numbers)) for requirement in self.requirements(ad)] for ad in ads]
        nothing = np.zeros(len(self.judges), np.int32)
        first, second = (np.array([*(self.of_requirement(requirement)[part] for requirement in numbers), nothing]) for part in (0, 1))
        return PairAnswers(self.groups.of, first, second, padded(asked, len(numbers)), self.most)


@dataclass(frozen=True)
class PairAnswers:
    """The answers of seekers to some ads; the last requirement of all is none."""

    groups: Numbers  # of the seekers
    first: Numbers  # requirements x groups
    second: Numbers
    asked: Numbers  # ads x their requirements
    most: int

    def of(self, people: NDArray[np.intp], ads: NDArray[np.intp]) -> Pair:
        """Return the answers of pairs of a seeker and an ad."""
        groups = self.groups[people]
        first, second = np.zeros(len(people), np.int32), np.zeros(len(people), np.int32)
        for column in self.asked.T:
            requirement = column[ads]
            first += self.first[requirement, groups]
            np.maximum(second, self.second[requirement, groups], out=second)
        return np.minimum(first, np.int32(self.most), out=first), second


def languages(seekers: Sequence[Seeker]) -> GroupAnswers:
    """Return what languages cost, and whether one is a barrier."""
    groups = Groups.by(seekers, lambda one: (frozenset(one.languages.items()), one.no_languages))

    known: dict[Hashable, tuple[int, int]] = {}

    def judge(seeker: Seeker) -> Judge:
        def answer(asked: Hashable) -> tuple[int, int]:
            code, asks = _language(asked)
            level = (asked, seeker.languages.get(code), code in seeker.no_languages)
            if level not in known:
                known[level] = _cost(language_gap(seeker, code, asks))
            return known[level]

        return answer

    return GroupAnswers(groups, [judge(one) for one in groups.examples], lambda ad: tuple(sorted(ad.languages.items())), weights.LANGUAGE_MOST)


def _language(asked: Hashable) -> tuple[str, Cefr]:
    return asked  # type: ignore[return-value]  # what `requirements` gives


def permits(seekers: Sequence[Seeker], matcher: Matcher) -> GroupAnswers:
    """Return what permits cost, and whether one is a barrier."""
    groups = Groups.by(seekers, lambda one: (one.permits, one.no_permits))

    def judge(seeker: Seeker) -> Judge:
        held = permits_of(seeker, matcher.taxonomy)
        return lambda permit: _cost(permit_gap(str(permit), held, seeker.no_permits, matcher.taxonomy))

    return GroupAnswers(groups, [judge(one) for one in groups.examples], lambda ad: ad.permits)


def education(seekers: Sequence[Seeker]) -> GroupAnswers:
    """Return what a lower education costs."""
    groups = Groups.by(seekers, lambda one: one.education)

    def judge(seeker: Seeker) -> Judge:
        return lambda asks: _cost(education_gap(seeker.education, int(str(asks))))

    return GroupAnswers(groups, [judge(one) for one in groups.examples], lambda ad: (ad.education,) if ad.education else ())


def experience(seekers: Sequence[Seeker]) -> GroupAnswers:
    """Return what fewer years cost those whose years are in the field."""
    groups = Groups.by(seekers, lambda one: one.experience_years)

    def judge(seeker: Seeker) -> Judge:
        return lambda asks: _cost(experience_gap(seeker.experience_years, int(str(asks)), is_in_field=True))

    return GroupAnswers(groups, [judge(one) for one in groups.examples], lambda ad: (ad.experience_years,) if ad.experience_years else ())


def distances(seekers: Sequence[Seeker], matcher: Matcher) -> GroupAnswers:
    """Return what it costs that work lies too far away."""
    groups = Groups.by(seekers, lambda one: (one.municipality, one.commute_km, frozenset(one.municipalities_ok)))

    def judge(seeker: Seeker) -> Judge:
        return lambda place: (weights.DISTANCE * is_too_far(seeker, str(place), matcher.places), 0)

    return GroupAnswers(groups, [judge(one) for one in groups.examples], lambda ad: (ad.municipality,) if ad.municipality else ())


def working_times(seekers: Sequence[Seeker]) -> GroupAnswers:
    """Return what the working time gives, and what it could give at most."""
    groups = Groups.by(seekers, lambda one: one.work_times)

    def judge(seeker: Seeker) -> Judge:
        return lambda times: _given(preferences(seeker, Vacancy("", "", "", work_times=times)))  # type: ignore[arg-type]

    return GroupAnswers(groups, [judge(one) for one in groups.examples], lambda ad: (tuple(sorted(set(ad.work_times))),))


def employments(seekers: Sequence[Seeker]) -> GroupAnswers:
    """Return what the kind of work gives, and what it could give at most."""
    groups = Groups.by(seekers, lambda one: one.employments)

    def judge(seeker: Seeker) -> Judge:
        return lambda kind: _given(preferences(seeker, Vacancy("", "", "", employment=kind)))  # type: ignore[arg-type]

    return GroupAnswers(groups, [judge(one) for one in groups.examples], lambda ad: (ad.employment,))


def _given(parts: Iterable[Part]) -> tuple[int, int]:
    found = list(parts)
    return sum(line.points for _, lines in found for line in lines), sum(most for most, _ in found)


def _cost(gap: Gap | None) -> tuple[int, int]:
    return (gap.cost, int(gap.is_barrier)) if gap is not None else (0, 0)
