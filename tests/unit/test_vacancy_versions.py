"""What becomes of a stored ad when the same ad comes in again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.storage.jobs import WELDER, stored
from welcomebot.domain.vacancies import CloseReason, VacancyState
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.services.vacancy_versions import Outcome, next_version, withdrawn

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
LATER = replace(WELDER, apply_by=date(2027, 1, 31))
OVER = replace(WELDER, apply_by=TODAY - timedelta(days=1))


def comes_in(vacancy: object, old: StoredVacancy | None) -> tuple[StoredVacancy, Outcome]:
    return next_version(old, vacancy, source="office", now=NOW, today=TODAY)


def test_new_ad_is_open_at_once() -> None:
    new, outcome = comes_in(WELDER, None)
    assert outcome is Outcome.NEW
    assert new == StoredVacancy(WELDER, "office", VacancyState.OPEN, opened_at=NOW, updated_at=NOW)


def test_ad_whose_last_day_is_today_is_open() -> None:
    assert comes_in(replace(WELDER, apply_by=TODAY), None)[0].state is VacancyState.OPEN


def test_ad_that_is_over_is_stored_as_expired() -> None:
    new, outcome = comes_in(OVER, None)
    assert (new.state, new.opened_at, outcome) == (VacancyState.EXPIRED, None, Outcome.NEW)


def test_same_ad_changes_nothing() -> None:
    old = stored()
    assert comes_in(WELDER, old) == (old, Outcome.UNCHANGED)
    assert comes_in(WELDER, old)[0] is old


def test_only_a_material_change_is_a_new_revision() -> None:
    typo, _ = comes_in(replace(WELDER, description="Tervetuloa!"), stored())
    pay, outcome = comes_in(replace(WELDER, pay="15 €/h"), stored())
    assert (typo.revision, pay.revision, outcome) == (1, 2, Outcome.CHANGED)


@pytest.mark.parametrize("state", [VacancyState.EXPIRED, VacancyState.CLOSED, VacancyState.WAITING, VacancyState.SENT_BACK])
def test_ad_with_a_new_last_day_opens_again(state: VacancyState) -> None:
    old = replace(stored(state=state), closed_at=NOW, close_reason=CloseReason.FILLED, note="Say the pay.", number=7)
    new, outcome = comes_in(LATER, old)
    assert outcome is Outcome.REOPENED
    assert (new.state, new.revision, new.closed_at, new.close_reason, new.note, new.number) == (VacancyState.OPEN, 2, None, None, "", 7)


def test_ad_that_was_closed_with_a_reason_stays_closed_without_a_new_last_day() -> None:
    old = replace(stored(state=VacancyState.CLOSED), close_reason=CloseReason.FILLED)
    assert comes_in(WELDER, old) == (old, Outcome.UNCHANGED)
    earlier, outcome = comes_in(replace(WELDER, apply_by=date(2026, 12, 1)), old)
    assert (earlier.state, outcome) == (VacancyState.CLOSED, Outcome.CHANGED)


def test_ad_that_was_withdrawn_opens_again_when_it_is_back() -> None:
    away = withdrawn(stored(), now=NOW)
    assert (away.state, away.close_reason) == (VacancyState.CLOSED, None)
    back, outcome = comes_in(WELDER, away)
    assert (back.state, back.revision, outcome) == (VacancyState.OPEN, 2, Outcome.REOPENED)


def test_open_ad_whose_last_day_moved_into_the_past_expires() -> None:
    new, outcome = comes_in(OVER, stored())
    assert (new.state, new.closed_at, outcome) == (VacancyState.EXPIRED, NOW, Outcome.CHANGED)


@pytest.mark.parametrize("state", VacancyState)
def test_second_time_changes_nothing_more(state: VacancyState) -> None:
    for vacancy in (WELDER, LATER, OVER):
        once, _ = comes_in(vacancy, stored(state=state))
        assert comes_in(vacancy, once) == (once, Outcome.UNCHANGED)
