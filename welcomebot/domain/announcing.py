"""Messages to many: which text a person gets, and when somebody wrote that it shall be sent."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from welcomebot.domain.article_markdown import to_markdown
from welcomebot.domain.contacts import Contact
from welcomebot.domain.fact_spotting import patterns_of
from welcomebot.domain.language import fallback_order
from welcomebot.domain.written_days import written_day
from welcomebot.domain.written_text import blocks_of

MAX_UNITS = 3_500  # of a message: a screen or two, well under Telegram's 4,096
_MOMENT = re.compile(r"(?P<day>\S+(?:\s?\d{4})?)[\s,]+(?:klo|kl|o|at|о|в)?\.?\s*(?P<hour>\d{1,2})[.:](?P<minute>\d{2})")


def as_written(typed: str, contacts: Mapping[str, Contact], language: str) -> str:
    """Return what somebody typed as the small Markdown of articles; the facts that the office keeps become references."""
    return to_markdown(tuple(patterns_of(contacts, language).refer(blocks_of(typed))))


def language_for(texts: Mapping[str, str], language: str) -> str | None:
    """Return the language of the text that a person gets: their own or the nearest that is written; None where nothing is."""
    return next((code for code in fallback_order(language) if code in texts), next(iter(texts), None))


def written_moment(text: str, today: date, zone: ZoneInfo) -> datetime | None:
    """Return the only moment that a text names: 1.12.2026 9:00, 1.12. klo 9.00, 2026-12-01 09:00. None where there is none."""
    found = _MOMENT.fullmatch(text.strip())
    day = written_day(found["day"], today) if found else None
    if found is None or day is None or int(found["hour"]) > 23 or int(found["minute"]) > 59:  # noqa: PLR2004 - the clock's last hour and minute
        return None
    return datetime.combine(day, time(int(found["hour"]), int(found["minute"])), tzinfo=zone)
