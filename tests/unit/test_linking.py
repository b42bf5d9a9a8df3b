"""Which concepts a phrase is linked to, and what a whole message says."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import shipped
from welcomebot.domain.claims import Claims, Level
from welcomebot.domain.skills import Concept, Kind, Taxonomy
from welcomebot.domain.vacancies import Cefr
from welcomebot.errors import EmbeddingError
from welcomebot.search.embedding import NoEmbedder, Vectors
from welcomebot.search.labels import LabelIndex
from welcomebot.search.linking import Linker, Reason
from welcomebot.search.skill_judging import judge, look_up
from welcomebot.search.skill_reader import SkillReader

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def occupation(concept_id: str, *labels: str, **fields: object) -> Concept:
    return Concept(concept_id, Kind.OCCUPATION, {"en": labels or (concept_id,)}, **fields)


def skill(concept_id: str, *labels: str, language: str = "en", **fields: object) -> Concept:
    return Concept(concept_id, Kind.SKILL, {language: labels or (concept_id,)}, **fields)


CONCEPTS = (
    occupation("welder", "welder", "welding operator", skills=("welding",)),
    occupation("warehouse-worker", "warehouse worker", skills=("warehouse-work",)),
    occupation("school-assistant", "school assistant"),
    occupation("office-assistant", "assistant"),
    skill("warehouse-work", "warehouse work", "warehouse job"),
    skill("java", "Java"),
    skill("javascript", "JavaScript"),
    skill("forklift", "forklift driving", "drive a forklift"),
    skill("welding", "hitsaus", "hitsata", language="fi"),
    skill("cleaning", "تنظيف", language="ar"),
    Concept("safety-card", Kind.PERMIT, {"fi": ("työturvakortti",), "en": ("occupational safety card",)}),
    Concept("hygiene-passport", Kind.PERMIT, {"en": ("hygiene passport",), "uk": ("гігієнічний паспорт",)}),
)
LINKER = Linker(LabelIndex.of(CONCEPTS))


@pytest.mark.parametrize(
    ("text", "concept", "reason"),
    [
        ("Welder", "welder", Reason.PREFERRED),
        ("welding operator", "welder", Reason.ALIAS),
        ("weldng operator", "welder", Reason.SPELLING),  # a typo
        ("tyoturvakortti", "safety-card", Reason.FORM),  # typed without dots
        ("java", "java", Reason.PREFERRED),
        ("I know JavaScript", "javascript", Reason.PREFERRED),
        ("تَنظيف", "cleaning", Reason.PREFERRED),  # with a vowel sign
        ("التنظيف", "cleaning", Reason.FORM),  # with the article
        ("five years drive a forklift in port", "forklift", Reason.CONTAINED),
        ("warehouse worker (m/f)", "warehouse-worker", Reason.PREFERRED),
        ("warehouse job", "warehouse-worker", Reason.LIKE),  # the job is the worker's
        ("warehouse work", "warehouse-work", Reason.PREFERRED),
    ],
)
def test_text_is_linked_with_the_reason(text: str, concept: str, reason: Reason) -> None:
    first = LINKER.link(text)[0]
    assert (first.concept.id, first.reason) == (concept, reason)


def test_work_leads_to_who_does_it() -> None:
    assert {link.concept.id for link in LINKER.link("hitsausta")[:2]} == {"welding", "welder"}


def test_java_never_meets_javascript() -> None:
    assert [link.concept.id for link in LINKER.link("java") if link.score > 0.9] == ["java"]
    assert [link.concept.id for link in LINKER.link("javascript") if link.score > 0.9] == ["javascript"]


def test_scores_fall_from_the_first_to_the_last() -> None:
    scores = [link.score for link in LINKER.link("school assistant welder")]
    assert scores == sorted(scores, reverse=True)


def test_what_somebody_lacks_is_marked() -> None:
    links = {link.concept.id: link.is_denied for link in LINKER.link("I am a welder. I can not drive a forklift")}
    assert (links["welder"], links["forklift"]) == (False, True)


@pytest.mark.parametrize("text", ["", " ", "🔥", "123456789", "x" * 4096, "\u202e\u200b"])
def test_text_that_names_nothing_links_to_nothing(text: str) -> None:
    assert LINKER.link(text) == []


def test_an_empty_index_finds_nothing() -> None:
    assert Linker(LabelIndex.of([])).link("welder") == []


def test_best_name_of_each_concept_comes_before_its_other_names() -> None:
    linker = Linker(LabelIndex.of([occupation("a", "welder", "welder man"), occupation("b", "welding boss")]))
    scores = linker.label_scores("welder")
    assert [linker.index.labels[place].text for place in np.argsort(-scores)] == ["welder", "welding boss", "welder man"]


async def reader_of(concepts: Sequence[Concept], aliases: Sequence[tuple[str, str, str]] = ()) -> SkillReader:
    reader = SkillReader(NoEmbedder())
    await reader.load(Taxonomy({concept.id: concept for concept in concepts}), aliases)
    await reader.ready()
    return reader


async def read(text: str, *, aliases: Sequence[tuple[str, str, str]] = ()) -> Claims:
    return await (await reader_of(CONCEPTS, aliases)).read(text, language="en")


async def test_message_is_read_with_levels_years_and_languages() -> None:
    claims = await read("Experienced welder, 5 years. hygine passport yes. Can not drive a forklift. Finnish A2")
    assert [(claim.concept_id, claim.is_denied, claim.level, claim.years) for claim in claims.sure] == [
        ("welder", False, Level.EXPERIENCED, 5),
        ("hygiene-passport", False, None, None),
        ("forklift", True, None, None),
    ]
    assert (claims.languages, claims.years, claims.language, claims.unlinked) == ({"fi": Cefr.A2}, 5, "en", ())
    assert [claim.concept_id for claim in claims.lacked] == ["forklift"]


async def test_half_understood_words_are_asked_and_unknown_ones_kept() -> None:
    claims = await read("school assistent work, abracadabra")
    assert [claim.concept_id for claim in claims.sure] == ["school-assistant"]
    claims = await read("assistant in school, abracadabra")
    assert [[claim.concept_id for claim in doubt.choices] for doubt in claims.doubts] == [["school-assistant", "office-assistant"]]
    assert (claims.sure, claims.unlinked) == ((), ("abracadabra",))


async def test_name_of_two_occupations_is_asked() -> None:
    reader = await reader_of([occupation("house-painter", "house painter", "painter"), occupation("artist", "artist", "painter")])
    (doubt,) = (await reader.read("painter", language="en")).doubts
    assert {claim.concept_id for claim in doubt.choices} == {"house-painter", "artist"}


async def test_name_that_the_office_added_is_sure() -> None:
    assert [claim.concept_id for claim in (await read("sparky torch man", aliases=[("welder", "en", "sparky torch man"), ("gone", "en", "x")])).sure] == [
        "welder"
    ]


async def test_who_says_yes_and_no_has_it() -> None:
    assert [
        (claim.concept_id, claim.is_denied) for claim in (await read("I can not weld operator. Welder. not welder")).sure if claim.concept_id == "welder"
    ] == [("welder", False)]


class BrokenEmbedder(NoEmbedder):
    """An embedder whose service is down."""

    model = "broken"

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        raise EmbeddingError


async def test_words_are_enough_where_the_embedder_is_down(tmp_path: Path) -> None:
    reader = SkillReader(BrokenEmbedder())
    await reader.load(Taxonomy({concept.id: concept for concept in CONCEPTS}))
    await reader.ready()
    assert [claim.concept_id for claim in (await reader.read("welder", language="en")).sure] == ["welder"]


ITEMS = ["welder", "forklift driving", "java", "hitsaus", "тwelder", "تنظيف", "hygiene passport", "zzz yyy", "assistant in school"]


def judged(text: str) -> Claims:
    return judge(LINKER, look_up(LINKER, text, "en"), {}, "en")


@settings(deadline=None)
@given(st.permutations(ITEMS))
def test_order_of_a_list_does_not_change_the_claims(items: list[str]) -> None:
    one, other = judged(", ".join(ITEMS)), judged(", ".join(items))
    assert {claim.concept_id for claim in one.sure} == {claim.concept_id for claim in other.sure}
    assert ({doubt.text for doubt in one.doubts}, set(one.unlinked)) == ({doubt.text for doubt in other.doubts}, set(other.unlinked))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_any_message_is_read(text: str) -> None:
    assert all(0 <= claim.score <= 1 for claim in judged(text).sure)


def test_preferred_name_in_any_language_links_to_its_concept_first() -> None:
    index = shipped.label_index()
    linker = Linker(index)
    wrong = []
    for number, place in enumerate(index.preferred):
        label = index.labels[place]
        named = [index.labels[other] for other in index.exact[label.folded]]
        # A name of one concept only has no rival; a few of those are enough to see that.
        if len({other.concept for other in named}) > 1 or number % 50 == 0:
            same = {index.concepts[other.concept].id for other in named if other.is_preferred}
            first = linker.link_phrase(label.text, language=label.language, top=1)[0]
            if first.concept.id not in same:
                wrong.append((label.text, first.concept.id))
    assert wrong == []
