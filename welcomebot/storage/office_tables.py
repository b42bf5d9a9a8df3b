"""The tables of the office's own work: who belongs to it, what waits, what was written and done, and what is told to many."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from welcomebot.storage.base import Base, RowId


class StaffRow(Base):
    """Somebody who works for the office; the first administrators come from the settings and have no row."""

    __tablename__ = "staff"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    role: Mapped[str] = mapped_column(String(20))  # administrator, curator, job-desk
    number: Mapped[int]  # among those of the role, in the order of joining
    invited_by: Mapped[int | None]
    since: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class InvitationRow(Base):
    """A link that makes somebody staff, once and within a day; only the hash of its secret is kept."""

    __tablename__ = "invitations"
    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    invited_by: Mapped[int | None]  # None where the command line made it
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None]
    used_at: Mapped[datetime | None]


class ActRow(Base):
    """What somebody of the office did, with the thing before and after; the acts on an article are its revisions."""

    __tablename__ = "acts"
    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(index=True)  # None for the bot itself and for somebody who was forgotten
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120), index=True)  # article:tax-card, contact:phone:x, staff:17, handover:4
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]


class PseudonymRow(Base):
    """The number by which the office knows a person who writes to it."""

    __tablename__ = "pseudonyms"
    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    user_id: Mapped[int] = mapped_column(unique=True)


class HandoverRow(Base):
    """A question that waits for a person of the office; its words, its asker and its language are those of the question."""

    __tablename__ = "handovers"
    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), unique=True)
    kind: Mapped[str] = mapped_column(String(20))  # emergency, request, thumb-down, unanswered
    state: Mapped[str] = mapped_column(String(10))  # open, taken, answered, closed
    reason: Mapped[str | None] = mapped_column(String(20))  # of a thumb down
    nearest: Mapped[list[Any]]  # [article id, score] of what the search found, the best first
    created_at: Mapped[datetime]
    taken_by: Mapped[int | None]
    taken_at: Mapped[datetime | None]
    ended_by: Mapped[int | None]
    ended_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    __table_args__ = (Index("ix_handovers_state", "state", "created_at"),)


class ReplyRow(Base):
    """What the office answered to a question: its own words, or an article."""

    __tablename__ = "replies"
    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    handover: Mapped[int] = mapped_column(ForeignKey("handovers.number", ondelete="CASCADE"), index=True)
    written_by: Mapped[int | None] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)  # as it was sent
    language: Mapped[str] = mapped_column(String(8))
    original: Mapped[str | None] = mapped_column(Text)  # as it was written, where a machine translated it
    article_id: Mapped[str | None] = mapped_column(String(60))
    sent_at: Mapped[datetime]


class TextDraftRow(Base):
    """A text of an article that somebody of the office is writing; nobody else sees it before it is published."""

    __tablename__ = "text_drafts"
    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    article_id: Mapped[str] = mapped_column(String(60), index=True)  # of a new article too: the id that it will have
    language: Mapped[str] = mapped_column(String(8))
    content: Mapped[dict[str, Any]]  # is_new, category, title, body, questions, facts that are new, origin, what it was made from
    handover: Mapped[int | None] = mapped_column(ForeignKey("handovers.number", ondelete="SET NULL"))
    cluster: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(10))  # open, published, discarded
    made_by: Mapped[int | None] = mapped_column(index=True)
    made_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class AnswerNewsRow(Base):
    """A new or changed answer of which people are told once it can no longer be undone."""

    __tablename__ = "answer_news"
    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    act: Mapped[int] = mapped_column(ForeignKey("acts.number"))
    article_id: Mapped[str] = mapped_column(String(60), index=True)
    language: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(12))  # answer, correction
    questions: Mapped[list[Any]]  # the questions that it answers
    state: Mapped[str] = mapped_column(String(10), index=True)  # waiting, told, undone
    due_at: Mapped[datetime]


class ToldAnswerRow(Base):
    """A person was told of an answer's news, once."""

    __tablename__ = "told_answers"
    news: Mapped[int] = mapped_column(ForeignKey("answer_news.number", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    told_at: Mapped[datetime]


class ClusterMemberRow(Base):
    """A question that asks the same as others; the cluster has the number of its first question."""

    __tablename__ = "cluster_members"
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    cluster: Mapped[int] = mapped_column(index=True)


class AssignmentRow(Base):
    """Work on a text that somebody of the office was asked to do."""

    __tablename__ = "assignments"
    article_id: Mapped[str] = mapped_column(String(80), primary_key=True)  # or the key of a fact, whose language is "*"
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    assigned_to: Mapped[int] = mapped_column(index=True)
    assigned_by: Mapped[int | None]
    assigned_at: Mapped[datetime]


class AnnouncementRow(Base):
    """A message to many; `audience` says to whom, `texts` holds it by language."""

    __tablename__ = "announcements"
    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    state: Mapped[str] = mapped_column(String(10), index=True)  # draft, scheduled, sending, sent, cancelled
    audience: Mapped[dict[str, Any]]
    texts: Mapped[dict[str, Any]]
    made_by: Mapped[int | None] = mapped_column(index=True)
    made_at: Mapped[datetime]
    send_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    report: Mapped[dict[str, Any] | None]  # of one that is over


class RecipientRow(Base):
    """Somebody whom an announcement goes to; the call's row in the outbox tells what became of it."""

    __tablename__ = "recipients"
    announcement: Mapped[int] = mapped_column(ForeignKey("announcements.number", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    dedupe_key: Mapped[str] = mapped_column(String(80))


class UnsubscribedRow(Base):
    """Somebody who wants no announcements."""

    __tablename__ = "unsubscribed"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since: Mapped[datetime]


class FollowedTopicRow(Base):
    """A category of articles that somebody follows."""

    __tablename__ = "followed_topics"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    category: Mapped[str] = mapped_column(String(40), primary_key=True)
    since: Mapped[datetime]


class StaffTopicRow(Base):
    """A forum topic of the staff group."""

    __tablename__ = "staff_topics"
    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    topic: Mapped[str] = mapped_column(String(20), primary_key=True)  # questions, jobs, emergencies, digest
    thread_id: Mapped[int]
    __table_args__ = (UniqueConstraint("chat_id", "thread_id"),)
