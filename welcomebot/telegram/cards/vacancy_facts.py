"""What a vacancy says: its title in two languages, who and where, when and for what pay, and until when one can apply."""

from collections.abc import Iterable
from datetime import date

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal

from welcomebot.domain.haves import LANGUAGE
from welcomebot.domain.language import fallback_order
from welcomebot.domain.vacancies import REMOTE, Asked, Cefr, CloseReason, Vacancy, VacancyState
from welcomebot.locales.i18n import later
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.telegram.bidi import apart
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.work_words import employment, language_name, pay_basis, start_words, work_time
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

MAX_PLACES = 5
COMMAS = {"ar": "، "}
CLOSED = {
    CloseReason.FILLED: later("The employer chose somebody."),
    CloseReason.FILLED_INTERNALLY: later("Somebody who already works there got the place."),
    CloseReason.PLANS_CHANGED: later("The employer's plans changed."),
    CloseReason.NO_SUITABLE: later("The employer ended the search without choosing anybody."),
    CloseReason.MISTAKE: later("The ad was a mistake."),
}


def label(turn: Turn, concept_id: str) -> str:
    """Return what a concept or a language is called in the person's language; its id where it is not known."""
    if concept_id.startswith(LANGUAGE):
        return language_name(turn.tr, concept_id.removeprefix(LANGUAGE))
    concept = turn.services.board.taxonomy.concepts.get(concept_id)
    return concept.label(fallback_order(turn.language, accepts_russian=turn.person.accepts_russian)) if concept else concept_id


def asked_name(turn: Turn, asked: Asked) -> str:
    """Return what an ad asks for or wishes; of a language that it chose from the list also the level."""
    if not asked.concepts:
        return asked.text
    name = label(turn, asked.concepts[0])
    return f"{name} {asked.text}" if asked.concepts[0].startswith(LANGUAGE) and asked.text in Cefr.__members__ else name


def capital(name: str) -> str:
    """Return a name as it stands at the beginning of a line."""
    return name[:1].upper() + name[1:]


def own_title(turn: Turn, vacancy: Vacancy) -> str:
    """Return the work in the person's language, else the ad's own title."""
    known = [occupation for occupation in vacancy.occupations if occupation in turn.services.board.taxonomy.concepts]
    return capital(label(turn, known[0])) if known else apart(vacancy.title, turn.language)


def titles(turn: Turn, vacancy: Vacancy) -> Html:
    """Return the title in the person's language, and below it as the employer wrote it."""
    own, original = own_title(turn, vacancy), apart(vacancy.title, turn.language)
    if own.casefold() == original.casefold():
        return Html.of("<b>{title}</b>", title=original)
    return Html.of("<b>{own}</b>\n<i>{original}</i>", own=own, original=original)


def place_name(turn: Turn, municipality: str) -> str:
    """Return a place in the person's language."""
    if municipality == REMOTE:
        return turn.tr("Remote work")
    return turn.services.board.matcher.places.name_of(municipality, fallback_order(turn.language))


def place_names(turn: Turn, municipalities: Iterable[str]) -> str:
    """Return some places in one line; of very many only the first."""
    names = list(dict.fromkeys(place_name(turn, municipality) for municipality in municipalities if municipality))
    return listed(turn, names[:MAX_PLACES], is_cut=len(names) > MAX_PLACES)


def listed(turn: Turn, names: Iterable[str], *, is_cut: bool = False) -> str:
    """Return names in one line, with the comma of the language; `is_cut` where there are more."""
    return COMMAS.get(turn.language, ", ").join((*names, *(("…",) if is_cut else ())))


def facts(turn: Turn, vacancy: Vacancy, places: Iterable[str]) -> Html:
    """Return the ad's facts, a line each; what the ad does not say is left out."""
    tr = turn.tr
    kinds = [*([employment(tr, vacancy.employment)] if vacancy.employment else []), *(work_time(tr, time) for time in vacancy.work_times)]
    lines = [
        Html.text(" · ".join(part for part in (apart(vacancy.employer, turn.language), place_names(turn, places)) if part)),
        Html.text(" · ".join(kinds)),
        Html.of(tr("Hours a week: {hours}"), hours=_span(vacancy.hours_a_week, turn.language)) if vacancy.hours_a_week else Html(""),
        _pay(turn, vacancy),
        Html.of(tr("Start: {start}"), start=_start(turn, vacancy.start)) if vacancy.start else Html(""),
        Html.of(tr("Places: {n}"), n=vacancy.positions) if vacancy.positions > 1 else Html(""),
        Html.of(tr("The employer asks for an extract from the criminal record before the start.")) if vacancy.needs_record_extract else Html(""),
    ]
    return Html.join(lines, "\n")


def last_day(turn: Turn, vacancy: Vacancy) -> Html:
    """Return until when one can apply, in words."""
    tr, until, now = turn.tr, vacancy.apply_by, turn.services.today
    if until is None:
        return Html.of(tr("The ad names no last day to apply."))
    if until == now:
        return Html.of(tr("<b>Today is the last day to apply.</b>"))
    left = format_timedelta(until - now, granularity="day", threshold=1.01e9, add_direction=True, locale=turn.language)
    return Html.of(tr("<b>Last day to apply:</b> {day}, {left}."), day=format_date(until, format="full", locale=turn.language), left=left)


def over(turn: Turn, stored: StoredVacancy) -> Html:
    """Return why one can no longer apply; nothing where one can."""
    tr, vacancy = turn.tr, stored.vacancy
    if stored.state is VacancyState.CLOSED:
        parts = [Html.of(tr("<b>This vacancy is closed.</b>"))]
        parts += [Html.of(tr(CLOSED[stored.close_reason]))] if stored.close_reason else []
        return Html.join(parts, " ")
    if vacancy.apply_by is not None and not vacancy.is_open_on(turn.services.today):
        return Html.of(tr("<b>The time to apply is over.</b> The last day was {day}."), day=day(vacancy.apply_by, turn.language))
    if stored.state is not VacancyState.OPEN:
        return Html.of(tr("<b>The time to apply is over.</b>"))
    return Html("")


def _pay(turn: Turn, vacancy: Vacancy) -> Html:
    basis, pay = pay_basis(turn.tr, vacancy.pay_basis) if vacancy.pay_basis else "", apart(vacancy.pay, turn.language)
    if basis and pay:
        return Html.of("{basis}: {pay}", basis=basis, pay=pay)
    return Html.of(turn.tr("Pay: {pay}"), pay=pay) if pay else Html.text(basis)


def _span(hours: tuple[float, float] | None, language: str) -> str:
    least, most = (format_decimal(each, locale=language) for each in hours or (0.0, 0.0))
    return least if least == most else f"{least}–{most}"


def _start(turn: Turn, start: str) -> str:
    try:
        return day(date.fromisoformat(start), turn.language)
    except ValueError:
        return start_words(turn.tr, start) or apart(start, turn.language)
