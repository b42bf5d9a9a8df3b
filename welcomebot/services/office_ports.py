"""What the office's own work needs of storage: staff, what was done, what waits, texts in the making, and what is told to many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from welcomebot.domain.figures import Asked
from welcomebot.domain.staff import Role


@dataclass(frozen=True)
class StaffMember:
    """Somebody of the office; `number` counts those of the role in the order of joining, storage gives it."""

    user_id: int
    role: Role
    since: datetime
    invited_by: int | None = None
    revoked_at: datetime | None = None
    number: int = 0

    @property
    def is_active(self) -> bool:
        """Tell whether they still belong to the office."""
        return self.revoked_at is None


@dataclass(frozen=True)
class Invitation:
    """A link that makes somebody staff, once; `secret_hash` is all that is kept of its secret."""

    secret_hash: str
    role: Role
    made_at: datetime
    expires_at: datetime
    invited_by: int | None = None
    used_by: int | None = None
    used_at: datetime | None = None


@dataclass(frozen=True)
class Act:
    """What somebody of the office did to a thing: its state before and after, None where there was or is none.

    `subject` names the thing as "kind:id": article:tax-card, contact:phone:welcome-office, staff:17, handover:4, announcement:2.
    """

    at: datetime
    user_id: int | None
    action: str
    subject: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    number: int = 0


class HandoverKind(StrEnum):
    """Why a question waits for a person, the most urgent first."""

    EMERGENCY = "emergency"
    REQUEST = "request"  # the person asked for a human
    THUMB_DOWN = "thumb-down"
    UNANSWERED = "unanswered"


class HandoverState(StrEnum):
    """Where a handover is."""

    OPEN = "open"
    TAKEN = "taken"
    ANSWERED = "answered"
    CLOSED = "closed"  # not ours, or nothing to answer


@dataclass(frozen=True)
class Handover:
    """A question that waits for a person of the office.

    `user_id` is None once the question lost its asker: then nobody can be answered. `asker` is the number by which the office knows them.
    `nearest` holds the articles that the search found, with their scores (0-1), the best first.
    """

    question_id: int
    kind: HandoverKind
    text: str
    language: str
    created_at: datetime
    user_id: int | None = None
    asker: int = 0
    outcome: str = ""
    article_ids: tuple[str, ...] = ()
    state: HandoverState = HandoverState.OPEN
    reason: str | None = None
    nearest: tuple[tuple[str, float], ...] = ()
    taken_by: int | None = None
    taken_at: datetime | None = None
    ended_by: int | None = None
    ended_at: datetime | None = None
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None
    number: int = 0

    @property
    def is_waiting(self) -> bool:
        """Tell whether somebody still has to do something."""
        return self.state in (HandoverState.OPEN, HandoverState.TAKEN)


@dataclass(frozen=True)
class HandoverFilter:
    """Which waiting handovers are looked at; empty means all. `before` keeps those that have waited since then or longer."""

    kinds: frozenset[HandoverKind] = frozenset()
    languages: frozenset[str] = frozenset()
    before: datetime | None = None


@dataclass(frozen=True)
class Reply:
    """What the office answered: `text` as it was sent, `original` as it was written where a machine translated it."""

    handover: int
    written_by: int | None
    text: str
    language: str
    sent_at: datetime
    original: str | None = None
    article_id: str | None = None
    number: int = 0


@dataclass(frozen=True)
class TextDraft:
    """A text of an article in the making.

    `facts` are entries that do not exist yet, by key. `base_hash` is the content hash of the text that it changes, None where there is none:
    if the published text has another one at publishing, a colleague was faster.
    """

    article_id: str
    language: str
    title: str
    body: str
    questions: tuple[str, ...]
    made_by: int | None
    made_at: datetime
    category: str = ""
    is_new: bool = False  # the article does not exist yet
    base_hash: str | None = None
    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    is_machine: bool = False
    handover: int | None = None
    cluster: int | None = None
    state: str = "open"  # open, published, discarded
    number: int = 0

    def with_words(self, *, title: str | None = None, body: str | None = None, questions: tuple[str, ...] | None = None) -> "TextDraft":
        """Return the draft with other words."""
        return replace(
            self,
            title=self.title if title is None else title,
            body=self.body if body is None else body,
            questions=self.questions if questions is None else questions,
        )


class NewsKind(StrEnum):
    """What people are told about an answer."""

    ANSWER = "answer"  # there is one now
    CORRECTION = "correction"  # it changed in substance


@dataclass(frozen=True)
class AnswerNews:
    """A new or changed answer of which people will be told at `due_at`, when it can no longer be undone.

    `questions` are the numbers of the questions that a new answer was written for.
    """

    act: int
    article_id: str
    language: str
    kind: NewsKind
    due_at: datetime
    questions: tuple[int, ...] = ()
    state: str = "waiting"  # waiting, told, undone
    number: int = 0


@dataclass(frozen=True)
class NewsWanted:
    """A question whose asker said yes to hearing news: of an answer where there was none, of a change where there was one."""

    question_id: int
    user_id: int
    text: str
    language: str
    outcome: str
    article_ids: tuple[str, ...]
    asked_at: datetime


@dataclass(frozen=True)
class OpenQuestion:
    """A question without a good answer: one that got none, a thumb down, or went to the office. `wants_news`: its asker wants to hear of one.

    `handover` is its number with the office, 0 where it has none; `is_waiting` tells whether somebody still has to do something.
    """

    id: int
    text: str
    language: str
    asked_at: datetime
    user_id: int | None = None
    wants_news: bool = False
    handover: int = 0
    is_waiting: bool = False


@dataclass(frozen=True)
class Assignment:
    """Work on a text that a colleague was asked to do."""

    article_id: str
    language: str
    assigned_to: int
    assigned_by: int | None
    assigned_at: datetime


class AnnouncementState(StrEnum):
    """Where an announcement is."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Audience:
    """Whom an announcement goes to: everybody, narrowed by language, group (seekers, employers, staff) and topic followed; empty does not narrow."""

    languages: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Announcement:
    """A message to many, with its text in each language."""

    audience: Audience
    texts: Mapping[str, str]
    made_by: int | None
    made_at: datetime
    state: AnnouncementState = AnnouncementState.DRAFT
    send_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    number: int = 0


