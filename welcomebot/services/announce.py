"""Writing a message to many: its texts, whom it goes to and when; nothing is sent here."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from welcomebot.domain.announcing import language_for
from welcomebot.domain.staff import Right
from welcomebot.services.office_ports import Act, Announcement, AnnouncementState, Audience, DeliveryReport
from welcomebot.services.ports import Clock, Repositories, Work
from welcomebot.services.staff_rights import Acting

ANNOUNCE_FLOW = "announce"
TEXT_STEP, TIME_STEP = "text", "time"
SHOWN = 5
EDITABLE = (AnnouncementState.DRAFT, AnnouncementState.SCHEDULED)


@dataclass(frozen=True)
class Reach:
    """Whom an announcement would reach now: how many people of each language, and how many of them read another language's text."""

    people: Mapping[str, int]
    without_text: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return how many people there are in all."""
        return sum(self.people.values())


async def announcements(by: Acting, *, work: Work) -> Sequence[Announcement]:
    """Return the latest announcements, the newest first."""
    by.require(Right.ANNOUNCE)
    async with work.reading() as db:
        return await db.announcements.latest(limit=SHOWN)


async def find_announcement(number: int, by: Acting, *, work: Work) -> Announcement | None:
    """Return an announcement."""
    by.require(Right.ANNOUNCE)
    async with work.reading() as db:
        return await db.announcements.get(number)


async def delivery_report(number: int, by: Acting, *, work: Work) -> DeliveryReport:
    """Return what became of an announcement so far."""
    by.require(Right.ANNOUNCE)
    async with work.reading() as db:
        return await db.announcements.report(number)


async def reach_of(announcement: Announcement, by: Acting, *, work: Work) -> Reach:
    """Return whom an announcement would reach now."""
    by.require(Right.ANNOUNCE)
    async with work.reading() as db:
        people = await db.announcements.people_of(announcement.audience)
    return reach(announcement.texts, [language for _, language in people])


def reach(texts: Mapping[str, str], languages: Collection[str]) -> Reach:
    """Count people by language; `languages` holds that of each person."""
    people = Counter(languages)
    return Reach(people, {language: n for language, n in people.items() if language_for(texts, language) != language})


async def write_announcement(number: int, language: str, text: str, by: Acting, *, work: Work, clock: Clock) -> Announcement | None:
    """Write the text of one language; number 0 begins a new announcement. None where it can no longer be changed."""
    by.require(Right.ANNOUNCE)
    db = await work.writing()
    if number == 0:
        new = Announcement(Audience(), {language: text}, by.user_id, clock())
        stored = replace(new, number=await db.announcements.add(new))
        await _note(db, by, "announcement-begun", None, stored, at=clock())
        return stored
    found = await _editable(number, db)
    return await _save(found, replace(found, texts={**found.texts, language: text}), by, db, at=clock()) if found else None


async def drop_text(number: int, language: str, by: Acting, *, work: Work, clock: Clock) -> Announcement | None:
    """Take the text of one language out; the last one stays. None where it can no longer be changed."""
    by.require(Right.ANNOUNCE)
    db = await work.writing()
    found = await _editable(number, db)
    if found is None or len(found.texts) == 1 or language not in found.texts:
        return found
    texts = {code: text for code, text in found.texts.items() if code != language}
    return await _save(found, replace(found, texts=texts), by, db, at=clock())


async def choose_audience(number: int, audience: Audience, by: Acting, *, work: Work, clock: Clock) -> Announcement | None:
    """Decide whom an announcement goes to. None where it can no longer be changed."""
    by.require(Right.ANNOUNCE)
    db = await work.writing()
    found = await _editable(number, db)
    return await _save(found, replace(found, audience=audience), by, db, at=clock()) if found else None


async def schedule_announcement(number: int, send_at: datetime, by: Acting, *, work: Work, clock: Clock) -> Announcement | None:
    """Let an announcement be sent at a moment, or soon if the moment is over. None where it can no longer be changed, or a colleague was faster."""
    by.require(Right.ANNOUNCE)
    db = await work.writing()
    found = await _editable(number, db)
    if found is None:
        return None
    scheduled = replace(found, state=AnnouncementState.SCHEDULED, send_at=send_at)
    return await _save(found, scheduled, by, db, at=clock(), action="announcement-scheduled")


async def unschedule(number: int, by: Acting, *, work: Work, clock: Clock) -> Announcement | None:
    """Make a scheduled announcement a draft again; None where its sending began already."""
    by.require(Right.ANNOUNCE)
    db = await work.writing()
    found = await db.announcements.get(number)
    if found is None or not await db.announcements.move(number, AnnouncementState.SCHEDULED, AnnouncementState.DRAFT, at=clock()):
        return None
    after = replace(found, state=AnnouncementState.DRAFT, send_at=None)
    await _note(db, by, "announcement-unscheduled", found, after, at=clock())
    return after


async def cancel_announcement(number: int, by: Acting, *, work: Work, clock: Clock) -> int | None:
    """Throw an announcement away, or stop one that is being sent; return how many people it does not reach any more, None where it was over."""
    by.require(Right.ANNOUNCE)
    db = await work.writing()
    found = await db.announcements.get(number)
    states = (*EDITABLE, AnnouncementState.SENDING)
    if found is None or not any([await db.announcements.move(number, state, AnnouncementState.CANCELLED, at=clock()) for state in states]):
        return None
    await _note(db, by, "announcement-cancelled", found, replace(found, state=AnnouncementState.CANCELLED), at=clock())
    stopped = await db.announcements.cancel_calls(number)
    report = await db.announcements.report(number)
    # The few calls that are being made at this moment arrive.
    await db.announcements.keep_report(number, replace(report, waiting=0, sent=report.sent + report.waiting))
    return stopped


async def _editable(number: int, db: Repositories) -> Announcement | None:
    found = await db.announcements.get(number)
    return found if found and found.state in EDITABLE else None


async def _save(
    before: Announcement, after: Announcement, by: Acting, db: Repositories, *, at: datetime, action: str = "announcement-changed"
) -> Announcement | None:
    if not await db.announcements.save(after, of=before.state):
        return None
    await _note(db, by, action, before, after, at=at)
    return after


async def _note(db: Repositories, by: Acting, action: str, before: Announcement | None, after: Announcement, *, at: datetime) -> None:
    await db.acts.add(Act(at, by.user_id, action, f"announcement:{after.number}", _plain(before) if before else None, _plain(after)))


def _plain(announcement: Announcement) -> dict[str, object]:
    audience = announcement.audience
    return {
        "state": announcement.state.value,
        "texts": dict(announcement.texts),
        "languages": sorted(audience.languages),
        "groups": sorted(audience.groups),
        "topics": sorted(audience.topics),
        "send_at": announcement.send_at.isoformat() if announcement.send_at else None,
    }
