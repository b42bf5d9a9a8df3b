"""When the office opens."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomebot.domain.office_hours import DAYS, moment_before, next_opening, read_schedule, working_time_between
from welcomebot.services.office_calendar import OfficeCalendar

HELSINKI = ZoneInfo("Europe/Helsinki")
WEEKDAYS = {"mon-fri": "09:00-15:00"}
CALENDAR = OfficeCalendar(HELSINKI, WEEKDAYS, frozenset({date(2026, 11, 30)}))

moments = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(UTC))
hours = st.tuples(st.integers(0, 23), st.integers(0, 23)).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: f"{pair[0]:02}:00-{pair[1]:02}:30")
schedules = st.dictionaries(st.sampled_from([*DAYS, "mon-fri", "tue-thu"]), st.lists(hours, min_size=1, max_size=3).map(" ".join), max_size=4)
closed_days = st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=40)


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


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        # Independence Day of 2027 is a Monday.
        (datetime(2027, 12, 3, 15, 0, tzinfo=HELSINKI), datetime(2027, 12, 7, 9, 0, tzinfo=HELSINKI)),
        # Christmas Eve is a Thursday in 2026, Christmas Day a Friday.
        (datetime(2026, 12, 23, 16, 0, tzinfo=HELSINKI), datetime(2026, 12, 28, 9, 0, tzinfo=HELSINKI)),
        # A day that the office named itself.
        (datetime(2026, 11, 28, 12, 0, tzinfo=HELSINKI), datetime(2026, 12, 1, 9, 0, tzinfo=HELSINKI)),
    ],
)
def test_office_is_closed_on_holidays_and_on_its_own_days(now: datetime, opens: datetime) -> None:
    opening = CALENDAR.next_opening({}, now)
    assert opening is not None
    assert (opening.starts_at, opening.is_now) == (opens, False)


def test_an_hour_of_work_passes_only_while_the_office_is_open() -> None:
    friday_afternoon, monday_morning = datetime(2026, 11, 20, 14, 30, tzinfo=HELSINKI), datetime(2026, 11, 23, 9, 30, tzinfo=HELSINKI)
    assert CALENDAR.working_time({}, friday_afternoon, monday_morning) == timedelta(hours=1)
    assert CALENDAR.moment_before({}, monday_morning, timedelta(hours=1)) == friday_afternoon


def test_office_rests_at_noon() -> None:
    schedule = read_schedule("mon-fri 09:00-11:30 12:30-15:00, sat 10:00-12:00")
    assert schedule == {"mon-fri": "09:00-11:30 12:30-15:00", "sat": "10:00-12:00"}
    opening = next_opening(schedule, datetime(2026, 11, 24, 12, 0, tzinfo=HELSINKI), HELSINKI)
    assert opening is not None
    assert (opening.starts_at.hour, opening.is_now) == (12, False)


@pytest.mark.parametrize(
    "text", ["mon", "mon 9-15", "fri-mon 09:00-15:00", "mon 15:00-09:00", "mon 09:00-25:00", "mon 09:00-15:00, mon 16:00-17:00", "xyz 09:00-15:00"]
)
def test_a_schedule_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_schedule(text)


@given(schedules)
def test_a_schedule_is_read_as_it_is_written(schedule: dict[str, str]) -> None:
    assert read_schedule(", ".join(f"{days} {spans}" for days, spans in schedule.items())) == schedule


@given(schedules, moments, closed_days)
def test_an_opening_is_never_on_a_closed_day(schedule: dict[str, str], now: datetime, closed: frozenset[date]) -> None:
    opening = next_opening(schedule, now, HELSINKI, closed.__contains__)
    if opening is not None:
        assert opening.starts_at.date() not in closed
        assert opening.is_now == (opening.starts_at <= now)
        assert now < opening.ends_at


@given(schedules, closed_days, st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_working_time_is_additive_and_never_longer_than_time(schedule: dict[str, str], closed: frozenset[date], times: list[datetime]) -> None:
    first, middle, last = times

    def worked(start: datetime, end: datetime) -> timedelta:
        return working_time_between(schedule, start, end, HELSINKI, closed.__contains__)

    assert worked(first, middle) + worked(middle, last) == worked(first, last)
    assert timedelta() <= worked(first, last) <= last - first


@given(schedules, closed_days, moments, st.integers(1, 600))
def test_so_much_was_worked_since_that_moment(schedule: dict[str, str], closed: frozenset[date], now: datetime, minutes: int) -> None:
    worked = timedelta(minutes=minutes)
    moment = moment_before(schedule, now, worked, HELSINKI, closed.__contains__)
    if moment is not None:
        assert working_time_between(schedule, moment, now, HELSINKI, closed.__contains__) == worked
