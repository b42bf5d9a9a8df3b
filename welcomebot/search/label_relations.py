"""What a concept's score means for its relatives: who searches for baking may mean the baker."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.skills import Concept, Kind

Scores = NDArray[np.float32]
Pairs = NDArray[np.intp]  # rows of (from, to)

# A title mostly names an occupation, and the first essential skill of an occupation is its own work.
OCCUPATION, OWN_WORK = 0.1, 0.5
# Shares of a concept's score that its relatives get at least.
FROM_SKILL, TO_BROADER, TO_SIBLING = 0.6, 0.85, 0.65
MAX_SIBLINGS = 30  # a group of more says little


@dataclass(frozen=True)
class Relations:
    """The relations of an index's concepts, by their numbers."""

    occupations: Scores  # 1 for an occupation
    own_work: Pairs
    shared: tuple[tuple[Pairs, float], ...]

    @classmethod
    def of(cls, concepts: Sequence[Concept]) -> "Relations":
        """Return the relations between some concepts; those to others are left out."""
        numbers = {concept.id: number for number, concept in enumerate(concepts)}
        own_work, skills, broader = [], [], []
        groups: dict[str, list[int]] = defaultdict(list)
        for number, concept in enumerate(concepts):
            known = [numbers[skill] for skill in concept.skills if skill in numbers]
            own_work += [(skill, number) for skill in known[:1]]
            skills += [(skill, number) for skill in known]
            if concept.broader in numbers:
                broader.append((number, numbers[concept.broader]))
            if concept.kind is Kind.OCCUPATION and concept.group:
                groups[concept.group].append(number)
        siblings = [(one, other) for group in groups.values() if len(group) <= MAX_SIBLINGS for one in group for other in group if one != other]
        occupations = np.array([concept.kind is Kind.OCCUPATION for concept in concepts], np.float32)
        return cls(occupations, _pairs(own_work), ((_pairs(skills), FROM_SKILL), (_pairs(broader), TO_BROADER), (_pairs(siblings), TO_SIBLING)))

    def spread(self, scores: Scores) -> Scores:
        """Return the scores with what each concept gets from its relatives."""
        if not len(scores):
            return scores
        scores = scores + np.float32(OCCUPATION) * self.occupations
        work = np.zeros_like(scores)
        np.maximum.at(work, self.own_work[:, 1], scores[self.own_work[:, 0]])
        total = scores + np.float32(OWN_WORK) * work
        for pairs, share in self.shared:
            np.maximum.at(total, pairs[:, 1], np.float32(share) * scores[pairs[:, 0]])
        return np.asarray(total, np.float32)


def _pairs(rows: Sequence[tuple[int, int]]) -> Pairs:
    return np.array(rows, np.intp).reshape(-1, 2)
