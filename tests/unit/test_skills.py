"""How concepts stand to each other."""

import pytest

from welcomebot.domain.skills import Concept, Kind, Relation, Taxonomy


def occupation(concept_id: str, *labels: str, **fields: object) -> Concept:
    return Concept(concept_id, Kind.OCCUPATION, {"en": labels or (concept_id,)}, **fields)


def skill(concept_id: str, *labels: str, language: str = "en", **fields: object) -> Concept:
    return Concept(concept_id, Kind.SKILL, {language: labels or (concept_id,)}, **fields)


TAXONOMY = Taxonomy(
    {
        concept.id: concept
        for concept in (
            occupation("metal-worker", group="7213"),
            occupation("welder", group="7212", broader="metal-worker", skills=("welding",), optional=("driving",)),
            occupation("flame-cutter", group="7212", skills=("welding",)),
            skill("welding", group="metal"),
            skill("tig-welding", group="metal", broader="welding"),
            skill("driving"),
        )
    }
)


@pytest.mark.parametrize(
    ("had", "asked", "relation"),
    [
        ("welder", "welder", Relation.SAME),
        ("welder", "metal-worker", Relation.NARROWER),
        ("metal-worker", "welder", Relation.BROADER),
        ("welder", "flame-cutter", Relation.SIBLING),
        ("welder", "welding", Relation.IMPLIED),
        ("welder", "driving", Relation.PERHAPS),
        ("tig-welding", "welding", Relation.NARROWER),  # closer than that both belong to one group
        ("driving", "welding", None),
        ("flying", "welding", None),
    ],
)
def test_what_somebody_has_is_worth_something_for_what_is_asked(had: str, asked: str, relation: Relation | None) -> None:
    assert TAXONOMY.worth(had).get(asked) is relation
