"""Periodic work. APScheduler only wakes the process up; who does a job that must happen once is settled in the database."""

import logging
from datetime import datetime, time
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from welcomebot.bootstrap_jobs import Jobs
from welcomebot.search.answerer import Answerer
from welcomebot.services.keep_little import delete_old
from welcomebot.services.keep_vacancies import keep_vacancies
from welcomebot.services.library import Library
from welcomebot.services.ports import Clock
from welcomebot.settings import Settings
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.slots import claim_slot
from welcomebot.storage.unit_of_work import DatabaseWork
from welcomebot.storage.vacancies import VacancyStore

logger = logging.getLogger(__name__)

FRESHNESS_S = 2  # an article that staff publish is live this soon
GRACE_S = 3600  # a job that was due while the machine slept still runs


def make_scheduler(*, settings: Settings, database: Database, library: Library, answerer: Answerer, jobs: Jobs, clock: Clock) -> AsyncIOScheduler:
    """Return a scheduler with all jobs, not started yet."""
    scheduler = AsyncIOScheduler(timezone=settings.zone, job_defaults={"misfire_grace_time": GRACE_S, "coalesce": True})

    async def delete() -> None:
        await delete_what_is_old(database, clock)

    async def refresh() -> None:
        await refresh_knowledge(database, library, answerer)
        await jobs.refresh()

    async def keep() -> None:
        await keep_ads(database, clock, settings.zone)

    scheduler.add_job(delete, "cron", hour=3)
    # Just after midnight, and at the start: the process may have slept through midnight. Every hour asks, and the first one of a day does it:
    # told to run at 00:05 only, APScheduler 3.11 leaves out the day after the clocks go forward.
    scheduler.add_job(keep, "cron", id="keep-ads", minute=5)
    scheduler.add_job(keep)
    scheduler.add_job(refresh, "interval", seconds=FRESHNESS_S)
    return scheduler


async def refresh_knowledge(database: Database, library: Library, answerer: Answerer) -> None:
    """Take over what changed in the database; every process does this for itself."""
    await library.refresh(DatabaseWork(database))
    if answerer.revision != library.revision:
        await answerer.load(library.articles, library.contacts, library.revision)


async def delete_what_is_old(database: Database, clock: Clock) -> bool:
    """Delete what is kept for a time only (services/keep_little.py); False where another process does it today."""
    now = clock()
    async with database.writing() as session:
        if not await claim_slot(session, "delete-old", _day_of(now)):
            return False
        deleted = await delete_old(Repositories(session), now)
    counts = " ".join(f"{name}={n}" for name, n in vars(deleted).items())
    logger.info("old.deleted %s", counts)
    return True


async def keep_ads(database: Database, clock: Clock, zone: ZoneInfo) -> bool:
    """Expire the ads whose last day is over and delete the old ones; False where another process does it today."""
    now = clock()
    today = now.astimezone(zone).date()
    async with database.writing() as session:
        if not await claim_slot(session, "keep-ads", datetime.combine(today, time.min, tzinfo=zone)):
            return False
        kept = await keep_vacancies(VacancyStore(session), now=now, today=today)
    logger.info("vacancies.kept expired=%d removed=%d", kept.expired, kept.removed)
    return True


def _day_of(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
