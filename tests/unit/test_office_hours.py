"""When the office opens."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.office_hours import next_opening

HELSINKI = ZoneInfo("Europe/Helsinki")
WEEKDAYS = {"mon-fri": "09:00-15:00"}


def test_office_is_open_within_its_hours() -> None:
    opening = next_opening(WEEKDAYS, datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI), HELSINKI)
    assert opening is not None
    assert opening.is_now
    assert opening.ends_at.hour == 15


def test_office_opens_on_monday_after_friday_afternoon() -> None:
    opening = next_opening(WEEKDAYS, datetime(2026, 11, 27, 15, 0, tzinfo=HELSINKI), HELSINKI)
    assert opening is not None
    assert not opening.is_now
    assert opening.starts_at == datetime(2026, 11, 30, 9, 0, tzinfo=HELSINKI)


def test_office_keeps_its_wall_clock_hours_over_the_change_to_winter_time() -> None:
    opening = next_opening(WEEKDAYS, datetime(2026, 10, 24, 12, 0, tzinfo=HELSINKI), HELSINKI)
    assert opening is not None
    assert opening.starts_at.astimezone(UTC) == datetime(2026, 10, 26, 7, 0, tzinfo=UTC)


def test_office_without_hours_never_opens() -> None:
    assert next_opening({}, datetime(2026, 11, 24, tzinfo=UTC), HELSINKI) is None


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(UTC)))
def test_opening_is_never_past_and_always_on_a_working_day(now: datetime) -> None:
    opening = next_opening(WEEKDAYS, now, HELSINKI)
    assert opening is not None
    assert opening.ends_at > now
    assert opening.is_now or opening.starts_at > now
    assert opening.starts_at.weekday() < 5
