"""What the bot sends unasked, each kind at its time: everything is written down and put into the outbox in one transaction."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from welcomebot.domain.alert_times import is_quiet
from welcomebot.domain.language import CODES
from welcomebot.domain.seekers import Pace
from welcomebot.services.alert_seekers import alert_for, to_alert
from welcomebot.services.drafts import Draft
from welcomebot.services.follow_vacancies import outdated_messages, saved_closed, saved_ending, silent_seekers
from welcomebot.services.job_ports import StoredSeeker
from welcomebot.services.ports import Person, Work
from welcomebot.services.queues import UpdateWork
from welcomebot.telegram.addressing import addressed
from welcomebot.telegram.cards.alert import alert_card, changed_card, closed_card, ending_card, still_looking_card
from welcomebot.telegram.effects import EditMessage, Effect, Keyboard
from welcomebot.telegram.employer_reminders import employer_reminders
from welcomebot.telegram.html import Html
from welcomebot.telegram.outbox import drafts_of
from welcomebot.telegram.services import Services
from welcomebot.telegram.turn import Turn

logger = logging.getLogger(__name__)

Compose = Callable[[Services, Work], Awaitable[Sequence[Effect]]]
Card = Callable[[Turn], tuple[Html, Keyboard]]


@dataclass(frozen=True)
class Mailings:
    """Everything that is sent unasked; `works` begins a transaction."""

    services: Services
    works: Callable[[], UpdateWork]

    async def alerts(self, pace: Pace) -> int:
        """Tell the seekers of a pace what is new, each in a transaction of their own, and return how many got a message."""
        now = self.services.clock()
        if is_quiet(now, self.services.zone):
            return 0
        seekers = await to_alert(pace, now, work=self.works())
        sent = sum([await self._alert(profile, now) for profile in seekers])
        logger.info("alerts.sent pace=%s seekers=%d messages=%d", pace, len(seekers), sent)
        return sent

    async def up_to_date(self) -> int:
        """Change the messages whose vacancies changed, and return how many; quiet hours do not matter, for an edit makes no sound."""
        async with self.transaction() as work:
            await (await work.writing()).ledger.take_back(self.services.clock())
            await work.finish()
        return await self._send("changed", changed_messages)

    async def news(self) -> int:
        """Send what is due of reminders, endings and the question to silent seekers, and return how many; nothing in quiet hours."""
        if is_quiet(self.services.clock(), self.services.zone):
            return 0
        kinds = {"ending": endings, "closed": closings, "silent": questions_to_the_silent, "employer": employer_reminders}
        return sum([await self._send(name, compose) for name, compose in kinds.items()])

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[UpdateWork]:
        """Give a transaction; what is not finished at the end is undone."""
        work = self.works()
        try:
            yield work
        finally:
            await work.abandon()

    async def _alert(self, profile: StoredSeeker, now: datetime) -> bool:
        services = self.services
        async with self.transaction() as work:
            alert = await alert_for(profile, services.board, now, services.zone, work=work)
            if alert is not None:
                turn = await addressed(_office(services, work), profile.user_id)
                turn.say(*alert_card(turn, alert))
                drafts = [replace(draft, not_after=alert.not_after) for draft in drafts_of(turn.effects, alert.key)]
                await self._commit(work, drafts)
        return alert is not None

    async def _send(self, name: str, compose: Compose) -> int:
        async with self.transaction() as work:
            effects = await compose(self.services, work)
            if effects:
                await self._commit(work, drafts_of(effects, f"{name}:{self.services.clock().timestamp():.6f}"))
            else:
                await work.finish()
        return len(effects)

    async def _commit(self, work: UpdateWork, drafts: Sequence[Draft]) -> None:
        db = await work.writing()
        await db.mailbox.add(drafts, at=self.services.clock())
        await work.finish()


async def changed_messages(services: Services, work: Work) -> Sequence[Effect]:
    """Return the edits that bring sent messages up to date."""
    office = _office(services, work)
    for message in await outdated_messages(work=work):
        reader = replace(await addressed(office, message.user_id), tapped_message_id=message.message_id)
        reader.show(*changed_card(reader, message.ads))
    return [effect for effect in office.effects if isinstance(effect, EditMessage)]


async def endings(services: Services, work: Work) -> Sequence[Effect]:
    """Return the reminders of saved vacancies that end soon."""
    found = await saved_ending(services.today, services.clock(), work=work)
    return await _told(services, work, [(user_id, partial(ending_card, stored=stored)) for user_id, stored in found])


async def closings(services: Services, work: Work) -> Sequence[Effect]:
    """Return the news of saved vacancies that closed."""
    found = await saved_closed(services.clock(), work=work)
    return await _told(services, work, [(user_id, partial(closed_card, stored=stored)) for user_id, stored in found])


async def questions_to_the_silent(services: Services, work: Work) -> Sequence[Effect]:
    """Return the question to those who were silent for long whether they still look for work."""
    found = await silent_seekers(services.clock(), work=work)
    return await _told(services, work, [(stored.user_id, still_looking_card) for stored in found])


async def _told(services: Services, work: Work, cards: Iterable[tuple[int, Card]]) -> Sequence[Effect]:
    """Return one message for each person, in their own language."""
    office = _office(services, work)
    for user_id, card in cards:
        reader = await addressed(office, user_id)
        reader.say(*card(reader))
    return office.effects


def _office(services: Services, work: Work) -> Turn:
    return Turn(Person(0), 0, CODES[0], services, work, effects=[])
