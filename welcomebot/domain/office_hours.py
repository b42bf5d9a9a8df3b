"""When the Welcome Office is open, from the schedule of its `hours` entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEARCH_DAYS = 14


@dataclass(frozen=True)
class Opening:
    """The time that the office is, or will next be, reachable: local and aware."""

    starts_at: datetime
    ends_at: datetime
    is_now: bool


def next_opening(schedule: Mapping[str, str], now: datetime, zone: ZoneInfo) -> Opening | None:
    """Return the opening that contains `now`, or the next one within two weeks.

    `schedule` maps days to hours in the office's own time: {"mon-fri": "09:00-15:00", "sat": "10:00-12:00"}.
    """
    local = now.astimezone(zone)
    for offset in range(SEARCH_DAYS):
        day = local.date() + timedelta(days=offset)
        for starts, ends in _hours_of(schedule, day):
            opening = Opening(datetime.combine(day, starts, zone), datetime.combine(day, ends, zone), is_now=False)
            if opening.starts_at <= local < opening.ends_at:
                return Opening(opening.starts_at, opening.ends_at, is_now=True)
            if local < opening.starts_at:
                return opening
    return None


def _hours_of(schedule: Mapping[str, str], day: date) -> list[tuple[time, time]]:
    hours = []
    for days, span in schedule.items():
        first, _, last = days.partition("-")
        if DAYS.index(first) <= day.weekday() <= DAYS.index(last or first):
            starts, _, ends = span.partition("-")
            hours.append((time.fromisoformat(starts), time.fromisoformat(ends)))
    return sorted(hours)
