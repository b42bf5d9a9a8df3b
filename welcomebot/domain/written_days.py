"""Which day a person wrote: 1.3.2027, 1.3., 2027-03-01 or 1/3/2027. The day comes before the month, as in Finland."""

import re
from datetime import date

ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4})?)?")


def written_day(text: str, today: date) -> date | None:
    """Return the only day that a text names; one without a year is the next such day. None where there is none, or no such day."""
    found = ISO.fullmatch(text.strip()) or DAY_FIRST.fullmatch(text.strip().replace(" ", ""))
    if found is None:
        return None
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    # The 29th of February may be years away.
    years = [int(year)] if year else range(today.year, today.year + 9)
    days = [candidate for candidate in (_day(each, month, day) for each in years) if candidate is not None]
    return next((candidate for candidate in days if year or candidate >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
