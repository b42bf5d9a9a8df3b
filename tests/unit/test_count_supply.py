"""How many people meet an ad, told so that no single one can be found out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.matching import Matcher
from welcomebot.domain.places import Places
from welcomebot.domain.rarity import Rarity
from welcomebot.domain.rounded_counts import rounded
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Concept, Kind, Taxonomy
from welcomebot.domain.vacancies import Asked, Cefr, Vacancy
from welcomebot.services.count_supply import Supply, supply
from welcomebot.services.job_ports import StoredSeeker
from welcomebot.services.near_people import near_people

TODAY = date(2026, 11, 25)
TAXONOMY = Taxonomy(
    {
        concept.id: concept
        for concept in (
            Concept("welder", Kind.OCCUPATION, {"en": ("welder",)}, group="7212", skills=("welding",)),
            Concept("cook", Kind.OCCUPATION, {"en": ("cook",)}, group="5120"),
            Concept("welding", Kind.SKILL, {"en": ("welding",)}),
            Concept("forklift", Kind.PERMIT, {"en": ("forklift card",)}),
        )
    }
)
MATCHER = Matcher(TAXONOMY, Places(), Rarity())
AD = Vacancy(
    "a1",
    "Testipaja Oy",
    "Welder",
    occupations=("welder",),
    required=(Asked("welding", ("welding",)),),
    languages={"fi": Cefr.B1},
    hard=frozenset({"language:fi"}),
)


def people(*groups: tuple[int, dict[str, object]]) -> list[StoredSeeker]:
    everybody = [fields for count, fields in groups for _ in range(count)]
    return [
        StoredSeeker(n, Seeker(str(n), **{"occupations": ("welder",), "skills": ("welding",), **fields}), is_complete=True)
        for n, fields in enumerate(everybody)
    ]


SPEAKS: dict[str, object] = {"languages": {"fi": Cefr.B2}}
SPEAKS_LITTLE: dict[str, object] = {"languages": {"fi": Cefr.A1}}


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([(4, SPEAKS)], Supply(None)),
        ([(4, SPEAKS), (15, SPEAKS_LITTLE)], Supply(None, "language:fi", 20)),
        ([(12, SPEAKS), (2, SPEAKS_LITTLE)], Supply(10, "language:fi", 15)),
        ([(12, SPEAKS), (0, SPEAKS_LITTLE)], Supply(10)),
        ([(10, SPEAKS), (1, SPEAKS_LITTLE)], Supply(10)),  # one more person changes no number
        ([(6, SPEAKS), (30, {"occupations": ("cook",), "skills": (), **SPEAKS})], Supply(5)),  # cooks are not in the field
        ([(6, {})], Supply(None, "language:fi", 5)),  # what is unknown is not taken for met
        ([], Supply(None)),
    ],
)
def test_supply_is_counted_and_the_must_that_keeps_most_away_is_named(groups: list[tuple[int, dict[str, object]]], expected: Supply) -> None:
    assert supply(AD, people(*groups), matcher=MATCHER, today=TODAY) == expected


def test_somebody_who_lacks_two_musts_counts_for_no_single_one() -> None:
    ad = Vacancy(
        "a1",
        "Testipaja Oy",
        "Welder",
        occupations=("welder",),
        languages={"fi": Cefr.B1},
        permits=("forklift",),
        hard=frozenset({"language:fi", "permit:forklift"}),
    )
    both = people((20, {**SPEAKS_LITTLE, "no_permits": frozenset({"forklift"})}))
    assert supply(ad, both, matcher=MATCHER, today=TODAY) == Supply(None)


@given(st.integers(0, 10_000))
def test_a_number_never_tells_of_one_person(count: int) -> None:
    shown = rounded(count)
    assert (shown is None) == (count < 5)
    assert shown is None or (shown % 5 == 0 and abs(shown - count) <= 2)


@given(st.permutations(range(14)))
def test_order_does_not_matter(order: list[int]) -> None:
    everybody = people((8, SPEAKS), (6, SPEAKS_LITTLE))
    assert supply(AD, [everybody[place] for place in order], matcher=MATCHER, today=TODAY) == Supply(10, "language:fi", 15)


def test_people_without_anything_near_are_not_scored() -> None:
    everybody = people((1, {}), (1, {"occupations": ("cook",), "skills": ()}), (1, {"occupations": (), "skills": (), "wishes": ("welder",)}))
    assert [person.user_id for person in near_people(AD, everybody, TAXONOMY)] == [0, 2]
    wordy = Vacancy("a2", "Testipaja Oy", "Pannuhommat", required=(Asked("Pannu-hommat"),))
    assert [person.user_id for person in near_people(wordy, people((1, {"words": ("pannu hommat",)})), TAXONOMY)] == [0]