@dataclass(frozen=True)
class DeliveryReport:
    """What became of an announcement: how many calls wait, were sent, failed, or met somebody who is gone or was cancelled."""

    waiting: int = 0
    sent: int = 0
    failed: int = 0
    gone: int = 0
    cancelled: int = 0


class Staff(Protocol):
    """The people of the office, and the links that let somebody in."""

    async def get(self, user_id: int) -> StaffMember | None: ...
    async def put(self, member: StaffMember) -> StaffMember:
        """Let somebody in, or give them another role, and return them with their number, which is new with the role."""

    async def active(self) -> Sequence[StaffMember]: ...
    async def all(self) -> Sequence[StaffMember]:
        """Return who belongs to the office, and who did."""

    async def revoke(self, user_id: int, *, at: datetime) -> bool:
        """Take somebody out; False where they are out already."""

    async def invite(self, invitation: Invitation) -> None: ...
    async def invitation(self, secret_hash: str) -> Invitation | None: ...
    async def use_invitation(self, secret_hash: str, user_id: int, *, at: datetime) -> Invitation | None:
        """Use a link up, at once for everybody; None where it is unknown, used or too old."""


class Acts(Protocol):
    """What the office did."""

    async def add(self, act: Act) -> int: ...
    async def get(self, number: int) -> Act | None: ...
    async def of_subject(self, subject: str, *, limit: int) -> Sequence[Act]:
        """Return the latest acts on a thing, the newest first."""

    async def latest(self, *, limit: int, before: int | None = None) -> Sequence[Act]:
        """Return the latest acts of all, the newest first; with `before`, those older than that number."""


