"""What the office's work needs at its times. What was done is written down, so a round that is repeated does nothing twice."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from welcomebot.domain.alert_times import is_round_due, is_weekly, round_of
from welcomebot.errors import EmbeddingError
from welcomebot.services.cluster_questions import find_groups
from welcomebot.services.ports import Work
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.slots import claim_slot, is_claimed
from welcomebot.storage.unit_of_work import DatabaseWork
from welcomebot.telegram.announcing import send_announcements
from welcomebot.telegram.answer_mailings import AnswerMailings
from welcomebot.telegram.digest import digest
from welcomebot.telegram.effects import Effect
from welcomebot.telegram.inbox_rounds import reminders
from welcomebot.telegram.mailings import Mailings
from welcomebot.telegram.outbox import drafts_of
from welcomebot.telegram.services import Services

REMINDERS_MIN = 5
ANSWERS_S = 60
ANNOUNCEMENTS_S = 10
GROUPS, GROUPED_AT = "group-questions", time(4)
DIGEST, DIGEST_MIN = "weekly-digest", 10
GROUPS_MIN = 15  # a missed night is noticed this soon

logger = logging.getLogger(__name__)

Compose = Callable[[Services, Work], Awaitable[Sequence[Effect]]]


class OfficeRounds:
    """The rounds of the office; each process makes them, and what one wrote down the others leave alone."""

    def __init__(self, services: Services, database: Database) -> None:
        self._services, self._database = services, database

    def add_to(self, scheduler: AsyncIOScheduler) -> None:
        """Give the scheduler the rounds."""
        scheduler.add_job(self.remind, "interval", minutes=REMINDERS_MIN)
        scheduler.add_job(self.tell_answers, "interval", seconds=ANSWERS_S)
        scheduler.add_job(self.announce, "interval", seconds=ANNOUNCEMENTS_S)
        scheduler.add_job(self.digest, "interval", minutes=DIGEST_MIN)
        scheduler.add_job(self.group_questions, "interval", minutes=GROUPS_MIN)

    async def remind(self) -> int:
        """Remind the office of people who wait, and return how many messages that took."""
        return await self._send(f"late:{self._services.clock().timestamp():.6f}", reminders)

    async def tell_answers(self) -> int:
        """Tell people of new and changed answers that are due, and return how many were told."""
        return await AnswerMailings(Mailings(self._services, lambda: DatabaseWork(self._database))).tell()

    async def announce(self) -> int:
        """Begin the announcements that are due, end those that are sent, and return how many people were put on the list."""
        return await send_announcements(self._services, lambda: DatabaseWork(self._database))

    async def digest(self) -> bool:
        """Send last week's figures on Monday morning, once; False where it is not the time or another process does it."""
        now, zone = self._services.clock(), self._services.zone
        if not (is_weekly(now, zone) and is_round_due(now, zone)) or await self._is_done(DIGEST, round_of(now, zone)):
            return False
        # The same key for the same week: two processes that send at once store one digest.
        sent = await self._send(f"{DIGEST}:{now.astimezone(zone).date()}", digest)
        async with self._database.writing() as session:
            await claim_slot(session, DIGEST, round_of(now, zone))
        return bool(sent)

    async def group_questions(self) -> int:
        """Group the questions without an answer, once a night, and return how many groups there are; a night that was missed is made up for."""
        clock = self._services.clock
        night = night_before(clock(), self._services.zone)
        if await self._is_done(GROUPS, night):
            return 0
        try:
            found = await find_groups(self._services.meaning, work=DatabaseWork(self._database), clock=clock)
        except EmbeddingError:
            logger.warning("questions.not_grouped reason=embedder_failed")
            return 0
        async with self._database.writing() as session:
            if not await claim_slot(session, GROUPS, night):
                return 0
            await Repositories(session).clusters.replace(found)
        logger.info("questions.grouped groups=%d questions=%d", len(set(found.values())), len(found))
        return len(set(found.values()))

    async def _is_done(self, job: str, slot_at: datetime) -> bool:
        async with self._database.reading() as session:
            return await is_claimed(session, job, slot_at)

    async def _send(self, key: str, compose: Compose) -> int:
        """Store what a round writes and what it sends in one transaction."""
        work, now = DatabaseWork(self._database), self._services.clock()
        try:
            effects = await compose(self._services, work)
            if effects:
                db = await work.writing()
                await db.mailbox.add(drafts_of(effects, key), at=now)
            await work.finish()
        finally:
            await work.abandon()
        return len(effects)


def night_before(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the last moment at which a night's work was due."""
    today = now.astimezone(zone).date()
    due = datetime.combine(today, GROUPED_AT, tzinfo=zone)
    return due if now >= due else datetime.combine(today - timedelta(days=1), GROUPED_AT, tzinfo=zone)
