"""Seekers and ads made up from the taxonomy, the same for the same seed: for tests and benches of matching."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from welcomebot.domain.places import Places
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Kind, Taxonomy
from welcomebot.domain.vacancies import REMOTE, Asked, Cefr, Employment, Vacancy, WorkTime

TODAY = date(2026, 11, 24)
RAW_WORDS = ("mass balance", "punctual", "valid passport", "own tools", "local knowledge")
LANGUAGES = ("fi", "sv", "en", "uk", "ru", "ar")


@dataclass
class SyntheticJobs:
    """A source of seekers and ads."""

    taxonomy: Taxonomy
    places: Places
    seed: int = 0
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.by_kind = {kind: sorted(concept.id for concept in self.taxonomy.concepts.values() if concept.kind is kind) for kind in Kind}
        self.towns = [*sorted(self.places.places), "Atlantis"]

    def seekers(self, count: int) -> list[Seeker]:
        return [self.seeker(f"s{number:06}") for number in range(count)]

    def vacancies(self, count: int) -> list[Vacancy]:
        return [self.vacancy(f"v{number:05}") for number in range(count)]

    def seeker(self, id: str) -> Seeker:
        """Return somebody with about nine concepts, most of them of one field."""
        chance = self.chance
        work = self._some(Kind.OCCUPATION, (1, 2))
        own = [skill for occupation in work for skill in self.taxonomy.concepts[occupation].skills]
        permits = self._some(Kind.PERMIT, (0, 3))
        return Seeker(
            id=id,
            occupations=work,
            wishes=self._some(Kind.OCCUPATION, (0, 1)),
            skills=tuple(dict.fromkeys([*chance.sample(own, min(len(own), chance.randint(2, 5))), *self._some(Kind.SKILL, (0, 3))])),
            words=tuple(chance.sample(RAW_WORDS, chance.choice((0, 0, 1)))),
            languages={language: chance.choice(list(Cefr)) for language in chance.sample(LANGUAGES, chance.randint(1, 4))},
            no_languages=frozenset(chance.sample(LANGUAGES, chance.choice((0, 0, 1)))),
            permits=frozenset(permits),
            no_permits=chance.choice((frozenset(), frozenset(self.by_kind[Kind.PERMIT]) - frozenset(permits), frozenset(permits[:1]))),
            experience_years=chance.choice((None, 0, 1, 2, 3, 5, 10, 20)),
            education=chance.choice((None, 3, 6, 7)),
            municipality=chance.choice(["", *self.towns]),
            commute_km=chance.choice((None, 10, 20, 30, 40, 60)),
            municipalities_ok=tuple(chance.sample([*self.towns, REMOTE], chance.choice((0, 0, 1, 3)))),
            work_times=frozenset(chance.sample(list(WorkTime), chance.randint(0, 3))),
            employments=frozenset(chance.sample(list(Employment), chance.choice((0, 0, 2)))),
        )

    def vacancy(self, id: str) -> Vacancy:
        """Return an ad with about five required and four wished skills; a few say little, a few are over."""
        chance = self.chance
        occupations = self._some(Kind.OCCUPATION, (1, 2)) if chance.random() < 0.95 else ()
        own = [skill for occupation in occupations for skill in self.taxonomy.concepts[occupation].skills]
        required = [*chance.sample(own, min(len(own), chance.randint(2, 4))), *self._some(Kind.SKILL, (0, 3))]
        return Vacancy(
            id=id,
            employer="an employer",
            title=id,
            municipality=chance.choice(["", REMOTE, *self.towns]),
            employment=chance.choice((None, *Employment)),
            work_times=tuple(chance.sample(list(WorkTime), chance.choice((0, 1, 1, 2)))),
            apply_by=chance.choice((None, TODAY - timedelta(days=1), *(TODAY + timedelta(days=days) for days in range(40)))),
            occupations=occupations,
            required=self._asked(required) if chance.random() < 0.95 else (),
            wished=self._asked([*self._some(Kind.SKILL, (0, 5)), *(f"language:{language}" for language in chance.sample(LANGUAGES, chance.choice((0, 0, 1))))]),
            languages={language: chance.choice(list(Cefr)[:5]) for language in chance.sample(LANGUAGES[:3], chance.choice((0, 1, 1, 2)))},
            permits=tuple(dict.fromkeys(self._some(Kind.PERMIT, (0, 2)))),
            experience_years=chance.choice((None, 0, 1, 2, 3)),
            education=chance.choice((None, None, 3, 6)),
            hard=frozenset(chance.sample(["language:fi", "experience", "education"], chance.choice((0, 0, 1)))),
        )

    def _some(self, kind: Kind, bounds: tuple[int, int]) -> tuple[str, ...]:
        known = self.by_kind[kind]
        return tuple(self.chance.sample(known, min(len(known), self.chance.randint(*bounds))))

    def _asked(self, concepts: Sequence[str]) -> tuple[Asked, ...]:
        words = self.chance.sample(RAW_WORDS, self.chance.choice((0, 0, 1)))
        return (*(Asked(concept, (concept,)) for concept in dict.fromkeys(concepts)), *(Asked(word) for word in words))
