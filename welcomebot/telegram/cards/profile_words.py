"""What the steps of the profile, and the answers to them, are called in a person's language."""

from datetime import date

from welcomebot.domain.profile_screens import DISTANCES, NO_LEVEL, START_MONTHS, YEARS, Step
from welcomebot.domain.seekers import Pace
from welcomebot.domain.vacancies import Cefr
from welcomebot.locales.i18n import Translator, later
from welcomebot.telegram.cards.facts import day

MOST_SHOWN = 12  # of a list inside a text

STEPS = {
    Step.WORK: later("What you can do"),
    Step.LANGUAGES: later("Languages"),
    Step.PERMITS: later("Permits and cards"),
    Step.EXPERIENCE: later("Experience"),
    Step.PLACES: later("Place"),
    Step.TIMES: later("Working time"),
    Step.KINDS: later("Kinds of work"),
    Step.START: later("Start"),
    Step.ALERTS: later("Messages about new jobs"),
}
LEVELS = {
    Cefr.A1.name: later("A few words (A1)"),
    Cefr.A2.name: later("Simple everyday talk (A2)"),
    Cefr.B1.name: later("I manage at work (B1)"),
    Cefr.B2.name: later("I manage well (B2)"),
    Cefr.C1.name: later("Fluently (C1)"),
    Cefr.C2.name: later("As my own language (C2)"),
    NO_LEVEL: later("I do not speak it"),
}
EXPERIENCE = dict(zip(YEARS, (later("None, or less than a year"), later("1–2 years"), later("3–5 years"), later("More than 5 years")), strict=True))
REACHES = dict(zip(DISTANCES, (later("Only here"), later("Up to 20 km"), later("Up to 40 km"), later("Up to 80 km")), strict=True))
STARTS = dict(zip(START_MONTHS, (later("At once"), later("In a month"), later("In three months")), strict=True))
PACES = {
    Pace.INSTANT: later("At once"),
    Pace.DAILY: later("Once a day"),
    Pace.WEEKLY: later("Once a week"),
    Pace.OFF: later("Not at all"),
}


def step_title(tr: Translator, step: Step) -> str:
    """Return what a step asks for, in a word or two."""
    return tr(STEPS[step])


def years_range(years: int) -> str:
    """Return the choice of the step that a number of years falls into."""
    return next(least for least in reversed(YEARS) if years >= int(least))


def distance(tr: Translator, km: int) -> str:
    """Return how far somebody goes to work."""
    known = REACHES.get(str(km))
    return tr(known) if known else tr("Up to {km} km").format(km=km)


def start_day(tr: Translator, start: str) -> str:
    """Return when somebody can start."""
    return day(date.fromisoformat(start), tr.language) if start else tr("At once")


def listed(names: list[str], *, between: str) -> str:
    """Return names in a row; a very long list is cut with an ellipsis."""
    return between.join(names[:MOST_SHOWN]) + (" …" if len(names) > MOST_SHOWN else "")
