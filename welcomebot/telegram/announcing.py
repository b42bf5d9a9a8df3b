"""Sending announcements: what is due goes into the outbox at once, paced, and whoever wrote it hears what became of it."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from welcomebot.domain.alert_times import is_quiet
from welcomebot.domain.announcing import language_for
from welcomebot.domain.language import CODES
from welcomebot.services.drafts import Draft
from welcomebot.services.office_ports import Announcement, AnnouncementState
from welcomebot.services.ports import Person, Repositories, Work
from welcomebot.services.queues import UpdateWork
from welcomebot.telegram.addressing import addressed
from welcomebot.telegram.cards.announcement import announced_card, report_card
from welcomebot.telegram.effects import SendMessage
from welcomebot.telegram.outbox import drafts_of
from welcomebot.telegram.services import Services
from welcomebot.telegram.turn import Turn

logger = logging.getLogger(__name__)


async def send_announcements(services: Services, works: Callable[[], UpdateWork]) -> int:
    """Begin what is due and end what is sent, each in a transaction of its own; return how many people were put on the list."""
    async with works().reading() as db:
        due, on_their_way = await db.announcements.due(services.clock()), await db.announcements.being_sent()
    begun = [await _in_transaction(works, partial(_begin, services, one)) for one in due]
    for one in on_their_way:
        await _in_transaction(works, partial(_end, services, one))
    return sum(begun)


async def _in_transaction(works: Callable[[], UpdateWork], do: Callable[[UpdateWork], Awaitable[int]]) -> int:
    work = works()
    try:
        result = await do(work)
        await work.finish()
    finally:
        await work.abandon()
    return result


async def _begin(services: Services, announcement: Announcement, work: Work) -> int:
    """Write down everybody whom it goes to, together with the calls: no matter when the process dies, each gets it at most once."""
    db = await work.writing()
    if not await db.announcements.move(announcement.number, AnnouncementState.SCHEDULED, AnnouncementState.SENDING, at=services.clock()):
        return 0
    people = await db.announcements.people_of(announcement.audience)
    turn = Turn(Person(0), 0, CODES[0], services, work, effects=[])
    keys: dict[int, str] = {}
    drafts: list[Draft] = []
    for index, (user_id, language) in enumerate(people):
        reader = replace(turn, chat_id=user_id, language=language, effects=[])
        reader.say(*announced_card(reader, announcement.texts[language_for(announcement.texts, language) or language]))
        keys[user_id] = f"announcement:{announcement.number}:{index}:0"
        drafts += drafts_of(_paced(services, reader), f"announcement:{announcement.number}:{index}")
    await db.announcements.add_recipients(announcement.number, keys)
    await db.mailbox.add(drafts, at=services.clock())
    logger.info("announcement.begun number=%d people=%d", announcement.number, len(people))
    return len(people)


def _paced(services: Services, reader: Turn) -> Sequence[SendMessage]:
    is_silent = is_quiet(services.clock(), services.zone)
    return [replace(effect, is_paced=True, is_silent=is_silent) for effect in reader.effects if isinstance(effect, SendMessage)]


async def _end(services: Services, announcement: Announcement, work: Work) -> int:
    db = await work.writing()
    report = await db.announcements.report(announcement.number)
    if report.waiting or not await db.announcements.move(announcement.number, AnnouncementState.SENDING, AnnouncementState.SENT, at=services.clock()):
        return 0
    await db.announcements.keep_report(announcement.number, report)
    await _tell_writer(services, work, db, announcement)
    logger.info("announcement.ended number=%d sent=%d", announcement.number, report.sent)
    return 1


async def _tell_writer(services: Services, work: Work, db: Repositories, announcement: Announcement) -> None:
    if announcement.made_by is None:
        return
    ended, report = await db.announcements.get(announcement.number), await db.announcements.report(announcement.number)
    reader = await addressed(Turn(Person(0), 0, CODES[0], services, work, effects=[]), announcement.made_by)
    reader.say(*report_card(reader, ended or announcement, report))
    await db.mailbox.add(drafts_of(reader.effects, f"announcement-report:{announcement.number}"), at=services.clock())
