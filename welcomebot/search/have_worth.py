"""What each have is worth for each thing that is asked, as arrays: read off the plain scorer's own tables, never worked out anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain import matching_weights as weights
from welcomebot.domain.haves import LANGUAGE, WORD, covered, skills_of, work_of
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Concept, Kind, Taxonomy
from welcomebot.domain.vacancies import Cefr
from welcomebot.search.seeker_table import WANTED

Worths = NDArray[np.uint8]  # in hundredths
Ask = tuple[str, ...]  # names of which one is enough
Givers = Mapping[str, tuple[tuple[int, int], ...]]  # by what is asked: the haves that are worth something for it, and how much


@dataclass(frozen=True)
class HaveWorth:
    """What haves are worth, for skills, for occupations by the work itself, and whether years count for an occupation."""

    haves: int
    skills: Givers
    work: Givers
    field: Givers

    @classmethod
    def of(cls, haves: Sequence[str], taxonomy: Taxonomy) -> "HaveWorth":
        """Return what some haves are worth."""
        people = [_somebody_with(name, taxonomy) for name in haves]
        return cls(
            haves=len(haves),
            skills=_givers({worth.asked: worth.hundredths for worth in skills_of(person, taxonomy).values()} for person in people),
            work=_givers({worth.asked: worth.hundredths for worth in work_of(person, taxonomy).values()} for person in people),
            field=_givers({other: 1 for done in person.occupations for other in taxonomy.worth(done)} for person in people),
        )

    def table(self, givers: Givers, asks: Sequence[Ask]) -> Worths:
        """Return a table of haves x asks."""
        table = np.zeros((self.haves, len(asks)), np.uint8)
        for column, ask in enumerate(asks):
            for have, worth in of_ask(givers, ask):
                table[have, column] = worth
        return table


def of_ask(givers: Givers, ask: Ask) -> list[tuple[int, int]]:
    """Return the haves that are worth something for an ask, the best last, each once."""
    best: dict[int, int] = {}
    for name in ask:
        for have, worth in givers.get(name, ()):
            best[have] = max(worth, best.get(have, 0))
    return sorted(best.items(), key=lambda entry: entry[1])


def best_of(table: Worths, haves: NDArray[np.int32]) -> Worths:
    """Return for each row of haves the best of their rows in a table."""
    best = table[haves[:, 0]]
    for column in range(1, haves.shape[1]):
        np.maximum(best, table[haves[:, column]], out=best)
    return best


def occupations_in(asks: Iterable[Ask], taxonomy: Taxonomy) -> list[Concept]:
    """Return the occupations that some asks name, each once."""
    named = (taxonomy.concepts[name] for name in sorted({name for ask in asks for name in ask}) if name in taxonomy.concepts)
    return [concept for concept in named if concept.kind is Kind.OCCUPATION]


def covered_by_sum(most_skills: int) -> Worths:
    """Return what an occupation is worth, by how many essential skills it has and the sum of what somebody has of them."""
    table = np.zeros((most_skills + 1, weights.SHARE * most_skills + 1), np.uint8)
    for size in range(1, most_skills + 1):
        occupation = Concept("", Kind.OCCUPATION, {}, skills=("",) * size)
        table[size, : weights.SHARE * size + 1] = [covered(occupation, total) for total in range(weights.SHARE * size + 1)]
    return table


def _somebody_with(name: str, taxonomy: Taxonomy) -> Seeker:
    if name.startswith(LANGUAGE):
        return Seeker("", languages={name.removeprefix(LANGUAGE): Cefr.C2})
    if name.startswith(WORD):
        return Seeker("", words=(name.removeprefix(WORD),))
    if name.startswith(WANTED):
        return Seeker("", wishes=(name.removeprefix(WANTED),))
    concept = taxonomy.concepts.get(name)
    is_work = concept is not None and concept.kind is Kind.OCCUPATION
    return Seeker("", occupations=(name,) if is_work else (), skills=(name,) if name and not is_work else ())


def _givers(rows: Iterable[Mapping[str, int]]) -> Givers:
    givers: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for have, row in enumerate(rows):
        for name, worth in row.items():
            givers[name].append((have, worth))
    return {name: tuple(entries) for name, entries in givers.items()}
