"""The tables, those of the office's own work in office_tables. Times are stored in UTC; the ids of Telegram need 64 bits."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from welcomebot.storage import office_tables  # noqa: F401 - whoever makes or compares all tables needs them too
from welcomebot.storage.base import Base, RowId


class InboxRow(Base):
    """An update as Telegram sent it; kept at least 25 h (Telegram repeats for 24 h), its payload only until it is done."""

    __tablename__ = "inbox"
    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lane: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any] | None]
    state: Mapped[str] = mapped_column(String(10), default="waiting")  # waiting, running, done, parked
    attempts: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime]
    not_before: Mapped[datetime]
    locked_until: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(200))
    __table_args__ = (
        Index("ix_inbox_open", "lane", "update_id", sqlite_where=(state.in_(("waiting", "running"))), postgresql_where=(state.in_(("waiting", "running")))),
        # A lane never has two running rows, whatever the number of workers.
        Index("uq_inbox_running_lane", "lane", unique=True, sqlite_where=(state == "running"), postgresql_where=(state == "running")),
        # The oldest waiting rows first, however many done ones are kept.
        Index("ix_inbox_waiting", "update_id", sqlite_where=(state == "waiting"), postgresql_where=(state == "waiting")),
        Index("ix_inbox_received", "received_at"),
    )


class OutboxRow(Base):
    """A call to the Bot API that must happen; `dedupe_key` keeps a repeated update from sending twice."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(String(80), unique=True)
    chat_id: Mapped[int | None]
    method: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any] | None]
    state: Mapped[str] = mapped_column(String(10), default="waiting")  # waiting, sending, sent, uncertain, failed, gone
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    not_after: Mapped[datetime | None]  # what would be wrong later is not sent
    is_paced: Mapped[bool] = mapped_column(default=False)  # bulk messages wait for the paced lane
    message_id: Mapped[int | None]
    error: Mapped[str | None] = mapped_column(String(200))
    __table_args__ = (
        Index("ix_outbox_open", "not_before", "id", sqlite_where=(state.in_(("waiting", "sending"))), postgresql_where=(state.in_(("waiting", "sending")))),
        Index("ix_outbox_chat", "chat_id"),
    )


class ChatRow(Base):
    """A chat that the bot knows: whether it may write there, and where it moved."""

    __tablename__ = "chats"
    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    migrated_to: Mapped[int | None]


class PersonRow(Base):
    """Somebody who writes to the bot."""

    __tablename__ = "people"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language: Mapped[str | None] = mapped_column(String(8))
    accepts_russian: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    first_seen_at: Mapped[datetime]


class QuestionRow(Base):
    """A question and what became of it; the asker's id goes after 30 days."""

    __tablename__ = "questions"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    user_id: Mapped[int | None] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    outcome: Mapped[str] = mapped_column(String(20))
    article_ids: Mapped[list[Any]]
    asked_at: Mapped[datetime] = mapped_column(index=True)
    sent_to_office_at: Mapped[datetime | None]
    wants_news_at: Mapped[datetime | None]  # the person said yes to hearing of an answer, or of a change of it


class FeedbackRow(Base):
    """One person's verdict on one answer."""

    __tablename__ = "feedback"
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    is_helpful: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(String(20))
    given_at: Mapped[datetime]


class DialogueRow(Base):
    """Where a person is in a flow; advanced by compare-and-swap on `version`."""

    __tablename__ = "dialogues"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    flow: Mapped[str] = mapped_column(String(40))
    step: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]]
    version: Mapped[int]
    expires_at: Mapped[datetime | None]


class ReadingRow(Base):
    """The article that a person read last; kept for a day."""

    __tablename__ = "readings"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    article_id: Mapped[str] = mapped_column(String(60))
    read_at: Mapped[datetime] = mapped_column(index=True)


class ArticleRow(Base):
    """An article without its texts; `meta` holds what article.yaml holds."""

    __tablename__ = "articles"
    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    category: Mapped[str] = mapped_column(String(40))
    meta: Mapped[dict[str, Any]]


class ArticleTextRow(Base):
    """One language version of an article."""

    __tablename__ = "article_texts"
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(String(35), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    questions: Mapped[list[Any]]
    origin: Mapped[str] = mapped_column(String(10))
    reviewed: Mapped[str | None] = mapped_column(String(10))
    source_hash: Mapped[str | None] = mapped_column(String(12))


class ContactRow(Base):
    """One fact of contacts.yaml."""

    __tablename__ = "contacts"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    entry: Mapped[dict[str, Any]]


class SyncBaseRow(Base):
    """The hash of each knowledge file when file and database last agreed."""

    __tablename__ = "sync_base"
    path: Mapped[str] = mapped_column(String(200), primary_key=True)
    content_hash: Mapped[str] = mapped_column(String(64))


class CounterRow(Base):
    """A number that grows: `knowledge` tells every process when to rebuild its search index."""

    __tablename__ = "counters"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


class SlotRow(Base):
    """A periodic job's slot; who inserts the row does the work."""

    __tablename__ = "slots"
    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    slot_at: Mapped[datetime] = mapped_column(primary_key=True)


class EmployerRow(Base):
    """Somebody who posts for a company, and whether the office lets them."""

    __tablename__ = "employers"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    company: Mapped[str] = mapped_column(String(200))
    business_id: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10), index=True)  # waiting, approved, refused
    requested_at: Mapped[datetime]
    decided_by: Mapped[int | None]


