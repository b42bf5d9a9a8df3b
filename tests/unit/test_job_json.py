"""Ads, profiles and settings come out of JSON as they went in."""

import json
from datetime import UTC, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.seekers import Seeker, Wishes
from welcomebot.domain.vacancies import Asked, Cefr, Vacancy
from welcomebot.storage.job_json import json_of, seeker_of, vacancy_of, wishes_of

levels = st.dictionaries(st.sampled_from(["fi", "sv", "en", "uk"]), st.sampled_from(Cefr))
hours = st.floats(0, 168)
vacancies = st.builds(
    Vacancy, languages=levels, required=st.lists(st.builds(Asked)).map(tuple), hours_a_week=st.none() | st.tuples(hours, hours), apply_by=st.none() | st.dates()
)
moments = st.datetimes(timezones=st.just(UTC)) | st.datetimes().map(lambda naive: naive.replace(tzinfo=timezone(timedelta(hours=2))))


def written_and_read(value: Any) -> Any:
    return json.loads(json.dumps(json_of(value)))


@given(vacancies)
def test_ad_is_the_same_afterwards(vacancy: Vacancy) -> None:
    assert vacancy_of(written_and_read(vacancy)) == vacancy


@given(st.builds(Seeker, languages=levels))
def test_profile_is_the_same_afterwards(seeker: Seeker) -> None:
    assert seeker_of(written_and_read(seeker)) == seeker


@given(st.builds(Wishes, paused_until=st.none() | moments))
def test_settings_are_the_same_afterwards(wishes: Wishes) -> None:
    assert wishes_of(written_and_read(wishes)) == wishes


def test_levels_are_written_by_name() -> None:
    assert json_of(Vacancy("1", "Employer", "Title", languages={"fi": Cefr.B1}))["languages"] == {"fi": "B1"}


def test_what_is_equal_is_written_equal() -> None:
    assert json.dumps(json_of(Seeker("1", permits=frozenset("abcdef")))) == json.dumps(json_of(Seeker("1", permits=frozenset("fedcba"))))


def test_field_of_a_newer_program_is_left_out() -> None:
    assert vacancy_of({**json_of(Vacancy("1", "Employer", "Title")), "colour": "red"}) == Vacancy("1", "Employer", "Title")


def test_field_that_an_older_program_did_not_know_is_empty() -> None:
    assert vacancy_of({"id": "1", "employer": "Employer", "title": "Title"}) == Vacancy("1", "Employer", "Title")
