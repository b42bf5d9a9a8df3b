"""Occupations, skills and permits: what people can do and what work asks for, the same in every language."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a concept is."""

    OCCUPATION = "occupation"
    SKILL = "skill"
    PERMIT = "permit"


class Relation(StrEnum):
    """How what somebody has stands to what is asked; the names are shown in explanations."""

    SAME = "same"
    NARROWER = "narrower"  # they have a special case of what is asked
    IMPLIED = "implied"  # an occupation that they worked in needs it
    BROADER = "broader"  # they have the general case
    SIBLING = "sibling"  # both belong to one group
    PERHAPS = "perhaps"  # an occupation that they worked in often needs it


# matching.md, section c5, stage 2. A closed table: nothing else counts as related.
WORTH: Mapping[Relation, float] = {
    Relation.SAME: 1.0,
    Relation.NARROWER: 0.9,
    Relation.IMPLIED: 0.6,
    Relation.BROADER: 0.5,
    Relation.SIBLING: 0.35,
    Relation.PERHAPS: 0.3,
}


IMPORTED = "esco-"  # what the ids of imported concepts begin with


@dataclass(frozen=True)
class Concept:
    """One occupation, skill or permit. `labels` hold the preferred one first; `group` is an ISCO-08 unit group or a skill group."""

    id: str
    kind: Kind
    labels: Mapping[str, tuple[str, ...]]  # by language
    group: str = ""
    uri: str | None = None
    broader: str | None = None
    skills: tuple[str, ...] = ()  # an occupation's essential skills
    optional: tuple[str, ...] = ()

    @property
    def is_imported(self) -> bool:
        """Tell whether the concept comes from an imported download; ours go first."""
        return self.id.startswith(IMPORTED)

    def label(self, languages: Iterable[str]) -> str:
        """Return the preferred label in the first of the languages that has one, else in any."""
        found = next((self.labels[code] for code in languages if self.labels.get(code)), None) or next(iter(self.labels.values()), (self.id,))
        return found[0]


class Timing(StrEnum):
    """When somebody must have a permit."""

    BEFORE_START = "before-start"  # nobody may begin without it
    AFTER_START = "after-start"  # the law or the trade lets people begin and get it soon


class Takes(StrEnum):
    """How long getting a permit takes, in the coarse steps that a plan needs."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Permit:
    """What getting a permit means; `how` is a text a language with references to facts, `article` an article that tells more."""

    timing: Timing
    takes: Takes
    how: Mapping[str, str]
    article: str | None = None


@dataclass(frozen=True)
class Taxonomy:
    """All concepts by id, with the relations between them."""

    concepts: Mapping[str, Concept] = field(default_factory=dict)
    permits: Mapping[str, Permit] = field(default_factory=dict)  # by the concept's id

    def worth(self, concept_id: str) -> Mapping[str, Relation]:
        """Return everything that having a concept is worth something for, each with the closest relation."""
        concept = self.concepts.get(concept_id)
        if concept is None:
            return {}
        found: dict[str, Relation] = {}
        # From the weakest to the strongest: what comes later replaces what came before.
        for relation, others in (
            (Relation.PERHAPS, concept.optional),
            (Relation.SIBLING, self._members.get((concept.kind, concept.group), ()) if concept.group else ()),
            (Relation.BROADER, self._narrower.get(concept_id, ())),
            (Relation.IMPLIED, concept.skills),
            (Relation.NARROWER, self._above(concept)),
            (Relation.SAME, (concept_id,)),
        ):
            found |= dict.fromkeys(others, relation)
        return found

    def _above(self, concept: Concept) -> tuple[str, ...]:
        above: dict[str, None] = {}
        while concept.broader and concept.broader in self.concepts and concept.broader not in above:
            above[concept.broader] = None
            concept = self.concepts[concept.broader]
        return tuple(above)

    @cached_property
    def _members(self) -> Mapping[tuple[Kind, str], tuple[str, ...]]:
        members: dict[tuple[Kind, str], list[str]] = defaultdict(list)
        for concept in self.concepts.values():
            members[concept.kind, concept.group].append(concept.id)
        return {group: tuple(ids) for group, ids in members.items()}

    @cached_property
    def _narrower(self) -> Mapping[str, tuple[str, ...]]:
        narrower: dict[str, list[str]] = defaultdict(list)
        for concept in self.concepts.values():
            for above in self._above(concept):
                narrower[above].append(concept.id)
        return {above: tuple(ids) for above, ids in narrower.items()}
