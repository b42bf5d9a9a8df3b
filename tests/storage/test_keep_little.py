"""What is kept for a time only is gone afterwards, with a moved clock, and not a day before."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from welcomebot.schedule import delete_what_is_old
from welcomebot.services.office_ports import Announcement, AnnouncementState, Audience, Handover, HandoverKind, HandoverState, Reply, TextDraft
from welcomebot.services.ports import AskedQuestion
from welcomebot.storage.database import Database
from welcomebot.storage.office_tables import HandoverRow, PseudonymRow, RecipientRow, ReplyRow, TextDraftRow
from welcomebot.storage.repositories import Repositories

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
ASKER, CURATOR = 7_000_000_001, 7_700_000_001


async def fill(database: Database) -> int:
    """Store an answered question, with all that the office did about it, and return the question's number."""
    async with database.writing() as session:
        db = Repositories(session)
        question = await db.questions.add(AskedQuestion(0, ASKER, "where is the sauna", "en", "no_answer", (), NOW))
        handover = await db.handovers.open(Handover(question, HandoverKind.REQUEST, "where is the sauna", "en", NOW, ASKER))
        await db.handovers.take(handover, CURATOR, at=NOW)
        await db.handovers.end(handover, HandoverState.ANSWERED, CURATOR, at=NOW)
        await db.handovers.add_reply(Reply(handover, CURATOR, "By the sea.", "en", NOW))
        await db.text_drafts.add(TextDraft("sauna", "en", "Sauna", "By the sea.", ("sauna?",), CURATOR, NOW, handover=handover))
        number = await db.announcements.add(Announcement(Audience(), {"en": "Hello."}, CURATOR, NOW, AnnouncementState.SENDING))
        await db.announcements.add_recipients(number, {ASKER: "announcement:1:0:0"})
        await db.announcements.move(number, AnnouncementState.SENDING, AnnouncementState.SENT, at=NOW)
    return question


async def counts(database: Database) -> dict[str, int]:
    async with database.reading() as session:
        tables = (HandoverRow, ReplyRow, TextDraftRow, RecipientRow, PseudonymRow)
        return {table.__tablename__: int(await session.scalar(select(func.count()).select_from(table)) or 0) for table in tables}


async def asker_of(database: Database, question: int) -> int | None:
    async with database.reading() as session:
        found = await Repositories(session).questions.get(question)
    assert found is not None
    return found.user_id


async def test_question_loses_its_person_after_thirty_days_and_not_before(database: Database) -> None:
    question = await fill(database)
    assert await delete_what_is_old(database, lambda: NOW + timedelta(days=29))
    assert await asker_of(database, question) == ASKER
    assert await delete_what_is_old(database, lambda: NOW + timedelta(days=31))
    assert await asker_of(database, question) is None
    assert await counts(database) == {"handovers": 1, "replies": 1, "text_drafts": 1, "recipients": 0, "pseudonyms": 0}


async def test_closed_handover_goes_after_ninety_days_with_its_words(database: Database) -> None:
    await fill(database)
    await delete_what_is_old(database, lambda: NOW + timedelta(days=89))
    assert (await counts(database))["handovers"] == 1
    await delete_what_is_old(database, lambda: NOW + timedelta(days=91))
    assert await counts(database) == {"handovers": 0, "replies": 0, "text_drafts": 0, "recipients": 0, "pseudonyms": 0}


async def test_it_is_done_once_a_day(database: Database) -> None:
    assert await delete_what_is_old(database, lambda: NOW)
    assert not await delete_what_is_old(database, lambda: NOW + timedelta(hours=1))
