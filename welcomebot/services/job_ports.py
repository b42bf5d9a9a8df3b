"""What matching people with work needs of storage: ads, seekers, what was told to whom, employers, consents, words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from welcomebot.domain.seekers import NotForMe, Seeker, Wishes
from welcomebot.domain.vacancies import CloseReason, Vacancy, VacancyState
from welcomebot.services.drafts import Draft


@dataclass(frozen=True)
class StoredVacancy:
    """An ad with its life. `number` is what people see; `source` and the ad's own id together name it for an import.

    `revision` counts material changes. `posted_by` is the employer contact, None for an imported ad or one whose poster was forgotten.
    """

    vacancy: Vacancy
    source: str
    state: VacancyState
    number: int = 0  # 0 until it is stored
    revision: int = 1
    posted_by: int | None = None
    opened_at: datetime | None = None
    updated_at: datetime | None = None
    closed_at: datetime | None = None
    close_reason: CloseReason | None = None
    note: str = ""  # what the office asks the employer to change
    reminded_for: date | None = None  # the last day that the employer was reminded of


@dataclass(frozen=True)
class StoredSeeker:
    """A person's profile and settings; one that is not complete is still being asked and is never matched unasked."""

    user_id: int
    seeker: Seeker
    wishes: Wishes = field(default_factory=Wishes)
    is_complete: bool = False
    updated_at: datetime | None = None


@dataclass(frozen=True)
class Told:
    """A seeker was told of an ad's revision in a message; `message_id` is known once it is sent. Several ads may share a message."""

    user_id: int
    vacancy: int
    revision: int
    dedupe_key: str  # of the outbox call
    told_at: datetime
    message_id: int | None = None


@dataclass(frozen=True)
class Marks:
    """What a seeker marked, by an ad's number."""

    saved: frozenset[int] = frozenset()
    dismissed: Mapping[int, NotForMe] = field(default_factory=dict)


class EmployerState(StrEnum):
    """Whether the office lets somebody post for a company."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True)
class Employer:
    """Somebody who posts for a company."""

    user_id: int
    company: str
    business_id: str
    state: EmployerState = EmployerState.WAITING
    requested_at: datetime | None = None
    decided_by: int | None = None


class RequestState(StrEnum):
    """What became of an employer's wish to contact a seeker."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # the seeker took the yes back
    CLOSED = "closed"  # the vacancy ended before an answer


@dataclass(frozen=True)
class ContactRequest:
    """An employer asks to contact a seeker about a vacancy; `contact` is what the seeker chose to share with the yes, else empty."""

    vacancy: int
    employer_id: int
    seeker_id: int
    state: RequestState = RequestState.ASKED
    contact: str = ""
    asked_at: datetime | None = None
    number: int = 0


@dataclass(frozen=True)
class ContactStep:
    """One step of a contact request, for the seeker to see."""

    request: int
    step: RequestState
    at: datetime


@dataclass(frozen=True)
class UnlinkedWord:
    """Words that named no concept, with how many people and ads wrote them."""

    folded: str
    text: str
    language: str
    seekers: int = 0
    vacancies: int = 0


class Vacancies(Protocol):
    """The ads."""

    async def get(self, number: int) -> StoredVacancy | None: ...
    async def find(self, source: str, external_id: str) -> StoredVacancy | None: ...
    async def put(self, stored: StoredVacancy) -> int:
        """Store a new or changed ad and return its number."""

    async def of_source(self, source: str) -> Mapping[str, StoredVacancy]:
        """Return the ads that came from a source, by their own ids there."""

    async def put_all(self, ads: Sequence[StoredVacancy]) -> Sequence[int]:
        """Store new and changed ads, and return their numbers in the same order."""

    async def open(self) -> Sequence[StoredVacancy]:
        """Return the open ads, the oldest number first."""

    async def in_state(self, state: VacancyState) -> Sequence[StoredVacancy]: ...
    async def posted_by(self, user_id: int) -> Sequence[StoredVacancy]: ...
    async def overdue(self, today: date) -> Sequence[StoredVacancy]:
        """Return the open ads whose last day is over."""

    async def remove_ended(self, before: datetime) -> int:
        """Delete the ads that ended before a moment, and return how many."""

    async def revision(self) -> int:
        """Return a number that grows with every change of any ad, so that a process knows when to read them again."""