class Handovers(Protocol):
    """What waits for a person of the office."""

    async def open(self, handover: Handover) -> int:
        """Let a question wait and return its number; one that waits already becomes more urgent if `kind` is, and opens again if it had ended."""

    async def get(self, number: int) -> Handover | None: ...
    async def of_question(self, question_id: int) -> Handover | None: ...
    async def answered_before(self, number: int) -> Handover | None:
        """Return what the asker of a handover was answered last before it."""

    async def waiting(self, chosen: HandoverFilter, *, limit: int, after: int = 0) -> Sequence[Handover]:
        """Return what waits, emergencies first, then the oldest; `after` skips so many."""

    async def count_waiting(self, chosen: HandoverFilter) -> int: ...
    async def take(self, number: int, by: int, *, at: datetime) -> Handover | None:
        """Take a handover, atomically; return it as it is afterwards: taken by `by`, or by whoever was first. None where it is gone."""

    async def give_back(self, number: int, by: int) -> bool: ...
    async def end(self, number: int, state: HandoverState, by: int | None, *, at: datetime) -> bool:
        """End one that waits as answered or closed; False where it ended already or where a colleague of `by` has taken it."""

    async def add_reply(self, reply: Reply) -> int: ...
    async def replies(self, number: int) -> Sequence[Reply]: ...
    async def unreminded(self, created_before: datetime) -> Sequence[Handover]:
        """Return what people asked for and nobody took since then, of which staff were not reminded."""

    async def unescalated(self, created_before: datetime) -> Sequence[Handover]:
        """Return what people asked for and nobody answered since then, taken or not, of which the administrators were not told."""

    async def mark_reminded(self, numbers: Sequence[int], *, at: datetime) -> Sequence[int]:
        """Remember that staff are reminded, and return those of which nobody reminded them before."""

    async def mark_escalated(self, numbers: Sequence[int], *, at: datetime) -> Sequence[int]: ...
    async def remove_ended(self, before: datetime) -> int:
        """Delete what ended before a moment, with its replies, and return how many."""

    async def drop_pseudonyms(self) -> int:
        """Forget the office's numbers for people of whom no question is left, and return how many."""


class TextDrafts(Protocol):
    """Texts in the making."""

    async def add(self, draft: TextDraft) -> int: ...
    async def get(self, number: int) -> TextDraft | None: ...
    async def of_handover(self, handover: int) -> TextDraft | None:
        """Return the newest draft of a handover that was not discarded."""

    async def save(self, draft: TextDraft, *, at: datetime) -> bool:
        """Store other words of an open draft; False where it is published or discarded."""

    async def finish(self, number: int, state: str, *, at: datetime) -> bool:
        """Publish or discard an open draft, atomically; False where somebody did so before."""

    async def remove_old(self, before: datetime) -> int:
        """Delete the drafts that nobody touched since a moment, and return how many."""


class News(Protocol):
    """What people are told about answers."""

    async def add(self, news: AnswerNews) -> int: ...
    async def due(self, now: datetime) -> Sequence[AnswerNews]: ...
    async def finish(self, number: int, state: str) -> bool:
        """Mark waiting news as told or undone, atomically; False where it was before."""

    async def undo_of(self, act: int) -> int:
        """Undo the waiting news of an act and return how many."""

    async def claim(self, news: int, user_id: int, *, at: datetime) -> bool:
        """Write down that a person is told; False where they were told of what the same act did to the same article."""

    async def want(self, question_id: int, *, at: datetime) -> bool:
        """Remember that a question's asker wants to hear news; False where they said so before."""

    async def wishes(self, user_id: int) -> int:
        """Return of how many questions a person wants to hear news."""

    async def stop(self, user_id: int) -> int:
        """Forget all such wishes of a person and return how many."""

    async def settle(self, question_ids: Iterable[int], article_id: str) -> None:
        """Remember which article a question got in the end, and that the wish to hear of it is fulfilled."""

    async def link(self, question_ids: Iterable[int], article_id: str) -> None:
        """Remember the article that was made from the office's reply to a question; the wish to hear of changes stays."""

    async def wanted_without_answer(self, since: datetime) -> Sequence[NewsWanted]:
        """Return the questions since a moment that got no answer and whose askers want to hear of one."""

    async def wanted_of_article(self, article_id: str, since: datetime) -> Sequence[NewsWanted]:
        """Return the questions that were answered with an article since a moment and whose askers want to hear of a change."""


