"""How concepts stand to each other, how texts fall into phrases, and which concept a phrase is linked to."""

import pytest

from welcomebot.domain.skill_phrases import phrases
from welcomebot.domain.skills import Concept, Kind, Relation, Taxonomy
from welcomebot.search.labels import LabelIndex
from welcomebot.search.linking import Linker, Reason


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I can weld, drive a forklift and cook", [("weld", False), ("drive a forklift", False), ("cook", False)]),
        ("osaan hitsata ja ajaa trukkia", [("hitsata", False), ("ajaa trukkia", False)]),
        ("умею варить и водить", [("варить", False), ("водить", False)]),
        ("I weld but not drive", [("weld but", False), ("drive", True)]),
        ("I weld. I can not drive or cook", [("weld", False), ("drive", True), ("cook", True)]),
        ("jag är en svetsare", [("en svetsare", False)]),  # "en" denies in Finnish only
        ("osaan hitsata mutta en osaa ajaa", [("hitsata mutta", False), ("ajaa", True)]),
        ("en ole kokki", [("kokki", True)]),
        ("", []),
        ("и, and و", []),
        ("👩‍🍳", []),
    ],
)
def test_text_falls_into_phrases(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(phrase.core, phrase.is_denied) for phrase in phrases(text)] == found


LINKER = Linker(
    LabelIndex.of(
        [
            occupation("welder", "welder", "welding operator"),
            skill("java", "Java"),
            skill("javascript", "JavaScript"),
            skill("forklift", "forklift driving", "drive a forklift"),
            skill("welding", "hitsaus", "hitsata", language="fi"),
            skill("cleaning", "تنظيف", language="ar"),
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "concept", "reason"),
    [
        ("Welder", "welder", Reason.PREFERRED),
        ("welding operator", "welder", Reason.ALIAS),
        ("weldng operator", "welder", Reason.SPELLING),  # a typo
        ("java", "java", Reason.PREFERRED),
        ("I know JavaScript", "javascript", Reason.PREFERRED),
        ("hitsausta", "welding", Reason.LIKE),  # inflected
        ("تَنظيف", "cleaning", Reason.PREFERRED),  # with a vowel sign
        ("five years drive a forklift in port", "forklift", Reason.CONTAINED),
    ],
)
def test_text_is_linked_with_the_reason(text: str, concept: str, reason: Reason) -> None:
    first = LINKER.link(text)[0]
    assert (first.concept.id, first.reason) == (concept, reason)


def test_java_never_meets_javascript() -> None:
    assert [link.concept.id for link in LINKER.link("java") if link.score > 0.9] == ["java"]
    assert [link.concept.id for link in LINKER.link("javascript") if link.score > 0.9] == ["javascript"]


def test_what_somebody_lacks_is_marked() -> None:
    links = {link.concept.id: link.is_denied for link in LINKER.link("I am a welder. I can not drive a forklift")}
    assert (links["welder"], links["forklift"]) == (False, True)


@pytest.mark.parametrize("text", ["", " ", "🔥", "123456789", "x" * 4096, "\u202e\u200b"])
def test_text_that_names_nothing_links_to_nothing(text: str) -> None:
    assert LINKER.link(text) == []


def test_an_empty_index_finds_nothing() -> None:
    assert Linker(LabelIndex.of([])).link("welder") == []
