"""When people may be written to unasked."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Quiet from nine in the evening to eight in the morning, by the clock on the wall.
QUIET_FROM, QUIET_TO = time(21), time(8)
ROUND_HOUR = 9  # the daily and the weekly round
WEEKLY_DAY = 0  # Monday
A_DAY = 10  # ads that one person is told of at once in a day; the rest waits for the next
ASK_AGAIN_AFTER = timedelta(days=90)
REMIND_BEFORE = timedelta(days=3)


def is_quiet(now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether people are left alone at this moment."""
    clock = now.astimezone(zone).time()
    return clock >= QUIET_FROM or clock < QUIET_TO


def round_of(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment of this day's round; a round that was missed is made up for until the quiet hours."""
    return datetime.combine(now.astimezone(zone).date(), time(ROUND_HOUR), tzinfo=zone)


def is_round_due(now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the day's round should have been made by now."""
    return now >= round_of(now, zone) and not is_quiet(now, zone)


def is_weekly(now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the day's round is also the week's."""
    return now.astimezone(zone).weekday() == WEEKLY_DAY


def day_began(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the midnight before."""
    return datetime.combine(now.astimezone(zone).date(), time.min, tzinfo=zone)


def day_ends(day: date, zone: ZoneInfo) -> datetime:
    """Return the midnight after a day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
