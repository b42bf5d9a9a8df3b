"""What would open the most vacancies to a person: a card, one step in a language, a skill."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from welcomebot.domain.matches import Match
from welcomebot.domain.seekers import Band, Seeker
from welcomebot.domain.vacancies import Cefr
from welcomebot.services.find_vacancies import Found, Looking, find
from welcomebot.services.job_board import JobBoard
from welcomebot.services.mark_vacancy import YES, told
from welcomebot.services.ports import Clock, Work
from welcomebot.services.vacancy_filters import Filters, language_gaps

MOST = 3
EASIEST = ("permit", "language", "skill")  # at equal counts a course of days comes before years of practice
OPEN_BANDS = frozenset({Band.STRONG, Band.GOOD})
NEAR_BANDS = frozenset({Band.GOOD, Band.POSSIBLE})  # a skill more turns nothing that fits little into a good match


@dataclass(frozen=True)
class Opening:
    """Something to get, named as a requirement, and how many more vacancies would fit well; for a language the `level` to reach."""

    requirement: str
    vacancies: tuple[int, ...]
    level: Cefr | None = None

    @property
    def count(self) -> int:
        """Return how many vacancies open."""
        return len(self.vacancies)


async def openings(person: Looking, board: JobBoard, *, work: Work, clock: Clock, zone: ZoneInfo) -> tuple[Opening, ...]:
    """Return the three things that open the most; each alone, with everything else as it is."""
    if person.profile is None:
        return ()
    results = await find(person, board, work=work, clock=clock, zone=zone, filters=Filters(with_weak=True))
    return await asyncio.to_thread(openings_of, person.seeker, results.shown, board, clock().astimezone(zone).date())


def openings_of(seeker: Seeker, found: Iterable[Found], board: JobBoard, today: date) -> tuple[Opening, ...]:
    """Return what opens the most of some vacancies; at equal counts what is got the soonest."""
    closed_by = _closed_by(seeker, found)
    opened = [_opening(seeker, wanted, vacancies, board, today) for wanted, vacancies in closed_by.items()]
    return tuple(sorted((opening for opening in opened if opening.count), key=_order))[:MOST]


def _order(opening: Opening) -> tuple[int, int, str]:
    return -opening.count, EASIEST.index(opening.requirement.partition(":")[0]), opening.requirement


def _closed_by(seeker: Seeker, found: Iterable[Found]) -> Mapping[tuple[str, Cefr | None], list[Found]]:
    closed: dict[tuple[str, Cefr | None], list[Found]] = defaultdict(list)
    for each in found:
        if _is_open(each.match):
            continue
        for language in language_gaps(each.stored.vacancy, seeker):
            closed[f"language:{language}", Cefr(seeker.languages.get(language, 0) + 1)].append(each)
        for permit in seeker.no_permits.intersection(each.stored.vacancy.permits):
            closed[f"permit:{permit}", None].append(each)
        if each.match.band in NEAR_BANDS:
            for missing in each.match.missing:
                if missing.name.startswith("skill:"):
                    closed[missing.name, None].append(each)
    return closed


def _opening(seeker: Seeker, wanted: tuple[str, Cefr | None], closed: Iterable[Found], board: JobBoard, today: date) -> Opening:
    requirement, level = wanted
    scorer = board.matcher.of(told(seeker, requirement, level.name if level else YES))
    opened = tuple(each.number for each in closed if _is_open(scorer.match(each.stored.vacancy, today)))
    return Opening(requirement, opened, level)


def _is_open(match: Match) -> bool:
    return match.band in OPEN_BANDS and not match.blocked
