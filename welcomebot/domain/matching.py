"""How well an ad fits a seeker: whole points, line by line. The lines are the computation; there is no second one.

The method is that of matching.md, section c5; every number stands in matching_weights.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from welcomebot.domain import matching_weights as weights
from welcomebot.domain.gaps import Gap, gaps
from welcomebot.domain.haves import NOTHING, Worth, best, items, occupations_of, skills_of
from welcomebot.domain.matches import Line, LineKind, Match, Requirement, Status
from welcomebot.domain.places import Places
from welcomebot.domain.rarity import Rarity
from welcomebot.domain.seekers import Band, Seeker
from welcomebot.domain.skills import Taxonomy
from welcomebot.domain.vacancies import Asked, Vacancy

EXPIRED = "expired"  # the name of a requirement: the last day to apply is not over

Held = tuple[Asked, Worth]  # a skill that is asked for, and the best that a seeker has for it
Part = tuple[int, list[Line]]  # the most that a part gives, and what it does give


@dataclass(frozen=True)
class Matcher:
    """Scores seekers and ads against each other; `rarity` is that of the open ads."""

    taxonomy: Taxonomy
    places: Places
    rarity: Rarity

    def of(self, seeker: Seeker) -> "Scorer":
        """Return the scorer of one seeker, for many ads."""
        return Scorer(self, seeker)

    def match(self, seeker: Seeker, vacancy: Vacancy, today: date) -> Match:
        """Return how an ad fits a seeker."""
        return self.of(seeker).match(vacancy, today)


@dataclass(frozen=True)
class Scorer:
    """Scores ads for one seeker: what the seeker's things are worth is worked out once."""

    matcher: Matcher
    seeker: Seeker

    def match(self, vacancy: Vacancy, today: date, *, likeness: int = 0) -> Match:
        """Return how an ad fits the seeker; `likeness` (0-100) of their words to the ad's counts only where nothing else does."""
        required, wished = self._held(vacancy.required), self._held(vacancy.wished)
        parts = [self._occupation(vacancy), self._skilled(LineKind.REQUIRED, required), self._skilled(LineKind.WISHED, wished)]
        # That the hours suit, or a language that is a plus, is no ground to show work that has nothing to do with a person.
        if likeness and not any(lines for _, lines in parts):
            parts.append((0, [Line(LineKind.LIKENESS, weights.LIKENESS * likeness // weights.SHARE)]))
            parts += preferences(self.seeker, vacancy)
        if parts[0][1] or parts[1][1]:
            parts += preferences(self.seeker, vacancy)
        lacks = self._gaps(vacancy)
        lines = [*_scaled(parts, vacancy), *_deductions(lacks)]
        lines += _bounds(_total(lines), vacancy, required, lacks)
        score = (_total(lines) + weights.POINT // 2) // weights.POINT
        return Match(
            seeker=self.seeker.id,
            vacancy=vacancy.id,
            score=score,
            band=band_of(score),
            lines=_in_whole_points(lines, score),
            missing=(*(gap.requirement(vacancy) for gap in lacks if gap.kind is not LineKind.DISTANCE), *_missing_skills(required)),
            blocked=tuple(_blocking(vacancy, lacks, today)),
        )

    def _held(self, asked: Iterable[Asked]) -> list[Held]:
        return [(skill, best(self._skills, items(skill))) for skill in asked]

    def _gaps(self, vacancy: Vacancy) -> list[Gap]:
        is_in_field = any(concept in self._field for concept in vacancy.occupations)
        return list(gaps(self.seeker, vacancy, self.matcher.taxonomy, self.matcher.places, is_in_field=is_in_field))

    def _occupation(self, vacancy: Vacancy) -> Part:
        if not vacancy.occupations:
            return 0, []
        fit = best(self._work, vacancy.occupations)
        if fit is NOTHING:
            return weights.OCCUPATION, []
        values = {"wanted": "yes"} if fit.is_wanted else {}
        return weights.OCCUPATION, [_line(LineKind.OCCUPATION, weights.OCCUPATION * fit.hundredths // weights.SHARE, fit, values)]

    def _skilled(self, kind: LineKind, held: list[Held]) -> Part:
        if not held:
            return 0, []
        most = weights.REQUIRED if kind is LineKind.REQUIRED else weights.WISHED
        each = units(most, [asked for asked, _ in held], self.matcher.rarity)
        worths = [(asked, worth, unit) for (asked, worth), unit in zip(held, each, strict=True) if worth is not NOTHING]
        lines = [_line(kind, unit * worth.hundredths, worth, {"text": asked.text}) for asked, worth, unit in worths]
        return most, sorted(lines, key=lambda line: (-line.points, line.concept, line.values["text"]))

    @cached_property
    def _skills(self) -> Mapping[str, Worth]:
        return skills_of(self.seeker, self.matcher.taxonomy)

    @cached_property
    def _work(self) -> Mapping[str, Worth]:
        return occupations_of(self.seeker, self.matcher.taxonomy, self._skills)

    @cached_property
    def _field(self) -> frozenset[str]:
        """The occupations that the seeker's years count for."""
        return frozenset(other for done in self.seeker.occupations for other in self.matcher.taxonomy.worth(done))


def preferences(seeker: Seeker, vacancy: Vacancy) -> Iterator[Part]:
    """Yield working time and kind of work, each only where both sides state it."""
    if vacancy.work_times and seeker.work_times:
        times = sorted(set(vacancy.work_times))
        fitting = [time for time in times if time in seeker.work_times]
        points = weights.WORK_TIME * len(fitting) // len(times)
        yield weights.WORK_TIME, [Line(LineKind.PREFERENCES, points, values={"work_times": " ".join(fitting)})]
    if vacancy.employment and seeker.employments:
        points = weights.EMPLOYMENT * (vacancy.employment in seeker.employments)
        yield weights.EMPLOYMENT, [Line(LineKind.PREFERENCES, points, values={"employment": vacancy.employment})]


def units(most: int, asked: Sequence[Asked], rarity: Rarity) -> list[int]:
    """Return what a hundredth of each skill gives, so that all of them together give at most `most`."""
    counts = [rarity.weight(skill) for skill in asked]
    return [most * count // (weights.SHARE * sum(counts)) for count in counts]


def band_of(score: int) -> Band:
    """Return the band that a score falls into."""
    return next(band for band, least in weights.BANDS.items() if score >= least)


def is_shared(held: Iterable[Held]) -> bool:
    """Tell whether one of the skills is shared, not only a neighbour of one."""
    return any(worth.hundredths >= weights.SHARED for _, worth in held)


def _line(kind: LineKind, points: int, worth: Worth, values: Mapping[str, str] | None = None) -> Line:
    return Line(kind, points, worth.asked, worth.through, worth.relation, values or {})


def _total(lines: Iterable[Line]) -> int:
    return sum(line.points for line in lines)


def _scaled(parts: list[Part], vacancy: Vacancy) -> Iterator[Line]:
    """Yield the lines of the parts, and one that makes up for those that are not stated. Preferences alone are no ground to scale."""
    lines = [line for _, part in parts for line in part]
    yield from lines
    stated, earned = sum(most for most, _ in parts), _total(lines)
    if stated < weights.FULL and (vacancy.occupations or vacancy.required):
        # One multiplication and a cut: the same on every computer, for one ad and for many at once.
        yield Line(LineKind.SCALED, int(earned * (weights.FULL / stated)) - earned)


def _deductions(lacks: Iterable[Gap]) -> Iterator[Line]:
    for gap in lacks:
        if gap.cost:
            yield Line(gap.kind, -gap.cost, gap.concept, values=gap.values)


def _bounds(total: int, vacancy: Vacancy, required: list[Held], lacks: Iterable[Gap]) -> Iterator[Line]:
    """Yield the line that brings a total within its bounds, if it lies outside."""
    barrier = next((gap for gap in lacks if gap.is_barrier), None)
    most, reason = weights.FULL, ""
    if not vacancy.occupations or not required:
        most, reason = weights.SAYS_TOO_LITTLE, "ad"
    elif not is_shared(required):
        most, reason = weights.SAYS_TOO_LITTLE, "skills"
    if barrier is not None:
        most, reason = weights.BARRIER, str(barrier.kind)
    least = weights.LEAST if is_shared(required) else 0
    if total > most:
        yield Line(LineKind.CAP, most - total, values={"reason": reason, "most": str(most // weights.POINT)})
    elif total < least or total < 0:
        yield Line(LineKind.FLOOR, least - total, values={"reason": "shared" if least else "zero"})


def _in_whole_points(lines: list[Line], score: int) -> tuple[Line, ...]:
    """Return the lines that give or take something, rounded so that they add up: the largest remainders are rounded up."""
    whole = [line.points // weights.POINT for line in lines]
    by_remainder = sorted(range(len(lines)), key=lambda place: (-(lines[place].points % weights.POINT), place))
    for place in by_remainder[: score - sum(whole)]:
        whole[place] += 1
    return tuple(replace(line, points=points) for line, points in zip(lines, whole, strict=True) if points)


def _missing_skills(required: Iterable[Held]) -> Iterator[Requirement]:
    """Yield the skills that nothing was found for; whether somebody has them is asked."""
    for asked, worth in required:
        if worth.hundredths < weights.SHARED:
            name = f"skill:{asked.concepts[0]}" if asked.concepts else f"word:{asked.text}"
            yield Requirement(name, Status.UNKNOWN, values={"text": asked.text})


def _blocking(vacancy: Vacancy, lacks: Iterable[Gap], today: date) -> Iterator[Requirement]:
    """Yield what keeps an ad out of alerts: hard requirements that are not met, permits that take months, the last day over."""
    for gap in lacks:
        is_hard = gap.name in vacancy.hard and gap.status is not Status.UNKNOWN
        if is_hard or (gap.is_barrier and gap.kind is LineKind.CARD):
            yield gap.requirement(vacancy)
    if not vacancy.is_open_on(today):
        yield Requirement(EXPIRED, Status.MUST_HAVE_FIRST, values={"day": str(vacancy.apply_by)})