class Seekers(Protocol):
    """The profiles."""

    async def get(self, user_id: int) -> StoredSeeker | None: ...
    async def put(self, stored: StoredSeeker) -> None: ...
    async def complete(self) -> Sequence[StoredSeeker]:
        """Return the profiles that are complete."""

    async def remove(self, user_id: int) -> None: ...
    async def marks(self, user_id: int) -> Marks: ...
    async def save_vacancy(self, user_id: int, number: int, *, at: datetime) -> None: ...
    async def unsave_vacancy(self, user_id: int, number: int) -> None: ...
    async def dismiss(self, user_id: int, number: int, reason: NotForMe, *, at: datetime) -> None: ...
    async def undo_dismissal(self, user_id: int, number: int) -> None: ...
    async def saved_without_reminder(self, last_day: date) -> Sequence[tuple[int, int]]:
        """Return (user, ad) of saved open ads whose last day is at most `last_day` and of which nobody was reminded."""

    async def mark_reminded(self, user_id: int, number: int, *, at: datetime) -> None: ...
    async def saved_and_closed(self) -> Sequence[tuple[int, int]]:
        """Return (user, ad) of saved ads that the employer closed, where the seeker was not told so."""

    async def mark_end_told(self, user_id: int, number: int, *, at: datetime) -> None: ...
    async def quiet_since(self, before: datetime) -> Sequence[StoredSeeker]:
        """Return the complete profiles that nobody changed or was asked about since a moment."""

    async def mark_asked_again(self, user_id: int, *, at: datetime) -> None: ...
    async def report_finnish(self, user_id: int, number: int, *, is_needed: bool, at: datetime) -> None: ...
    async def finnish_reports(self, number: int) -> tuple[int, int]:
        """Return how many people said that the work really needs Finnish, and how many that it does not."""


class Ledger(Protocol):
    """Who was told of what: at most once per ad and material revision."""

    async def claim(self, told: Told) -> bool:
        """Write it down; False where this seeker was told of this revision before."""

    async def of_vacancy(self, number: int) -> Sequence[Told]: ...
    async def of_message(self, dedupe_key: str) -> Sequence[Told]:
        """Return all ads that one message told of."""

    async def told(self, user_id: int) -> Mapping[int, int]:
        """Return the latest revision that a seeker was told of, by the ad's number."""

    async def told_since(self, user_id: int, since: datetime) -> int: ...
    async def note_message_ids(self) -> int:
        """Take over the numbers of messages that were sent meanwhile, and return how many."""

    async def outdated(self, *, limit: int) -> Sequence[str]:
        """Return the keys of sent messages that show an ad otherwise than it is now, the oldest first."""

    async def mark_shown(self, dedupe_key: str) -> None:
        """Remember that a message shows its ads as they are now."""

    async def take_back(self, now: datetime) -> int:
        """Forget what messages that came too late would have told, and the messages, and return how many ads that were."""


class Employers(Protocol):
    """Who posts for a company."""

    async def get(self, user_id: int) -> Employer | None: ...
    async def put(self, employer: Employer) -> None: ...
    async def in_state(self, state: EmployerState) -> Sequence[Employer]: ...


class ContactRequests(Protocol):
    """Employers' wishes to contact seekers, and the log of every step."""

    async def get(self, number: int) -> ContactRequest | None: ...
    async def ask(self, request: ContactRequest, *, at: datetime) -> int | None:
        """Store a new request and its first step and return its number; None where this seeker was asked for this ad before."""

    async def step(self, number: int, step: RequestState, *, contact: str = "", at: datetime) -> bool:
        """Take the next step; False where the request is already there or gone."""

    async def of_seeker(self, user_id: int) -> Sequence[tuple[ContactRequest, Sequence[ContactStep]]]: ...
    async def of_vacancy(self, number: int) -> Sequence[ContactRequest]: ...


class Mailbox(Protocol):
    """Calls to the Bot API that no update caused."""

    async def add(self, drafts: Sequence[Draft], *, at: datetime) -> None:
        """Store calls in this transaction; the sender makes them soon."""

    async def message_of(self, key: str) -> int | None:
        """Return the number of the newest message that was sent under a key; None where it was not sent, or longer ago than calls are kept."""


class SkillWords(Protocol):
    """Words that were not understood, and the names that the office gave to concepts."""

    async def note_unlinked(self, texts: Sequence[str], *, language: str, user_id: int | None = None, vacancy: int | None = None) -> None:
        """Replace what this person or ad wrote that named nothing."""

    async def note_unlinked_of_ads(self, texts: Mapping[int, Sequence[str]], *, language: str) -> None:
        """Replace what each of many ads wrote that named nothing, by the ads' numbers."""

    async def unlinked(self, *, limit: int) -> Sequence[UnlinkedWord]:
        """Return the words that most people and ads wrote."""

    async def drop_unlinked(self, folded: str) -> None: ...
    async def add_alias(self, concept_id: str, language: str, label: str, *, added_by: int, at: datetime) -> bool: ...
    async def aliases(self) -> Sequence[tuple[str, str, str]]:
        """Return (concept, language, label)."""

    async def revision(self) -> int: ...
    async def remove_alias(self, concept_id: str, language: str, label: str) -> bool: ...
