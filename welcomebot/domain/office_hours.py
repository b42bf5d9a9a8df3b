"""When the Welcome Office is open: from the schedule of its week, without the days on which it is closed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEARCH_DAYS = 31  # Christmas and a summer's pause are shorter
PART = re.compile(r"(?P<days>[a-z]{3}(?:-[a-z]{3})?)\s+(?P<hours>\d{2}:\d{2}-\d{2}:\d{2}(?:\s+\d{2}:\d{2}-\d{2}:\d{2})*)")

IsClosed = Callable[[date], bool]


@dataclass(frozen=True)
class Opening:
    """The time that the office is, or will next be, reachable: local and aware."""

    starts_at: datetime
    ends_at: datetime
    is_now: bool


def never_closed(day: date) -> bool:  # noqa: ARG001 - the form of IsClosed
    """Know no day on which the office is closed besides its week."""
    return False


def read_schedule(text: str) -> dict[str, str]:
    """Return the schedule that "mon-fri 09:00-15:00, sat 10:00-12:00" stands for; raises ValueError where it is none.

    A day has one or more times: "mon-fri 09:00-11:30 12:30-15:00".
    """
    schedule: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.lower().split(","))):
        found = PART.fullmatch(part)
        if found is None or found["days"] in schedule:
            raise ValueError(f"not a day with its hours: {part!r}")
        schedule[found["days"]] = " ".join(found["hours"].split())
    for days, hours in schedule.items():
        first, last = _days(days)
        if first > last or any(starts >= ends for starts, ends in _times(hours)):
            raise ValueError("days and hours count upwards")
    return schedule


def next_opening(schedule: Mapping[str, str], now: datetime, zone: ZoneInfo, is_closed: IsClosed = never_closed) -> Opening | None:
    """Return the opening that contains `now`, or the next one within a month.

    `schedule` maps days to hours in the office's own time: {"mon-fri": "09:00-15:00", "sat": "10:00-12:00"}.
    """
    local = now.astimezone(zone)
    for starts_at, ends_at in _openings(schedule, local.date(), zone, is_closed, days=SEARCH_DAYS):
        if local < ends_at:
            return Opening(starts_at, ends_at, is_now=starts_at <= local)
    return None


def working_time_between(schedule: Mapping[str, str], start: datetime, end: datetime, zone: ZoneInfo, is_closed: IsClosed = never_closed) -> timedelta:
    """Return how long the office was open between two moments."""
    first = start.astimezone(zone).date()
    days = (end.astimezone(zone).date() - first).days + 1
    # In UTC, for Python takes the difference of two local times without the hour that a change of the clocks adds.
    spans = [
        (max(starts_at.astimezone(UTC), start.astimezone(UTC)), min(ends_at.astimezone(UTC), end.astimezone(UTC)))
        for starts_at, ends_at in _openings(schedule, first, zone, is_closed, days=days)
    ]
    return sum((ended - begun for begun, ended in spans if begun < ended), timedelta())


def moment_before(schedule: Mapping[str, str], now: datetime, worked: timedelta, zone: ZoneInfo, is_closed: IsClosed = never_closed) -> datetime | None:
    """Return the latest moment since which the office was open for so long; None where there is none within a month."""
    missing = worked
    first = now.astimezone(zone).date() - timedelta(days=SEARCH_DAYS)
    for starts_at, ends_at in reversed(list(_openings(schedule, first, zone, is_closed, days=SEARCH_DAYS + 1))):
        begun, ended = starts_at.astimezone(UTC), min(ends_at.astimezone(UTC), now.astimezone(UTC))
        if ended - begun >= missing:
            return ended - missing
        missing -= max(ended - begun, timedelta())
    return None


def _openings(schedule: Mapping[str, str], first: date, zone: ZoneInfo, is_closed: IsClosed, *, days: int) -> Iterator[tuple[datetime, datetime]]:
    for day in (first + timedelta(days=offset) for offset in range(days)):
        if not is_closed(day):
            for starts, ends in _hours_of(schedule, day):
                yield datetime.combine(day, starts, zone), datetime.combine(day, ends, zone)


def _hours_of(schedule: Mapping[str, str], day: date) -> list[tuple[time, time]]:
    """Return the hours of a day, the earliest first; those that overlap are one."""
    merged: list[tuple[time, time]] = []
    for starts, ends in sorted(hours for days, spans in schedule.items() if _is_among(day, days) for hours in _times(spans)):
        if merged and starts <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(ends, merged[-1][1]))
        else:
            merged.append((starts, ends))
    return merged


def _is_among(day: date, days: str) -> bool:
    first, last = _days(days)
    return first <= day.weekday() <= last


def _days(days: str) -> tuple[int, int]:
    first, _, last = days.partition("-")
    return DAYS.index(first), DAYS.index(last or first)


def _times(spans: str) -> list[tuple[time, time]]:
    return [(time.fromisoformat(span.partition("-")[0]), time.fromisoformat(span.partition("-")[2])) for span in spans.split()]
