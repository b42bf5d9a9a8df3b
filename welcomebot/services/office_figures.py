"""The office's figures of the last days, from what is stored; what seekers know beside what ads ask for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from welcomebot.domain.figures import Figures, SkillFigures, figures
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.staff import Right
from welcomebot.domain.vacancies import Vacancy
from welcomebot.services.job_board import JobBoard
from welcomebot.services.ports import Work
from welcomebot.services.staff_rights import Acting

PERIODS = (7, 30, 90)  # days
MOST_WANTED = 8


@dataclass(frozen=True)
class Period:
    """Some days of the office's calendar, both ends included."""

    since: date
    until: date
    zone: ZoneInfo

    @classmethod
    def last(cls, days: int, today: date, zone: ZoneInfo) -> "Period":
        """Return the last days, today the last of them."""
        return cls(today - timedelta(days=days - 1), today, zone)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Return the first moment and the first one after the end."""
        return datetime.combine(self.since, time.min, tzinfo=self.zone), datetime.combine(self.until + timedelta(days=1), time.min, tzinfo=self.zone)


async def office_figures(period: Period, board: JobBoard, by: Acting, *, work: Work) -> Figures:
    """Return the figures for somebody of the office."""
    by.require(Right.STATISTICS)
    return await gathered_figures(period, board, work=work)


async def gathered_figures(period: Period, board: JobBoard, *, work: Work) -> Figures:
    """Return the figures for the digest that goes to the office by itself."""
    async with work.reading() as db:
        asked = await db.records.asked(*period.moments)
        waits = await db.records.waits(*period.moments)
        emergencies = await db.records.emergencies(*period.moments)
        seekers = [stored.seeker for stored in await db.seekers.complete()]
        ads = [stored.vacancy for stored in await db.vacancies.open()]
    found = figures(asked, waits, since=period.since, until=period.until, zone=period.zone)
    return replace(found, emergencies=emergencies, skills=supply_and_demand(ads, seekers, board))


def supply_and_demand(ads: Iterable[Vacancy], seekers: Iterable[Seeker], board: JobBoard) -> tuple[SkillFigures, ...]:
    """Return what most open ads ask for, with how many seekers know it."""
    wanted = Counter(concept for ad in ads for concept in {*ad.occupations, *(c for asked in ad.required for c in asked.concepts)})
    known = Counter(concept for seeker in seekers for concept in {*seeker.skills, *seeker.occupations})
    most = sorted(wanted.items(), key=lambda each: (-each[1], each[0]))
    return tuple(SkillFigures(concept, n, known[concept]) for concept, n in most if concept in board.taxonomy.concepts)[:MOST_WANTED]
