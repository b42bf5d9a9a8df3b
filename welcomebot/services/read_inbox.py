"""What waits for the office, as somebody of it sees it: counted, filtered, one after another."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from welcomebot.domain.staff import Right
from welcomebot.services.office_ports import Handover, HandoverFilter, HandoverKind, Reply
from welcomebot.services.ports import Clock, Repositories, Work
from welcomebot.services.staff_names import StaffName, staff_names
from welcomebot.services.staff_rights import Acting

MANY = 1_000  # as many are counted by kind, language and age
AGES_H = (1, 4, 24)


@dataclass(frozen=True)
class Chosen:
    """What of the inbox somebody looks at: one kind, one language, what waits for so many hours; None and 0 do not narrow."""

    kind: HandoverKind | None = None
    language: str | None = None
    hours: int = 0

    def filter(self, clock: Clock) -> HandoverFilter:
        """Return what storage looks for."""
        return HandoverFilter(
            kinds=frozenset({self.kind} if self.kind else ()),
            languages=frozenset({self.language} if self.language else ()),
            before=clock() - timedelta(hours=self.hours) if self.hours else None,
        )


@dataclass(frozen=True)
class Counts:
    """How much waits: of all, of what was chosen, and by kind, language and age."""

    total: int
    chosen: int
    kinds: Mapping[HandoverKind, int]
    languages: Mapping[str, int]
    ages: Mapping[int, int]


@dataclass(frozen=True)
class View:
    """A handover with what belongs to its card.

    `taken_by` is the colleague who has it, `is_mine` tells that it is the reader. `earlier` is what the same person asked before and was answered.
    """

    handover: Handover
    taken_by: StaffName | None = None
    is_mine: bool = False
    earlier: tuple[Handover, Reply] | None = None
    translated: str | None = None  # the words in the reader's language, by a machine


@dataclass(frozen=True)
class Page:
    """One of what was chosen: its place among so many, the first is 0."""

    view: View | None
    place: int = 0
    total: int = 0


@dataclass(frozen=True)
class Office:
    """Who looks, and what the services need for it."""

    by: Acting
    work: Work
    clock: Clock
    administrators: frozenset[int] = field(default_factory=frozenset)


async def count_inbox(chosen: Chosen, office: Office) -> Counts:
    """Return how much waits."""
    office.by.require(Right.REPLY)
    async with office.work.reading() as db:
        waiting = await db.handovers.waiting(HandoverFilter(), limit=MANY)
        total, of_chosen = await db.handovers.count_waiting(HandoverFilter()), await db.handovers.count_waiting(chosen.filter(office.clock))
    now = office.clock()
    return Counts(
        total=total,
        chosen=of_chosen,
        kinds=Counter(each.kind for each in waiting),
        languages=Counter(each.language for each in waiting),
        ages={hours: sum(each.created_at <= now - timedelta(hours=hours) for each in waiting) for hours in AGES_H},
    )


async def page_of_inbox(chosen: Chosen, place: int, office: Office) -> Page:
    """Return what waits at a place, or the last one where less waits by now."""
    office.by.require(Right.REPLY)
    async with office.work.reading() as db:
        total = await db.handovers.count_waiting(chosen.filter(office.clock))
        place = max(0, min(place, total - 1))
        found = await db.handovers.waiting(chosen.filter(office.clock), limit=1, after=place)
    return Page(await _view(found[0], office), place, total) if found else Page(None)


async def view_of(number: int, office: Office) -> View | None:
    """Return a handover with what belongs to its card; None where it is gone."""
    office.by.require(Right.REPLY)
    async with office.work.reading() as db:
        handover = await db.handovers.get(number)
    return await _view(handover, office) if handover else None


async def new_view(number: int, *, work: Work) -> View | None:
    """Return a handover that was just opened, as the bot shows it to the office's people."""
    async with work.reading() as db:
        handover = await db.handovers.get(number)
        return View(handover, earlier=await _earlier(handover, db)) if handover else None


async def _view(handover: Handover, office: Office) -> View:
    by = handover.taken_by if handover.is_waiting else handover.ended_by
    names = await staff_names(office.administrators, work=office.work) if by is not None else {}
    async with office.work.reading() as db:
        earlier = await _earlier(handover, db)
    return View(handover, names.get(by) if by is not None else None, by == office.by.user_id, earlier)


async def _earlier(handover: Handover, db: Repositories) -> tuple[Handover, Reply] | None:
    found = await db.handovers.answered_before(handover.number)
    replies = await db.handovers.replies(found.number) if found else ()
    return (found, replies[-1]) if found and replies else None
