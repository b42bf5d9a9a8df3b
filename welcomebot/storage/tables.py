"""All tables. Times are stored in UTC; the ids of Telegram need 64 bits."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, ForeignKey, Index, Integer, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Alembic can only drop a constraint that has a name, also on SQLite.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored without its zone in UTC because SQLite keeps none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into naive UTC; a naive one is a mistake."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone reached the database")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the stored time its zone back."""
        return value.replace(tzinfo=UTC) if value is not None else None


# SQLite numbers rows by itself only where the key's type is INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """The declarative base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON, list[Any]: JSON, int: BigInteger}


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
