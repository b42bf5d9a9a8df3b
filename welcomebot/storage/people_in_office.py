"""A person in the tables of the office's own work: all that is stored about them there, and deleting it.

Of the people of the office what they did stays, without their number; of everybody else nothing stays.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Delete, Update, delete, insert, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.storage.base import Base
from welcomebot.storage.office_tables import (
    ActRow,
    AnnouncementRow,
    AssignmentRow,
    FollowedTopicRow,
    HandoverRow,
    InvitationRow,
    PseudonymRow,
    RecipientRow,
    ReplyRow,
    StaffRow,
    TextDraftRow,
    ToldAnswerRow,
    UnsubscribedRow,
)
from welcomebot.storage.tables import QuestionRow

# The numbers of other people stay out of what somebody gets about themselves, and so does what only the bot needs.
OTHERS = frozenset({"invited_by", "used_by", "taken_by", "ended_by", "written_by", "made_by", "assigned_by", "secret_hash", "dedupe_key"})
OF_PERSON = (PseudonymRow, ToldAnswerRow, RecipientRow, UnsubscribedRow, FollowedTopicRow, StaffRow)
# Columns that name somebody of the office, in rows that stay.
BY_STAFF = (
    InvitationRow.invited_by,
    InvitationRow.used_by,
    StaffRow.invited_by,
    ActRow.user_id,
    HandoverRow.taken_by,
    HandoverRow.ended_by,
    ReplyRow.written_by,
    TextDraftRow.made_by,
    AssignmentRow.assigned_by,
    AnnouncementRow.made_by,
)


async def export_office(session: AsyncSession, user_id: int) -> dict[str, Any]:
    """Return everything that the tables of the office's work hold about a person, by kind; what nobody has is left out."""

    async def rows(table: type[Base], condition: Any) -> list[dict[str, Any]]:
        found = await session.execute(select(*table.__table__.columns).where(condition))
        return [{name: value for name, value in row.items() if name not in OTHERS} for row in found.mappings()]

    own = HandoverRow.question_id.in_(select(QuestionRow.id).where(QuestionRow.user_id == user_id))
    kinds = {
        "your_number_in_the_office": await rows(PseudonymRow, PseudonymRow.user_id == user_id),
        "your_questions_that_waited_for_the_office": await rows(HandoverRow, own),
        "replies_of_the_office_to_you": await rows(ReplyRow, ReplyRow.handover.in_(select(HandoverRow.number).where(own))),
        "news_of_answers_that_you_got": await rows(ToldAnswerRow, ToldAnswerRow.user_id == user_id),
        "announcements_that_you_got": await rows(RecipientRow, RecipientRow.user_id == user_id),
        "you_want_no_announcements": await rows(UnsubscribedRow, UnsubscribedRow.user_id == user_id),
        "topics_that_you_follow": await rows(FollowedTopicRow, FollowedTopicRow.user_id == user_id),
        "your_role_in_the_office": await rows(StaffRow, StaffRow.user_id == user_id),
        "invitations_that_you_made": await rows(InvitationRow, InvitationRow.invited_by == user_id),
        "invitations_that_you_used": await rows(InvitationRow, InvitationRow.used_by == user_id),
        "what_you_did_for_the_office": await rows(ActRow, ActRow.user_id == user_id),
        "questions_that_you_took": await rows(HandoverRow, (HandoverRow.taken_by == user_id) | (HandoverRow.ended_by == user_id)),
        "replies_that_you_wrote": await rows(ReplyRow, ReplyRow.written_by == user_id),
        "texts_that_you_wrote": await rows(TextDraftRow, TextDraftRow.made_by == user_id),
        "work_that_you_were_asked_to_do": await rows(AssignmentRow, AssignmentRow.assigned_to == user_id),
        "work_that_you_gave_to_others": [
            {"article_id": row["article_id"], "language": row["language"], "assigned_at": row["assigned_at"]}
            for row in await rows(AssignmentRow, AssignmentRow.assigned_by == user_id)
        ],
        "announcements_that_you_wrote": await rows(AnnouncementRow, AnnouncementRow.made_by == user_id),
    }
    return {kind: found for kind, found in kinds.items() if found}


async def forget_office(session: AsyncSession, user_id: int) -> int:
    """Delete a person from the tables of the office's work and return how many records that were; before their questions go."""
    member = (await session.execute(select(StaffRow.role, StaffRow.number, StaffRow.revoked_at).where(StaffRow.user_id == user_id))).one_or_none()
    # Their handovers, with the replies, go by the questions' cascade; they are counted here.
    own = select(HandoverRow.number).where(HandoverRow.question_id.in_(select(QuestionRow.id).where(QuestionRow.user_id == user_id)))
    # A text in the making still holds their words; what was published of it is the office's own text.
    await _changed(session, [delete(TextDraftRow).where(TextDraftRow.handover.in_(own))])
    count = await _changed(
        session,
        (
            delete(ReplyRow).where(ReplyRow.handover.in_(own)),
            delete(HandoverRow).where(HandoverRow.number.in_(own)),
            delete(AssignmentRow).where(AssignmentRow.assigned_to == user_id),
            *(delete(table).where(table.user_id == user_id) for table in OF_PERSON),
        ),
    )
    # A link that somebody made and nobody used yet ends with them; what they took waits again.
    await _changed(session, [delete(InvitationRow).where(InvitationRow.invited_by == user_id, InvitationRow.used_at.is_(None))])
    await _changed(session, [update(HandoverRow).where(HandoverRow.taken_by == user_id, HandoverRow.state == "taken").values(state="open", taken_at=None)])
    await _changed(session, [update(column.class_).where(column == user_id).values({column.key: None}) for column in BY_STAFF])
    if member is not None and member.revoked_at is None:
        left = {"at": datetime.now(UTC), "user_id": None, "action": "staff-left", "subject": f"staff:{member.role}-{member.number}"}
        await session.execute(insert(ActRow).values(left | {"before": {"role": member.role}, "after": None}))
    return count


async def _changed(session: AsyncSession, statements: Iterable[Delete | Update]) -> int:
    results = [await session.execute(statement) for statement in statements]
    return sum(result.rowcount for result in results if isinstance(result, CursorResult))
