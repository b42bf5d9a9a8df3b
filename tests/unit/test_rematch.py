"""Many seekers and ads at once give exactly what the plain scorer gives for each pair."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import shipped
from tests.synthetic_jobs import TODAY, SyntheticJobs
from welcomebot.domain.matching import Matcher
from welcomebot.domain.ranking import match_order
from welcomebot.domain.rarity import Rarity
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.vacancies import Asked, Vacancy
from welcomebot.search.rematch import Ranked, Rematch

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
TAXONOMY, PLACES = shipped.taxonomy(), shipped.places()


def plain(seekers: list[Seeker], ads: list[Vacancy], matcher: Matcher, count: int) -> list[Ranked]:
    found = []
    for seeker in seekers:
        scorer = matcher.of(seeker)
        matches = sorted(((scorer.match(ad, TODAY), ad) for ad in ads if ad.is_open_on(TODAY)), key=lambda pair: match_order(*pair))
        found.append(Ranked(seeker.id, tuple((match.vacancy, match.score) for match, _ in matches if match.score)[:count]))
    return found


@settings(max_examples=6)
@given(st.integers(0, 2**32), st.integers(1, 25))
def test_the_best_ads_are_those_of_the_plain_scorer(seed: int, count: int) -> None:
    made = SyntheticJobs(TAXONOMY, PLACES, seed=seed)
    seekers, ads = made.seekers(8), made.vacancies(60)
    matcher = Matcher(TAXONOMY, PLACES, Rarity.of(ads))
    assert list(Rematch(seekers, matcher).top(ads, TODAY, count=count)) == plain(seekers, ads, matcher, count)


@settings(max_examples=6)
@given(st.integers(0, 2**32))
def test_a_new_ad_gets_the_scores_of_the_plain_scorer(seed: int) -> None:
    made = SyntheticJobs(TAXONOMY, PLACES, seed=seed)
    seekers, known = made.seekers(30), made.vacancies(30)
    matcher = Matcher(TAXONOMY, PLACES, Rarity.of(known))
    rematch = Rematch(seekers, matcher)
    for ad in made.vacancies(5):
        expected = [matcher.match(seeker, ad, TODAY).score if ad.is_open_on(TODAY) else 0 for seeker in seekers]
        assert rematch.against(ad, TODAY).tolist() == expected


def test_the_order_of_seekers_and_ads_does_not_matter() -> None:
    made = SyntheticJobs(TAXONOMY, PLACES, seed=7)
    seekers, ads = made.seekers(300), made.vacancies(200)  # more than one block
    matcher = Matcher(TAXONOMY, PLACES, Rarity.of(ads))
    forward = list(Rematch(seekers, matcher).top(ads, TODAY))
    backward = list(Rematch(reversed(seekers), matcher).top(reversed(ads), TODAY))
    assert forward == backward[::-1]


def test_equal_scores_are_ordered_by_the_last_day_and_the_id() -> None:
    ad = Vacancy("b", "", "", occupations=("welder",), required=(Asked("welding", ("welding",)),), apply_by=date(2026, 12, 24))
    ads = [ad, replace(ad, id="a"), replace(ad, id="c", apply_by=date(2026, 12, 1)), replace(ad, id="d", apply_by=None)]
    [ranked] = Rematch([Seeker("s", occupations=("welder",))], Matcher(TAXONOMY, PLACES, Rarity())).top(ads, TODAY)
    assert [place for place, _ in ranked.ads] == ["c", "a", "b", "d"]


@pytest.mark.parametrize("ads", [[], [Vacancy("v", "", "")], [Vacancy("v", "", "", occupations=("unknown",), required=(Asked(""),))]])
def test_ads_that_ask_for_nothing_known_match_nobody(ads: list[Vacancy]) -> None:
    seekers = [Seeker("empty"), Seeker("welder", occupations=("welder",), skills=("unknown",))]
    rematch = Rematch(seekers, Matcher(TAXONOMY, PLACES, Rarity.of(ads)))
    assert [ranked.ads for ranked in rematch.top(ads, TODAY)] == [(), ()]
    assert all(not rematch.against(ad, TODAY).any() for ad in ads)


def test_nobody_is_matched_with_nothing() -> None:
    rematch = Rematch([], Matcher(TAXONOMY, PLACES, Rarity()))
    ad = Vacancy("v", "", "", occupations=("welder",))
    assert list(rematch.top([ad], TODAY)) == []
    assert np.array_equal(rematch.against(ad, TODAY), [])


def test_an_ad_whose_last_day_is_over_is_left_out() -> None:
    ad = Vacancy("v", "", "", occupations=("welder",), apply_by=date(2026, 11, 23))
    rematch = Rematch([Seeker("s", occupations=("welder",))], Matcher(TAXONOMY, PLACES, Rarity()))
    assert list(rematch.top([ad], TODAY)) == [Ranked("s", ())]
    assert rematch.against(ad, TODAY).tolist() == [0]
    assert rematch.against(replace(ad, apply_by=TODAY), TODAY).tolist() != [0]
