"""When seekers and employers hear from the bot. What was told is written down, so a run that is repeated tells nobody twice."""

from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from welcomebot.domain.alert_times import is_quiet, is_round_due, is_weekly, round_of
from welcomebot.domain.seekers import Pace
from welcomebot.services.contact_seekers import close_unanswered
from welcomebot.storage.database import Database
from welcomebot.storage.slots import claim_slot, is_claimed
from welcomebot.storage.unit_of_work import DatabaseWork
from welcomebot.telegram.mailings import Mailings
from welcomebot.telegram.services import Services

INSTANT_S, EDITS_S = 60, 30
ROUNDS_MIN = 10  # a missed round is noticed this soon


class JobRounds:
    """The rounds of telling; each process makes them, and what one wrote down the others leave alone."""

    def __init__(self, services: Services, database: Database) -> None:
        self._mailings, self._database = Mailings(services, lambda: DatabaseWork(database)), database
        self._clock, self._zone = services.clock, services.zone
        self._heard: object = None  # the board and the day that the last instant round saw

    def add_to(self, scheduler: AsyncIOScheduler) -> None:
        """Give the scheduler the rounds."""
        scheduler.add_job(self.instant, "interval", seconds=INSTANT_S)
        scheduler.add_job(self.daily, "interval", minutes=ROUNDS_MIN)
        scheduler.add_job(self._mailings.up_to_date, "interval", seconds=EDITS_S)

    async def instant(self) -> int:
        """Tell those who want to hear at once, where the ads changed since the last time or a new day began."""
        now = self._clock()
        if is_quiet(now, self._zone):
            return 0
        board = self._mailings.services.board
        await board.refresh(DatabaseWork(self._database))
        seen = (board.revision, now.astimezone(self._zone).date())
        if seen == self._heard:
            return 0
        sent = await self._mailings.alerts(Pace.INSTANT)
        self._heard = seen
        return sent

    async def daily(self) -> int:
        """Make the day's round if it is due and nobody made it: daily and weekly alerts, reminders, endings."""
        now = self._clock()
        if not is_round_due(now, self._zone) or await self._is_done(round_of(now, self._zone)):
            return 0
        await self._mailings.services.board.refresh(DatabaseWork(self._database))
        sent = await self._mailings.alerts(Pace.DAILY)
        if is_weekly(now, self._zone):
            sent += await self._mailings.alerts(Pace.WEEKLY)
        sent += await self._mailings.news()
        await self._close_requests()
        async with self._database.writing() as session:
            await claim_slot(session, "job-round", round_of(now, self._zone))
        return sent

    async def _is_done(self, slot_at: datetime) -> bool:
        async with self._database.reading() as session:
            return await is_claimed(session, "job-round", slot_at)

    async def _close_requests(self) -> None:
        async with self._mailings.transaction() as work:
            await close_unanswered(work=work, clock=self._clock)
            await work.finish()
