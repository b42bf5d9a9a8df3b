"""Everything that the office's own work can store of people: a newcomer who asked, and somebody who works for it."""

from datetime import UTC, datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.domain.staff import Role
from welcomebot.services.office_ports import Act, Invitation, StaffMember
from welcomebot.services.ports import AskedQuestion
from welcomebot.storage.office_tables import (
    AnnouncementRow,
    AnswerNewsRow,
    AssignmentRow,
    FollowedTopicRow,
    HandoverRow,
    PseudonymRow,
    RecipientRow,
    ReplyRow,
    TextDraftRow,
    ToldAnswerRow,
    UnsubscribedRow,
)
from welcomebot.storage.repositories import Repositories

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
REPLY = "Come to the office."


async def a_life_in_the_office(session: AsyncSession, *, asker: int, staff: int, question: int | None = None) -> int:
    """Let both leave a number wherever one can be left, and return the number of the handover; the question is made unless it is given."""
    db = Repositories(session)
    number = question or await db.questions.add(AskedQuestion(0, asker, "?", "en", "no_answer", (), NOW))
    await db.staff.put(StaffMember(staff, Role.CURATOR, NOW, invited_by=staff))
    await session.execute(insert(PseudonymRow).values(user_id=asker))
    waiting = {"question_id": number, "kind": "request", "state": "taken", "nearest": [], "created_at": NOW}
    taken = {"taken_by": staff, "taken_at": NOW, "ended_by": staff}
    handover: int = (await session.execute(insert(HandoverRow).values(waiting | taken).returning(HandoverRow.number))).scalar_one()
    reply = {"handover": handover, "written_by": staff, "text": REPLY, "language": "en", "sent_at": NOW}
    await session.execute(insert(ReplyRow).values(reply))
    act = await db.acts.add(Act(NOW, staff, "take", f"handover:{handover}", {"state": "open"}, {"state": "taken"}))
    news = {"act": act, "article_id": "tax-card", "language": "en", "kind": "answer", "questions": [number], "state": "told", "due_at": NOW}
    told = (await session.execute(insert(AnswerNewsRow).values(news).returning(AnswerNewsRow.number))).scalar_one()
    await session.execute(insert(ToldAnswerRow).values(news=told, user_id=asker, told_at=NOW))
    sent = {"state": "sent", "audience": {}, "texts": {"en": "Closed on Friday."}, "made_by": staff, "made_at": NOW}
    announcement = (await session.execute(insert(AnnouncementRow).values(sent).returning(AnnouncementRow.number))).scalar_one()
    await session.execute(insert(RecipientRow).values(announcement=announcement, user_id=asker, dedupe_key="announcement:1"))
    await session.execute(insert(UnsubscribedRow).values(user_id=asker, since=NOW))
    await session.execute(insert(FollowedTopicRow).values(user_id=asker, category="work", since=NOW))
    for language, by, to in (("sv", staff, asker), ("fi", asker, staff)):
        await session.execute(
            insert(AssignmentRow).values(article_id=f"article-{staff % 10}", language=language, assigned_to=to, assigned_by=by, assigned_at=NOW)
        )
    draft = {"article_id": "rent", "language": "en", "content": {}, "state": "open", "made_by": staff, "made_at": NOW, "updated_at": NOW}
    await session.execute(insert(TextDraftRow).values(draft))
    for name, user in (("used", asker), ("open", None)):
        await db.staff.invite(Invitation(f"{name}-{staff % 10}", Role.CURATOR, NOW, NOW, staff, user, NOW if user else None))
    return handover
