"""Periodic work. APScheduler only wakes the process up; who does a job that must happen once is settled in the database."""

import logging
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from welcomebot.search.answerer import Answerer
from welcomebot.services.library import Library
from welcomebot.services.ports import Clock
from welcomebot.settings import Settings
from welcomebot.storage.database import Database
from welcomebot.storage.questions import QuestionStore
from welcomebot.storage.slots import claim_slot
from welcomebot.storage.unit_of_work import DatabaseWork

logger = logging.getLogger(__name__)

NAMES_KEPT = timedelta(days=30)
FRESHNESS_S = 2  # an article that staff publish is live this soon
GRACE_S = 3600  # a job that was due while the machine slept still runs


def make_scheduler(*, settings: Settings, database: Database, library: Library, answerer: Answerer, clock: Clock) -> AsyncIOScheduler:
    """Return a scheduler with all jobs, not started yet."""
    scheduler = AsyncIOScheduler(timezone=settings.zone, job_defaults={"misfire_grace_time": GRACE_S, "coalesce": True})

    async def drop() -> None:
        await drop_names(database, clock)

    async def refresh() -> None:
        await refresh_knowledge(database, library, answerer)

    scheduler.add_job(drop, "cron", hour=3)
    scheduler.add_job(refresh, "interval", seconds=FRESHNESS_S)
    return scheduler


async def refresh_knowledge(database: Database, library: Library, answerer: Answerer) -> None:
    """Take over what changed in the database; every process does this for itself."""
    await library.refresh(DatabaseWork(database))
    if answerer.revision != library.revision:
        await answerer.load(library.articles, library.contacts, library.revision)


async def drop_names(database: Database, clock: Clock) -> bool:
    """Take the asker's number off questions older than 30 days; False where another process does it today."""
    now = clock()
    async with database.writing() as session:
        if not await claim_slot(session, "drop-names", _day_of(now)):
            return False
        count = await QuestionStore(session).drop_names(before=now - NAMES_KEPT)
    logger.info("questions.names_dropped count=%d", count)
    return True


def _day_of(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