class Clusters(Protocol):
    """Questions that ask the same."""

    async def open_questions(self, since: datetime) -> Sequence[OpenQuestion]: ...
    async def replace(self, members: Mapping[int, int]) -> None:
        """Store which cluster each question belongs to, in the place of what was stored before."""

    async def members(self) -> Mapping[int, int]:
        """Return the cluster of each question that has one."""

    async def questions_of(self, cluster: int) -> Sequence[OpenQuestion]: ...


class Assignments(Protocol):
    """Work that colleagues were asked to do."""

    async def put(self, assignment: Assignment) -> None: ...
    async def all(self) -> Sequence[Assignment]: ...
    async def remove(self, article_id: str, language: str) -> None: ...


class Announcements(Protocol):
    """Messages to many."""

    async def add(self, announcement: Announcement) -> int: ...
    async def get(self, number: int) -> Announcement | None: ...
    async def save(self, announcement: Announcement, *, of: AnnouncementState) -> bool:
        """Store an announcement that is in a state; False where it is in another one by now."""

    async def move(self, number: int, of: AnnouncementState, to: AnnouncementState, *, at: datetime) -> bool:
        """Go from one state to another, atomically; False where it is in none of the first."""

    async def latest(self, *, limit: int) -> Sequence[Announcement]: ...
    async def due(self, now: datetime) -> Sequence[Announcement]:
        """Return the scheduled ones whose moment has come."""

    async def being_sent(self) -> Sequence[Announcement]: ...
    async def people_of(self, audience: Audience) -> Sequence[tuple[int, str]]:
        """Return (user, language) of the active people who are meant and did not unsubscribe."""

    async def add_recipients(self, number: int, keys: Mapping[int, str]) -> None:
        """Remember by person the key of the call that tells them."""

    async def report(self, number: int) -> DeliveryReport:
        """Return what became of an announcement's calls so far, or in the end."""

    async def keep_report(self, number: int, report: DeliveryReport) -> None:
        """Remember the report of one that is over: the calls themselves are deleted some time later."""

    async def cancel_calls(self, number: int) -> int:
        """Take the calls that were not made yet off the outbox and return how many."""

    async def forget_recipients(self, before: datetime) -> int:
        """Forget whom the announcements reached that were over before a moment, and return how many people that were; their reports stay."""

    async def unsubscribe(self, user_id: int, *, at: datetime) -> None: ...
    async def subscribe(self, user_id: int) -> None: ...
    async def is_subscribed(self, user_id: int) -> bool: ...
    async def follow(self, user_id: int, category: str, *, at: datetime) -> None: ...
    async def unfollow(self, user_id: int, category: str) -> None: ...
    async def followed(self, user_id: int) -> frozenset[str]: ...


class StaffTopics(Protocol):
    """The forum topics of the staff group."""

    async def room(self, chat_id: int) -> int | None:
        """Return the group's number as it is now, for it may have moved; None where the bot is not in it any more."""

    async def get(self, chat_id: int, topic: str) -> int | None: ...
    async def all(self, chat_id: int) -> Mapping[str, int]: ...
    async def put(self, chat_id: int, topic: str, thread_id: int) -> bool:
        """Store a topic that was made; False where there is one already."""


class OfficeRecords(Protocol):
    """What the figures are made of."""

    async def asked(self, since: datetime, until: datetime) -> Sequence[Asked]: ...
    async def emergencies(self, since: datetime, until: datetime) -> int: ...
    async def waits(self, since: datetime, until: datetime) -> Sequence[tuple[datetime, datetime]]:
        """Return from when to when those waited whom the office answered in this time."""
