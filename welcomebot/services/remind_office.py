"""Reminding the office of people who wait for it: its people after one hour of work, the administrators after four; once each."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from welcomebot.domain.contacts import Contact
from welcomebot.services.office_calendar import OfficeCalendar
from welcomebot.services.office_ports import Handover, HandoverFilter, HandoverKind
from welcomebot.services.ports import Repositories, Work

REMINDED_AFTER, ESCALATED_AFTER = timedelta(hours=1), timedelta(hours=4)
NOT_ASKED_FOR = HandoverFilter(kinds=frozenset({HandoverKind.UNANSWERED, HandoverKind.THUMB_DOWN}))

Find = Callable[[Repositories, datetime], Awaitable[Sequence[Handover]]]
Mark = Callable[[Repositories, Sequence[int]], Awaitable[Sequence[int]]]


@dataclass(frozen=True)
class Late:
    """What waits for too long, emergencies first, and how many questions wait besides for which nobody asked for a person."""

    handovers: tuple[Handover, ...]
    unanswered: int


@dataclass(frozen=True)
class OfficeTime:
    """What tells how long the office has worked: nobody is reminded while it is closed."""

    calendar: OfficeCalendar
    contacts: Mapping[str, Contact]
    now: datetime

    def moment_before(self, worked: timedelta) -> datetime | None:
        """Return the moment since which the office was open for so long; None while it is closed."""
        return self.calendar.moment_before(self.contacts, self.now, worked) if self.calendar.is_open(self.contacts, self.now) else None


async def late_for_staff(time: OfficeTime, *, work: Work) -> Late | None:
    """Return what nobody took within an hour of work, and write down that the office's people are told of it."""
    return await _late(
        time.moment_before(REMINDED_AFTER),
        lambda db, before: db.handovers.unreminded(before),
        lambda db, numbers: db.handovers.mark_reminded(numbers, at=time.now),
        work=work,
    )


async def late_for_administrators(time: OfficeTime, *, work: Work) -> Late | None:
    """Return what nobody answered within four hours of work, and write down that the administrators are told of it."""
    return await _late(
        time.moment_before(ESCALATED_AFTER),
        lambda db, before: db.handovers.unescalated(before),
        lambda db, numbers: db.handovers.mark_escalated(numbers, at=time.now),
        work=work,
    )


async def _late(before: datetime | None, find: Find, mark: Mark, *, work: Work) -> Late | None:
    if before is None:
        return None
    async with work.reading() as db:
        if not await find(db, before):
            return None
    db = await work.writing()
    found = {handover.number: handover for handover in await find(db, before)}
    # Another process may be telling of some of them at this moment.
    marked = frozenset(await mark(db, list(found)))
    late = tuple(handover for number, handover in found.items() if number in marked)
    return Late(late, await db.handovers.count_waiting(NOT_ASKED_FOR)) if late else None
