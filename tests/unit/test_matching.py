"""The score of an ad for a seeker: whole points that add up, what raises and lowers them, and what must never change them."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.synthetic_jobs import SyntheticJobs
from welcomebot.domain.matches import Line, LineKind, Match, Status
from welcomebot.domain.matching import EXPIRED, Matcher
from welcomebot.domain.matching_weights import BANDS
from welcomebot.domain.places import Place, Places
from welcomebot.domain.rarity import Rarity
from welcomebot.domain.seekers import Band, Seeker
from welcomebot.domain.skills import Concept, Kind, Permit, Relation, Takes, Taxonomy, Timing
from welcomebot.domain.vacancies import REMOTE, Asked, Cefr, Employment, Vacancy, WorkTime

TODAY = date(2026, 11, 24)


def occupation(id: str, group: str, *skills: str, broader: str | None = None, optional: tuple[str, ...] = ()) -> Concept:
    return Concept(id, Kind.OCCUPATION, {"en": (id,)}, group=group, skills=skills, broader=broader, optional=optional)


def skill(id: str, group: str = "", broader: str | None = None) -> Concept:
    return Concept(id, Kind.SKILL, {"en": (id,)}, group=group, broader=broader)


CONCEPTS = (
    occupation("metal-worker", "7213", "welding", "drawings"),
    occupation("welder", "7212", "welding", "tig", "drawings", broader="metal-worker", optional=("forklift-driving",)),
    occupation("flame-cutter", "7212", "welding", "cutting"),
    occupation("cook", "5120", "cooking", "hygiene"),
    occupation("kitchen-helper", "9412", "hygiene", "dishes"),
    occupation("nurse", "2221", "nursing"),
    skill("welding", "metal"),
    skill("tig", "metal", broader="welding"),
    skill("cutting", "metal"),
    skill("drawings"),
    skill("cooking"),
    skill("hygiene"),
    skill("dishes"),
    skill("nursing"),
    skill("forklift-driving"),
    *(
        Concept(id, Kind.PERMIT, {"en": (id,)}, broader=above)
        for id, above in (("card", None), ("licence", None), ("licence-B", None), ("licence-C", "licence-B"))
    ),
)
PERMITS = {
    "card": Permit(Timing.BEFORE_START, Takes.DAYS, {}),
    "licence": Permit(Timing.BEFORE_START, Takes.MONTHS, {}),
    "licence-B": Permit(Timing.BEFORE_START, Takes.MONTHS, {}),
    "licence-C": Permit(Timing.BEFORE_START, Takes.MONTHS, {}),
}
TAXONOMY = Taxonomy({concept.id: concept for concept in CONCEPTS}, PERMITS)
PLACES = Places(
    {
        "here": Place("here", {"fi": ("Täällä",), "sv": ("Här",)}, 63.8, 23.1),
        "near": Place("near", {"fi": ("Lähellä",)}, 63.8, 23.3),
        "far": Place("far", {"fi": ("Kaukana",)}, 65.0, 25.5),
    }
)
MATCHER = Matcher(TAXONOMY, PLACES, Rarity())
WELDER = Seeker("s", occupations=("welder",), skills=("welding", "tig", "drawings"), languages={"fi": Cefr.B1}, municipality="Täällä", commute_km=30)
AD = Vacancy("v", "a workshop", "Welder", occupations=("welder",), required=(Asked("welding", ("welding",)), Asked("drawings", ("drawings",))))


def match(seeker: Seeker = WELDER, ad: Vacancy = AD) -> Match:
    return MATCHER.match(seeker, ad, TODAY)


def lines(found: Match, kind: LineKind) -> list[Line]:
    return [line for line in found.lines if line.kind is kind]


def test_all_that_an_ad_asks_for_is_a_full_score() -> None:
    found = match()
    assert (found.score, found.band, found.missing, found.blocked) == (100, Band.STRONG, (), ())
    assert [line.kind for line in found.lines] == [LineKind.OCCUPATION, LineKind.REQUIRED, LineKind.REQUIRED, LineKind.SCALED]
    assert [line.points for line in found.lines] == [35, 20, 20, 25]


@pytest.mark.parametrize(
    ("work", "through", "relation", "points"),
    [
        ("welder", "welder", Relation.SAME, 35),
        ("metal-worker", "metal-worker", Relation.BROADER, 18),
        ("flame-cutter", "flame-cutter", Relation.SIBLING, 12),
        ("nurse", "", None, 0),
    ],
)
def test_work_counts_by_how_it_stands_to_what_is_asked(work: str, through: str, relation: Relation | None, points: int) -> None:
    found = lines(match(Seeker("s", occupations=(work,)), AD), LineKind.OCCUPATION)
    assert [(line.through, line.relation) for line in found] == ([(through, relation)] if points else [])
    assert abs(sum(line.points for line in found) - points) <= 1


def test_a_special_case_of_what_is_asked_counts_almost_fully() -> None:
    assert lines(match(WELDER, replace(AD, occupations=("metal-worker",))), LineKind.OCCUPATION)[0].relation is Relation.NARROWER


def test_work_that_is_only_wanted_counts_less_than_work_that_was_done() -> None:
    wanted, done = (
        match(Seeker("s", wishes=("cook",)), replace(AD, occupations=("cook",))),
        match(Seeker("s", occupations=("cook",)), replace(AD, occupations=("cook",))),
    )
    assert lines(wanted, LineKind.OCCUPATION)[0].values == {"wanted": "yes"}
    assert 0 < lines(wanted, LineKind.OCCUPATION)[0].points < lines(done, LineKind.OCCUPATION)[0].points


def test_skills_alone_make_work_possible_that_nobody_did() -> None:
    [line] = lines(match(Seeker("s", skills=("hygiene",)), replace(AD, occupations=("kitchen-helper",))), LineKind.OCCUPATION)
    assert (line.concept, line.through, line.relation) == ("kitchen-helper", "", None)


def test_skills_that_belong_to_the_work_count_without_being_named() -> None:
    found = lines(match(Seeker("s", occupations=("welder",)), AD), LineKind.REQUIRED)
    assert [(line.concept, line.relation, line.through) for line in found] == [
        ("drawings", Relation.IMPLIED, "welder"),
        ("welding", Relation.IMPLIED, "welder"),
    ]


def test_the_same_words_count_where_they_name_no_concept() -> None:
    ad = replace(AD, required=(Asked("Mass  Balance"), Asked("something else")))
    assert lines(match(replace(WELDER, words=("mass balance",)), ad), LineKind.REQUIRED)[0].values == {"text": "Mass  Balance"}
    assert [each.name for each in match(WELDER, ad).missing] == ["word:Mass  Balance", "word:something else"]


def test_a_wished_language_is_a_plus_from_a2_on() -> None:
    ad = replace(AD, wished=(Asked("ukrainan kieli", ("language:uk",)),))
    assert lines(match(replace(WELDER, languages={"uk": Cefr.C2}), ad), LineKind.WISHED)[0].concept == "language:uk"
    assert lines(match(replace(WELDER, languages={"uk": Cefr.A1}), ad), LineKind.WISHED) == []


@pytest.mark.parametrize(
    ("level", "cost", "status", "band"),
    [
        (Cefr.B2, 0, None, Band.STRONG),
        (Cefr.B1, -6, Status.CAN_GET, Band.STRONG),
        (Cefr.A2, -12, Status.MUST_HAVE_FIRST, Band.POSSIBLE),
        (Cefr.A1, -18, Status.MUST_HAVE_FIRST, Band.POSSIBLE),
    ],
)
def test_each_missing_step_of_a_language_costs_and_two_of_them_push_an_ad_down(level: Cefr, cost: int, status: Status | None, band: Band) -> None:
    found = match(replace(WELDER, languages={"fi": level}), replace(AD, languages={"fi": Cefr.B2}))
    assert sum(line.points for line in lines(found, LineKind.LANGUAGE)) == cost
    assert [each.status for each in found.missing] == ([status] if status else [])
    assert found.band is band


def test_languages_together_cost_no_more_than_24_and_all_are_needed() -> None:
    ad = replace(AD, languages={"fi": Cefr.C1, "sv": Cefr.C1})
    found = match(replace(WELDER, languages={}, no_languages=frozenset({"fi", "sv"})), ad)
    assert sum(line.points for line in lines(found, LineKind.LANGUAGE)) == -24
    assert {each.name for each in found.missing} == {"language:fi", "language:sv"}


@pytest.mark.parametrize(
    ("seeker", "status", "cost", "is_blocked"),
    [
        (replace(WELDER, permits=frozenset({"card"})), None, 0, False),
        (replace(WELDER, no_permits=frozenset({"card"})), Status.CAN_GET, -4, False),
        (WELDER, Status.UNKNOWN, 0, False),
        (replace(WELDER, permits=frozenset({"card"}), no_permits=frozenset({"card"})), Status.UNKNOWN, 0, False),  # a contradiction is asked
    ],
)
def test_a_card_of_a_short_course_costs_a_little_and_the_unknown_is_asked(seeker: Seeker, status: Status | None, cost: int, is_blocked: bool) -> None:
    found = match(seeker, replace(AD, permits=("card",)))
    assert [each.status for each in found.missing] == ([status] if status else [])
    assert sum(line.points for line in lines(found, LineKind.CARD)) == cost
    assert bool(found.blocked) is is_blocked


def test_a_permit_that_takes_months_blocks_and_is_never_good() -> None:
    found = match(replace(WELDER, no_permits=frozenset({"licence"})), replace(AD, permits=("licence",)))
    assert [(each.name, each.status) for each in found.blocked] == [("permit:licence", Status.MUST_HAVE_FIRST)]
    assert (found.score, found.band, found.may_alert) == (49, Band.POSSIBLE, False)


def test_who_may_drive_a_truck_may_drive_a_car() -> None:
    found = match(replace(WELDER, permits=frozenset({"licence-C"}), no_permits=frozenset({"licence"})), replace(AD, permits=("licence-B",)))
    assert (found.missing, found.blocked) == ((), ())


def test_a_permit_that_the_taxonomy_does_not_know_is_met_by_the_same_one() -> None:
    ad = replace(AD, permits=("pilot",))
    assert match(replace(WELDER, permits=frozenset({"pilot"})), ad).missing == ()
    assert match(replace(WELDER, no_permits=frozenset({"pilot"})), ad).missing[0].status is Status.CAN_GET


@pytest.mark.parametrize(
    ("seeker", "status", "cost"),
    [
        (replace(WELDER, experience_years=3), None, 0),
        (replace(WELDER, experience_years=1), Status.MUST_HAVE_FIRST, -6),
        (WELDER, Status.UNKNOWN, 0),
        (replace(WELDER, occupations=("cook",), experience_years=9), Status.UNKNOWN, 0),  # the years were in another field
    ],
)
def test_years_count_in_their_field_only(seeker: Seeker, status: Status | None, cost: int) -> None:
    found = match(seeker, replace(AD, experience_years=3))
    assert [each.status for each in found.missing if each.name == "experience"] == ([status] if status else [])
    assert sum(line.points for line in lines(found, LineKind.EXPERIENCE)) == cost


@pytest.mark.parametrize(
    ("municipality", "ok", "commute", "cost"),
    [
        ("Här", (), 30, 0),
        ("Lähellä", (), 30, 0),
        ("Kaukana", (), 30, -10),
        ("Kaukana", ("far",), 30, 0),
        (REMOTE, (), 0, 0),
        ("Atlantis", (), 0, 0),  # nobody knows how far it is
        ("", (), 0, 0),
        ("Kaukana", (), None, 0),  # nothing was said about travelling
        ("Kaukana", ("Lähellä",), None, -10),
    ],
)
def test_work_out_of_reach_costs_and_an_unknown_place_never_does(municipality: str, ok: tuple[str, ...], commute: int | None, cost: int) -> None:
    found = match(replace(WELDER, municipalities_ok=ok, commute_km=commute), replace(AD, municipality=municipality))
    assert sum(line.points for line in lines(found, LineKind.DISTANCE)) == cost


def test_lower_education_costs_and_the_unknown_is_asked() -> None:
    ad = replace(AD, education=6)
    assert [line.points for line in lines(match(replace(WELDER, education=3), ad), LineKind.EDUCATION)] == [-8]
    assert [(each.name, each.status) for each in match(WELDER, ad).missing] == [("education", Status.UNKNOWN)]


def test_times_that_do_not_suit_give_no_points() -> None:
    ad = replace(AD, work_times=(WorkTime.NIGHT, WorkTime.SHIFT), employment=Employment.SUMMER)
    night = replace(WELDER, work_times=frozenset({WorkTime.NIGHT}), employments=frozenset({Employment.SUMMER}))
    day = replace(WELDER, work_times=frozenset({WorkTime.FULL_TIME}), employments=frozenset({Employment.PERMANENT}))
    assert [line.points for line in lines(match(night, ad), LineKind.PREFERENCES)] == [5, 5]
    assert lines(match(day, ad), LineKind.PREFERENCES) == []
    assert match(day, ad).score < match(night, ad).score < match(WELDER, ad).score == 100


def test_hours_that_suit_are_no_ground_to_show_work_that_has_nothing_to_do_with_a_person() -> None:
    ad = replace(AD, occupations=("cook",), required=(Asked("cooking", ("cooking",)),), work_times=(WorkTime.NIGHT,))
    found = match(replace(WELDER, work_times=frozenset({WorkTime.NIGHT})), ad)
    assert (found.score, found.lines) == (0, ())


def test_an_employer_s_hard_requirement_blocks_only_where_it_is_surely_not_met() -> None:
    ad = replace(AD, languages={"fi": Cefr.B2}, hard=frozenset({"language:fi"}))
    assert [(each.name, each.is_hard) for each in match(WELDER, ad).blocked] == [("language:fi", True)]
    assert match(replace(WELDER, languages={}), ad).blocked == ()
    assert match(replace(WELDER, languages={"fi": Cefr.C1}), ad).blocked == ()


def test_an_ad_whose_last_day_is_over_is_blocked_and_still_scored() -> None:
    found = match(WELDER, replace(AD, apply_by=date(2026, 11, 23)))
    assert [each.name for each in found.blocked] == [EXPIRED]
    assert found.score == 100
    assert match(WELDER, replace(AD, apply_by=TODAY)).blocked == ()


@pytest.mark.parametrize(
    "ad",
    [
        Vacancy("v", "", ""),
        replace(AD, required=()),
        replace(AD, occupations=()),
        replace(AD, required=(), occupations=(), wished=(Asked("welding", ("welding",)),)),
    ],
)
def test_an_ad_that_says_little_is_never_strong(ad: Vacancy) -> None:
    assert match(WELDER, ad).score < BANDS[Band.STRONG]


def test_without_a_shared_required_skill_nothing_is_strong() -> None:
    ad = replace(AD, required=(Asked("dishes", ("dishes",)),), wished=(Asked("welding", ("welding",)),), work_times=(WorkTime.NIGHT,))
    found = match(replace(WELDER, work_times=frozenset({WorkTime.NIGHT})), ad)
    assert found.score < BANDS[Band.STRONG]


def test_a_shared_required_skill_is_worth_something_whatever_is_missing() -> None:
    ad = replace(
        AD,
        occupations=("cook",),
        languages={"fi": Cefr.C2, "sv": Cefr.C2},
        municipality="Kaukana",
        permits=("licence",),
        required=(*AD.required, *(Asked(f"word {n}") for n in range(20))),
    )
    found = match(replace(WELDER, no_permits=frozenset({"licence"}), no_languages=frozenset({"sv"})), ad)
    assert found.score == 5
    assert sum(line.points for line in found.lines) == 5


@pytest.mark.parametrize("seeker", [Seeker(""), Seeker("s", skills=("unknown",), occupations=("unknown",), words=("", "🔥", "x" * 4_000))])
def test_an_empty_or_odd_profile_matches_nothing(seeker: Seeker) -> None:
    found = match(seeker, AD)
    assert (found.score, found.band, found.lines) == (0, Band.WEAK, ())


def test_what_few_ads_ask_for_counts_more() -> None:
    common = [replace(AD, id=f"v{n}", required=(Asked("welding", ("welding",)),)) for n in range(20)]
    rarity = Rarity.of([*common, AD])
    assert rarity.weight(Asked("drawings", ("drawings",))) > rarity.weight(Asked("welding", ("welding",)))
    assert Rarity.of([AD]).weight(AD.required[0]) == Rarity.of([AD]).weight(AD.required[1])


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Seeker, Vacancy]:
    made = SyntheticJobs(TAXONOMY, PLACES, seed=draw(st.integers(0, 2**32)))
    return made.seeker("s"), made.vacancy("v")


@given(pairs())
def test_points_add_up_and_stay_between_0_and_100(pair: tuple[Seeker, Vacancy]) -> None:
    found = match(*pair)
    assert sum(line.points for line in found.lines) == found.score
    assert all(line.points for line in found.lines)
    assert 0 <= found.score <= 100
    assert found.band is next(band for band, least in BANDS.items() if found.score >= least)
    if found.band is Band.STRONG:
        assert any(line.kind is LineKind.REQUIRED and line.points > 0 for line in found.lines)


@given(pairs(), st.sampled_from([concept.id for concept in CONCEPTS if concept.kind is Kind.SKILL]))
def test_a_skill_more_never_lowers_a_score(pair: tuple[Seeker, Vacancy], more: str) -> None:
    seeker, ad = pair
    assert match(replace(seeker, skills=(*seeker.skills, more)), ad).score >= match(seeker, ad).score


@given(pairs(), st.sampled_from([concept.id for concept in CONCEPTS if concept.kind is Kind.OCCUPATION]))
def test_work_that_matches_never_lowers_a_score(pair: tuple[Seeker, Vacancy], more: str) -> None:
    seeker, ad = pair
    seeker = replace(seeker, experience_years=None)
    assert match(replace(seeker, occupations=(*seeker.occupations, more)), ad).score >= match(seeker, ad).score


@given(pairs(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_told_does_not_matter(pair: tuple[Seeker, Vacancy], chance: Random) -> None:
    def shuffled(seeker: Seeker) -> Seeker:
        mixed = {
            name: tuple(chance.sample(getattr(seeker, name), len(getattr(seeker, name))))
            for name in ("occupations", "skills", "wishes", "words", "municipalities_ok")
        }
        return replace(seeker, **mixed, languages=dict(reversed(seeker.languages.items())))

    seeker, ad = pair
    mixed_ad = replace(ad, required=tuple(reversed(ad.required)), wished=tuple(reversed(ad.wished)), work_times=tuple(reversed(ad.work_times)))
    assert match(shuffled(seeker), ad) == match(seeker, ad)
    assert match(seeker, mixed_ad).lines == match(seeker, ad).lines


@given(pairs(), st.text(max_size=20))
def test_who_somebody_is_does_not_matter(pair: tuple[Seeker, Vacancy], name: str) -> None:
    seeker, ad = pair
    assert replace(match(replace(seeker, id=name), ad), seeker="s") == match(seeker, ad)
