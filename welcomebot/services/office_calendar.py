"""When somebody of the office works: its hours, without the public holidays of Finland and the days that the office names itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from welcomebot.domain.contacts import Contact
from welcomebot.domain.office_hours import Opening, moment_before, next_opening, working_time_between

HOURS = "hours:welcome-office"


@dataclass(frozen=True)
class OfficeCalendar:
    """The office's time; `hours` of the settings go before the schedule that the fact `hours:welcome-office` holds."""

    zone: ZoneInfo
    hours: Mapping[str, str] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()

    def is_closed(self, day: date) -> bool:
        """Tell whether nobody works on a day although it may be a weekday."""
        return day in self.closed or day in public_holidays(day.year)

    def next_opening(self, contacts: Mapping[str, Contact], now: datetime) -> Opening | None:
        """Return the opening that contains `now`, or the next one."""
        return next_opening(self._schedule(contacts), now, self.zone, self.is_closed)

    def is_open(self, contacts: Mapping[str, Contact], now: datetime) -> bool:
        """Tell whether somebody works now."""
        opening = self.next_opening(contacts, now)
        return opening is not None and opening.is_now

    def moment_before(self, contacts: Mapping[str, Contact], now: datetime, worked: timedelta) -> datetime | None:
        """Return the latest moment since which the office was open for so long."""
        return moment_before(self._schedule(contacts), now, worked, self.zone, self.is_closed)

    def working_time(self, contacts: Mapping[str, Contact], start: datetime, end: datetime) -> timedelta:
        """Return how long the office was open between two moments."""
        return working_time_between(self._schedule(contacts), start, end, self.zone, self.is_closed)

    def _schedule(self, contacts: Mapping[str, Contact]) -> Mapping[str, str]:
        known = contacts.get(HOURS)
        return self.hours or (known.schedule if known else {})


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Return the public holidays of Finland in a year, with the eves of Midsummer and Christmas."""
    # The package loads the holidays of the whole world: 23 MB and up to seconds, so only what asks for office hours loads it.
    from holidays import country_holidays  # noqa: PLC0415 - see above

    return frozenset(country_holidays("FI", years=year))
