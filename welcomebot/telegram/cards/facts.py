"""Facts as a person reads them: numbers to tap, names to follow, dates in their language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date, format_datetime, format_skeleton

from welcomebot.domain.contacts import Contact
from welcomebot.domain.fact_display import resolve
from welcomebot.locales.i18n import Translator
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn


@dataclass(frozen=True)
class Facts:
    """The facts in one language on one day."""

    contacts: Mapping[str, Contact]
    language: str
    today: date

    def show(self, key: str) -> Html:
        """Return a fact's value, or the link to the page that says it."""
        shown = resolve(key, self.contacts, self.language, self.today)
        return Html.of('<a href="{url}">{text}</a>', url=shown.url, text=shown.text) if shown.url else Html.text(shown.text)


def facts_of(turn: Turn, language: str | None = None) -> Facts:
    """Return the facts in the turn's language, or in another one."""
    services = turn.services
    return Facts(services.library.contacts, language or turn.language, services.today)


def fact(turn: Turn, key: str) -> Html:
    """Return one fact in the turn's language."""
    return facts_of(turn).show(key)


def day(when: date, language: str) -> str:
    """Return a date in words: November 24, 2026."""
    return format_date(when, format="long", locale=language)


def moment(turn: Turn, at: datetime) -> str:
    """Return a day in words and a time, in the office's zone. Numbers with strokes between them would be read as commands in Arabic."""
    return str(format_datetime(at.astimezone(turn.services.zone), "d MMMM y HH:mm", locale=turn.language))


def opening_sentence(turn: Turn) -> Html:
    """Return when somebody in the office answers: now, or from which day and hour."""
    services, tr = turn.services, turn.tr
    opening = services.calendar.next_opening(services.library.contacts, services.clock())
    if opening is None:
        return Html.of(tr("The office is closed for now. Leave your question, and somebody will answer."))
    if opening.is_now:
        return Html.of(tr("The office is open now, until {time}."), time=_clock_time(opening.ends_at, tr))
    return Html.of(tr("The office opens next on {day} at {time}."), day=_weekday(opening.starts_at, tr), time=_clock_time(opening.starts_at, tr))


def _weekday(when: datetime, tr: Translator) -> str:
    return str(format_date(when, format="full", locale=tr.language))


def _clock_time(when: datetime, tr: Translator) -> str:
    return str(format_skeleton("Hm", when, locale=tr.language))
