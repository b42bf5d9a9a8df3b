"""Facts as a person reads them: numbers to tap, names to follow, dates in their language."""

from datetime import date, datetime

from babel.dates import format_date, format_skeleton

from welcomebot.domain.contacts import Contact
from welcomebot.domain.office_hours import next_opening
from welcomebot.domain.references import Link, Value, resolve
from welcomebot.locales.i18n import Translator
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn


def fact(turn: Turn, key: str) -> Html:
    """Return a fact in the turn's language: its value, or the link to the official page."""
    contacts = turn.services.library.contacts
    return fact_html(contacts[key], turn.language, contacts)


def fact_html(contact: Contact, language: str, contacts: "dict[str, Contact]") -> Html:
    """Return a fact as HTML."""
    shown = resolve(contact, language, contacts)
    match shown:
        case Link(label=label, url=url):
            return Html.of('<a href="{url}">{label}</a>', url=url, label=label)
        case Value(text=text):
            return Html.text(text)


def day(when: date, language: str) -> str:
    """Return a date in words: 24 November 2026."""
    return format_date(when, format="long", locale=language)


def opening_sentence(turn: Turn) -> Html:
    """Return when somebody in the office answers: now, or from which day and hour."""
    schedule = turn.services.library.contacts["hours:welcome-office"].schedule
    opening = next_opening(schedule, turn.services.clock(), turn.services.zone)
    tr = turn.tr
    if opening is None:
        return Html.of(tr("The office is closed for now. Leave your question, and somebody will answer."))
    if opening.is_now:
        return Html.of(tr("The office is open now, until {time}."), time=_clock_time(opening.ends_at, tr))
    return Html.of(tr("The office opens next on {day} at {time}."), day=_weekday(opening.starts_at, tr), time=_clock_time(opening.starts_at, tr))


def _weekday(when: datetime, tr: Translator) -> str:
    return format_skeleton("MMMMEEEEd", when, locale=tr.language)


def _clock_time(when: datetime, tr: Translator) -> str:
    return format_skeleton("Hm", when, locale=tr.language)