class VacancyRow(Base):
    """An ad; `content` is the whole ad with its concepts, the other columns are what queries ask for."""

    __tablename__ = "vacancies"
    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    source: Mapped[str] = mapped_column(String(80))
    external_id: Mapped[str] = mapped_column(String(100))
    posted_by: Mapped[int | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(10), index=True)  # waiting, sent-back, open, expired, closed
    revision: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict[str, Any]]
    apply_by: Mapped[date | None]
    same_ad: Mapped[str] = mapped_column(String(16), index=True)
    updated_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    close_reason: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    reminded_for: Mapped[date | None]
    face: Mapped[str] = mapped_column(String(16))  # a mark of what people see of the ad
    __table_args__ = (UniqueConstraint("source", "external_id"),)


class SeekerRow(Base):
    """What a person told about work; `wishes` are the settings of the search."""

    __tablename__ = "seekers"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    profile: Mapped[dict[str, Any]]
    wishes: Mapped[dict[str, Any]]
    is_complete: Mapped[bool] = mapped_column(default=False, index=True)
    updated_at: Mapped[datetime]
    asked_again_at: Mapped[datetime | None]


class SavedVacancyRow(Base):
    """An ad that a seeker wants to come back to."""

    __tablename__ = "saved_vacancies"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    vacancy: Mapped[int] = mapped_column(ForeignKey("vacancies.number", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    saved_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    end_told_at: Mapped[datetime | None]


class DismissedVacancyRow(Base):
    """An ad that a seeker does not want, with the reason."""

    __tablename__ = "dismissed_vacancies"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    vacancy: Mapped[int] = mapped_column(ForeignKey("vacancies.number", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(String(20))
    dismissed_at: Mapped[datetime]


class FinnishReportRow(Base):
    """What one person says about an ad: whether the work really needs Finnish."""

    __tablename__ = "finnish_reports"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    vacancy: Mapped[int] = mapped_column(ForeignKey("vacancies.number", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True)
    is_needed: Mapped[bool]
    reported_at: Mapped[datetime]


class ToldRow(Base):
    """A seeker was told of an ad's revision, once; the message can be changed when the ad changes."""

    __tablename__ = "told"
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    vacancy: Mapped[int] = mapped_column(ForeignKey("vacancies.number", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dedupe_key: Mapped[str] = mapped_column(String(80), index=True)
    message_id: Mapped[int | None] = mapped_column()
    told_at: Mapped[datetime]
    face: Mapped[str] = mapped_column(String(16))  # of the ad as the message shows it
    __table_args__ = (
        Index("ix_told_vacancy", "vacancy"),
        # The few whose message is still on its way.
        Index("ix_told_unsent", "dedupe_key", sqlite_where=message_id.is_(None), postgresql_where=message_id.is_(None)),
    )


class ContactRequestRow(Base):
    """An employer asks to contact a seeker about an ad; `contact` is filled only by a yes."""

    __tablename__ = "contact_requests"
    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    vacancy: Mapped[int] = mapped_column(ForeignKey("vacancies.number", ondelete="CASCADE"))
    employer_id: Mapped[int] = mapped_column(index=True)
    seeker_id: Mapped[int] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(10))  # asked, agreed, declined, withdrawn, closed
    contact: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("vacancy", "seeker_id"),)


class ContactStepRow(Base):
    """One step of a contact request, for the seeker to see."""

    __tablename__ = "contact_steps"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    request: Mapped[int] = mapped_column(ForeignKey("contact_requests.number", ondelete="CASCADE"), index=True)
    step: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime]


class UnlinkedWordRow(Base):
    """Words of one person or one ad that named no concept."""

    __tablename__ = "unlinked_words"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    folded: Mapped[str] = mapped_column(String(120), index=True)
    text: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(8))
    user_id: Mapped[int | None] = mapped_column(index=True)
    vacancy: Mapped[int | None] = mapped_column(ForeignKey("vacancies.number", ondelete="CASCADE"), index=True)


class AliasRow(Base):
    """A name that the office gave to a concept."""

    __tablename__ = "aliases"
    concept_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    label: Mapped[str] = mapped_column(String(120), primary_key=True)
    added_by: Mapped[int]
    added_at: Mapped[datetime]
