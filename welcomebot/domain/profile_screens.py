"""Which screens asking for a profile has, in which order, and what can be chosen on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from welcomebot.domain.seekers import Pace, Seeker
from welcomebot.domain.vacancies import REMOTE, Cefr, Employment, WorkTime


class Step(StrEnum):
    """The steps in their order; people see their number."""

    WORK = "work"
    LANGUAGES = "languages"
    PERMITS = "permits"
    EXPERIENCE = "experience"
    PLACES = "places"
    TIMES = "times"
    KINDS = "kinds"
    START = "start"
    ALERTS = "alerts"


STEPS = tuple(Step)
MAIN = ""  # the first screen of a step; further ones have a name, that of a language's level is the language's code
TRY, MORE, REACH = "try", "more", "reach"
PAGE = 9  # choices a page: all kinds of work fit on one

NO_LEVEL = "none"
LEVELS = (*(level.name for level in Cefr), NO_LEVEL)
YEARS = ("0", "1", "3", "6")  # the least of: none or less than one, one or two, three to five, more
DISTANCES = ("5", "20", "40", "80")  # km; the first is only here
START_MONTHS = ("0", "1", "3")
MORE_LANGUAGES = (
    "uk",
    "ru",
    "ar",
    "et",
    "so",
    "fa",
    "ku",
    "tr",
    "vi",
    "th",
    "zh",
    "tl",
    "ne",
    "hi",
    "bn",
    "ur",
    "si",
    "es",
    "fr",
    "de",
    "pl",
    "ro",
    "pt",
    "sw",
    "am",
    "ti",
)
# The steps at which words are waited for; at the others a text is a question like any other.
WITH_WORDS = frozenset({Step.WORK, Step.LANGUAGES, Step.PERMITS, Step.EXPERIENCE, Step.PLACES, Step.START})

FIXED: Mapping[Step, tuple[str, ...]] = {
    Step.EXPERIENCE: YEARS,
    Step.TIMES: tuple(WorkTime),
    Step.KINDS: tuple(Employment),
    Step.START: START_MONTHS,
    Step.ALERTS: tuple(Pace),
}


@dataclass(frozen=True)
class Offer:
    """What can be chosen at the moment: languages and places that are likely, permits in the order of their use for the person."""

    today: date = date.min
    languages: tuple[str, ...] = ("fi", "sv", "en")
    permits: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def options(step: Step, focus: str, seeker: Seeker, offer: Offer) -> tuple[str, ...]:
    """Return the choices of a screen, in order; the chips of the first step are not among them."""
    choices: tuple[str, ...] = FIXED.get(step, ())
    match step:
        case Step.LANGUAGES:
            choices = _languages(focus, tuple(dict.fromkeys((*offer.languages, *seeker.languages, *sorted(seeker.no_languages)))))
        case Step.PERMITS:
            # What the person has stands where they see it.
            choices = tuple(dict.fromkeys((*sorted(seeker.permits), *offer.permits)))
        case Step.PLACES if focus == REACH:
            choices = (*DISTANCES, REMOTE, *(place for place in seeker.municipalities_ok if place != REMOTE))
        case Step.PLACES:
            choices = tuple(dict.fromkeys((*offer.places, *filter(None, (seeker.municipality,)))))
    return choices


def _languages(focus: str, likely: tuple[str, ...]) -> tuple[str, ...]:
    if focus == MAIN:
        return likely
    return tuple(code for code in MORE_LANGUAGES if code not in likely) if focus == MORE else LEVELS


def first_open(seeker: Seeker) -> Step:
    """Return the first step of which nothing is known, for somebody who goes on after something else."""
    known = {
        Step.WORK: seeker.occupations or seeker.skills or seeker.wishes,
        Step.LANGUAGES: seeker.languages or seeker.no_languages,
        Step.PERMITS: seeker.permits or seeker.no_permits,
        Step.EXPERIENCE: seeker.experience_years is not None,
        Step.PLACES: seeker.municipality or seeker.municipalities_ok,
        Step.TIMES: seeker.work_times,
        Step.KINDS: seeker.employments,
    }
    return next((step for step, answer in known.items() if not answer), Step.START)
