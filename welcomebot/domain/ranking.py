"""In which order vacancies are shown: what fits best, at equal score what ends first, then what began last, then by its id."""

from datetime import date

from welcomebot.domain.matches import Match
from welcomebot.domain.vacancies import Vacancy

NO_LAST_DAY = date.max


def tie_order(vacancy: Vacancy) -> tuple[date, str]:
    """Return what decides between vacancies of one score; nothing in it depends on the order that they came in."""
    return vacancy.apply_by or NO_LAST_DAY, vacancy.id


def match_order(match: Match, vacancy: Vacancy) -> tuple[int, date, str]:
    """Return what sorts matches, the best first."""
    return -match.score, *tie_order(vacancy)
