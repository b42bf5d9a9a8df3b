"""What time does to ads, also on the days on which the clock is changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.storage.jobs import NOW, WELDER, stored
from welcomebot.domain.vacancies import VacancyState
from welcomebot.schedule import keep_ads, make_scheduler
from welcomebot.services.library import Library
from welcomebot.settings import Settings
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories

HELSINKI = ZoneInfo("Europe/Helsinki")


async def keep(database: Database, at: datetime) -> bool:
    return await keep_ads(database, lambda: at.astimezone(UTC), HELSINKI)


async def states(database: Database) -> dict[str, VacancyState]:
    async with database.reading() as session:
        vacancies = Repositories(session).vacancies
        return {ad.vacancy.id: state for state in VacancyState for ad in await vacancies.in_state(state)}


@pytest.mark.parametrize("last_day", [date(2026, 10, 24), date(2026, 10, 25), date(2026, 11, 25), date(2027, 3, 27), date(2027, 3, 28)])
async def test_last_day_counts_whole_in_helsinki(database: Database, last_day: date) -> None:
    """The clocks are changed on 25 October 2026 and on 28 March 2027."""
    async with database.writing() as session:
        await Repositories(session).vacancies.put(stored(replace(WELDER, apply_by=last_day)))
    midnight = datetime(last_day.year, last_day.month, last_day.day, tzinfo=HELSINKI) + timedelta(days=1)
    assert await keep(database, midnight.astimezone(UTC) - timedelta(seconds=1))
    assert await states(database) == {"w-1": VacancyState.OPEN}
    assert await keep(database, midnight.astimezone(UTC) + timedelta(minutes=5))
    assert await states(database) == {"w-1": VacancyState.EXPIRED}


@pytest.mark.parametrize("day", [date(2026, 10, 24), date(2027, 3, 27), date(2027, 6, 1)])
async def test_scheduler_wakes_just_after_each_midnight(database: Database, day: date) -> None:
    """Told to run at 00:05 only, APScheduler 3.11 left out 29 March 2027."""
    parts = {"database": database, "library": Library(), "answerer": None, "jobs": None, "clock": lambda: NOW}
    trigger = make_scheduler(settings=Settings(_env_file=None), **parts).get_job("keep-ads").trigger
    previous, now, days = None, datetime(day.year, day.month, day.day, 12, tzinfo=HELSINKI).astimezone(UTC), {}
    for _ in range(24 * 4):
        previous = trigger.get_next_fire_time(previous, now)
        days.setdefault(previous.astimezone(HELSINKI).date(), previous.astimezone(HELSINKI).time())
        now = previous.astimezone(UTC) + timedelta(seconds=1)
    assert [days[day + timedelta(days=number)] for number in (1, 2, 3)] == [time(0, 5)] * 3


async def test_only_open_ads_expire_and_nothing_else_changes(database: Database) -> None:
    over = replace(WELDER, apply_by=date(2026, 11, 24))
    async with database.writing() as session:
        vacancies = Repositories(session).vacancies
        for state in VacancyState:
            await vacancies.put(stored(replace(over, id=state.value), state=state))
        await vacancies.put(stored(replace(WELDER, id="endless", apply_by=None)))
        await vacancies.put(stored(replace(WELDER, id="later", apply_by=date(2026, 11, 25))))
    before = await states(database)
    assert await keep(database, NOW)
    assert await states(database) == {**before, "open": VacancyState.EXPIRED}
    async with database.reading() as session:
        ad = await Repositories(session).vacancies.find("office", "open")
    assert ad is not None
    assert (ad.revision, ad.vacancy, ad.closed_at, ad.close_reason) == (1, replace(over, id="open"), NOW, None)


async def test_one_process_does_it_each_day(database: Database) -> None:
    assert await keep(database, NOW)
    assert not await keep(database, NOW + timedelta(hours=1))
    # Half past one at night in Helsinki is another day there, though not in UTC.
    assert await keep(database, datetime(2026, 11, 25, 23, 30, tzinfo=UTC))


async def test_ads_are_deleted_a_year_after_their_end(database: Database) -> None:
    long_ago = NOW - timedelta(days=366)
    async with database.writing() as session:
        db = Repositories(session)
        for id, state, at in (("old", VacancyState.CLOSED, long_ago), ("new", VacancyState.CLOSED, NOW), ("lives", VacancyState.OPEN, long_ago)):
            number = await db.vacancies.put(
                replace(stored(replace(WELDER, id=id), state=state), closed_at=at if state is VacancyState.CLOSED else None, updated_at=at)
            )
            await db.seekers.save_vacancy(1, number, at=NOW)
    assert await keep(database, NOW)
    assert await states(database) == {"new": VacancyState.CLOSED, "lives": VacancyState.OPEN}
    async with database.reading() as session:
        assert len((await Repositories(session).seekers.marks(1)).saved) == 2
