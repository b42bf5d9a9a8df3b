"""How many people meet everything that an ad must have, and which single must keeps the most away; counted before it is published.

All complete profiles count, whether they may be found or not: only rounded numbers are shown (domain/rounded_counts.py).
"""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from welcomebot.domain.matches import Match
from welcomebot.domain.matching import Matcher
from welcomebot.domain.rounded_counts import rounded
from welcomebot.domain.seekers import Band
from welcomebot.domain.vacancies import Vacancy
from welcomebot.services.job_ports import StoredSeeker
from welcomebot.services.near_people import near_people
from welcomebot.services.ports import Work

OF_SKILLS = ("skill:", "word:")


@dataclass(frozen=True)
class Supply:
    """Rounded counts; None is "fewer than 5". `relaxed` is the count without `must`, which is empty where no single must matters."""

    meets_all: int | None
    must: str = ""  # `language:fi`, `permit:forklift`, `skill:<concept>`, `word:<text>`, `experience` or `education`
    relaxed: int | None = None


async def count_supply(vacancy: Vacancy, *, matcher: Matcher, today: date, work: Work) -> Supply:
    """Return the supply for an ad as it would be published."""
    async with work.reading() as db:
        people = await db.seekers.complete()
    return await asyncio.to_thread(supply, vacancy, people, matcher=matcher, today=today)


def supply(vacancy: Vacancy, people: Iterable[StoredSeeker], *, matcher: Matcher, today: date) -> Supply:
    """Return the supply among people. Somebody of the field counts for an ad if nothing that it must have is missing or unknown."""
    matches = (matcher.match(stored.seeker, vacancy, today) for stored in near_people(vacancy, people, matcher.taxonomy))
    counted = Counter(frozenset(_unmet(match)) for match in matches if match.band is not Band.WEAK)
    meets_all = counted[frozenset()]
    single = {next(iter(unmet)): count for unmet, count in counted.items() if len(unmet) == 1}
    shown = rounded(meets_all)
    if not single:
        return Supply(shown)
    # The name decides between equal counts, so that the same ad always gets the same advice.
    must, gain = min(single.items(), key=lambda each: (-each[1], each[0]))
    relaxed = rounded(meets_all + gain)
    return Supply(shown, must, relaxed) if relaxed != shown else Supply(shown)


def _unmet(match: Match) -> Iterable[str]:
    return (requirement.name for requirement in match.missing if requirement.is_hard or requirement.name.startswith(OF_SKILLS))
