"""What the services need from the outside: storage, search and time. Storage, search and tests implement these."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from welcomebot.domain.answering import Decision
from welcomebot.domain.claims import Claims
from welcomebot.domain.contacts import Contact
from welcomebot.domain.knowledge import Article
from welcomebot.services.job_ports import ContactRequests, Employers, Ledger, Mailbox, Seekers, SkillWords, Vacancies
from welcomebot.services.office_ports import (
    Acts,
    Announcements,
    Assignments,
    Clusters,
    Handovers,
    News,
    OfficeRecords,
    Staff,
    StaffTopics,
    TextDrafts,
)


@dataclass(frozen=True)
class Person:
    """Somebody who writes to the bot: what they chose, nothing else."""

    user_id: int
    language: str | None = None  # None until chosen
    accepts_russian: bool = False
    is_active: bool = True  # False after they blocked the bot


@dataclass(frozen=True)
class AskedQuestion:
    """A stored question; `user_id` is None 30 days after it was asked. `sent_to_office` is a wish for a human reply."""

    id: int
    user_id: int | None
    text: str
    language: str
    outcome: str
    article_ids: tuple[str, ...]
    asked_at: datetime
    sent_to_office: bool = False


@dataclass(frozen=True)
class Dialogue:
    """Where a person is in a flow of several steps; `version` guards against two steps at once."""

    user_id: int
    flow: str
    step: str
    data: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Known:
    """What was stored about a person when their update was taken for work; until the update is over nobody else changes it."""

    user_id: int
    person: Person | None = None
    dialogue: Dialogue | None = None


class People(Protocol):
    """The people who wrote to the bot."""

    async def get(self, user_id: int) -> Person | None: ...
    async def save(self, person: Person) -> None: ...
    async def mark_active(self, user_id: int, *, is_active: bool) -> None: ...
    async def export(self, user_id: int) -> dict[str, Any]: ...
    async def forget(self, user_id: int) -> int: ...


class Questions(Protocol):
    """What was asked and how people liked the answers."""

    async def add(self, question: AskedQuestion) -> int: ...
    async def get(self, question_id: int) -> AskedQuestion | None: ...
    async def latest(self, user_id: int) -> AskedQuestion | None: ...
    async def record_outcome(self, question_id: int, outcome: str, article_ids: Sequence[str]) -> None: ...
    async def send_to_office(self, question_id: int) -> bool: ...
    async def rate(self, question_id: int, *, is_helpful: bool, reason: str | None = None) -> None: ...
    async def drop_names(self, before: datetime) -> int: ...
    async def asked_by_article(self, since: datetime) -> Mapping[str, int]: ...


class Readings(Protocol):
    """The article that each person read last."""

    async def remember(self, user_id: int, article_id: str, at: datetime) -> None: ...
    async def last(self, user_id: int, since: datetime) -> str | None: ...
    async def remove_old(self, before: datetime) -> int: ...


class Dialogues(Protocol):
    """The step that each person is at."""

    async def get(self, user_id: int) -> Dialogue | None: ...
    async def save(self, dialogue: Dialogue) -> bool: ...
    async def clear(self, user_id: int) -> None: ...


class Articles(Protocol):
    """The curated answers and the facts they refer to."""

    async def all(self) -> Mapping[str, Article]: ...
    async def get(self, article_id: str) -> Article | None: ...
    async def lock(self) -> None: ...
    async def contacts(self) -> Mapping[str, Contact]: ...
    async def revision(self) -> int: ...
    async def put(self, article: Article) -> None: ...
    async def put_contact(self, contact: Contact) -> None: ...
    async def remove_contact(self, key: str) -> None: ...
    async def remove(self, article_id: str) -> None: ...
    async def base_hashes(self) -> Mapping[str, str]: ...
    async def set_base_hashes(self, hashes: Mapping[str, str | None]) -> None: ...


class Repositories(Protocol):
    """All repositories on one open transaction."""

    @property
    def people(self) -> People: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def readings(self) -> Readings: ...
    @property
    def dialogues(self) -> Dialogues: ...
    @property
    def articles(self) -> Articles: ...
    @property
    def vacancies(self) -> Vacancies: ...
    @property
    def seekers(self) -> Seekers: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def employers(self) -> Employers: ...
    @property
    def contact_requests(self) -> ContactRequests: ...
    @property
    def skill_words(self) -> SkillWords: ...
    @property
    def mailbox(self) -> Mailbox: ...
    @property
    def staff(self) -> Staff: ...
    @property
    def acts(self) -> Acts: ...
    @property
    def handovers(self) -> Handovers: ...
    @property
    def text_drafts(self) -> TextDrafts: ...
    @property
    def news(self) -> News: ...
    @property
    def clusters(self) -> Clusters: ...
    @property
    def assignments(self) -> Assignments: ...
    @property
    def announcements(self) -> Announcements: ...
    @property
    def staff_topics(self) -> StaffTopics: ...
    @property
    def records(self) -> OfficeRecords: ...


class Work(Protocol):
    """The transaction of one update.

    `known` returns what was read of the update's person in advance, None once it may be outdated. `reading` opens a short
    read-only transaction, closed before anything slow. `writing` begins the one write transaction at the first call; the
    runner commits it together with the effects, or rolls it back.
    """

    def known(self, user_id: int) -> Known | None: ...
    def reading(self) -> AbstractAsyncContextManager[Repositories]: ...
    async def writing(self) -> Repositories: ...


class Answerer(Protocol):
    """Decides what a question leads to; never touches the database."""

    async def decide(self, text: str, *, language: str | None, accepts_russian: bool = False, after: str | None = None) -> Decision: ...
    def is_emergency(self, text: str) -> bool: ...
    def is_follow_up(self, text: str) -> bool: ...


class SkillReader(Protocol):
    """Reads what somebody says that they can do; never touches the database."""

    async def read(self, text: str, *, language: str | None) -> Claims: ...


class Clock(Protocol):
    """The time, aware and in UTC; an argument wherever time matters."""

    def __call__(self) -> datetime: ...
