"""All repositories on one open session."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cached_property

from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.storage.acts import ActStore
from welcomebot.storage.announcements import AnnouncementStore
from welcomebot.storage.answer_news import NewsStore
from welcomebot.storage.articles import ArticleStore
from welcomebot.storage.assignments import AssignmentStore
from welcomebot.storage.clusters import ClusterStore
from welcomebot.storage.contact_requests import ContactRequestStore
from welcomebot.storage.dialogues import DialogueStore
from welcomebot.storage.employers import EmployerStore
from welcomebot.storage.handovers import HandoverStore
from welcomebot.storage.ledger import LedgerStore
from welcomebot.storage.mailbox import MailboxStore
from welcomebot.storage.people import PeopleStore
from welcomebot.storage.questions import QuestionStore
from welcomebot.storage.readings import ReadingStore
from welcomebot.storage.records import RecordStore
from welcomebot.storage.seekers import SeekerStore
from welcomebot.storage.skill_words import SkillWordStore
from welcomebot.storage.staff import StaffStore
from welcomebot.storage.staff_topics import StaffTopicStore
from welcomebot.storage.text_drafts import TextDraftStore
from welcomebot.storage.vacancies import VacancyStore


class Repositories:
    """What services.ports.Repositories asks for. Those of jobs and of the office are made when somebody needs them: most updates are questions."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.people = PeopleStore(session)
        self.questions = QuestionStore(session)
        self.readings = ReadingStore(session)
        self.dialogues = DialogueStore(session)
        self.articles = ArticleStore(session)

    @cached_property
    def vacancies(self) -> VacancyStore:
        """Give the ads."""
        return VacancyStore(self._session)

    @cached_property
    def seekers(self) -> SeekerStore:
        """Give the profiles."""
        return SeekerStore(self._session)

    @cached_property
    def ledger(self) -> LedgerStore:
        """Give who was told of what."""
        return LedgerStore(self._session)

    @cached_property
    def employers(self) -> EmployerStore:
        """Give who posts for a company."""
        return EmployerStore(self._session)

    @cached_property
    def contact_requests(self) -> ContactRequestStore:
        """Give employers' wishes to contact seekers."""
        return ContactRequestStore(self._session)

    @cached_property
    def skill_words(self) -> SkillWordStore:
        """Give words without a concept, and names of concepts."""
        return SkillWordStore(self._session)

    @cached_property
    def mailbox(self) -> MailboxStore:
        """Give the calls that no update caused."""
        return MailboxStore(self._session)

    @cached_property
    def staff(self) -> StaffStore:
        """Give the people of the office."""
        return StaffStore(self._session)

    @cached_property
    def acts(self) -> ActStore:
        """Give what the office did."""
        return ActStore(self._session)

    @cached_property
    def text_drafts(self) -> TextDraftStore:
        """Give the texts in the making."""
        return TextDraftStore(self._session)

    @cached_property
    def handovers(self) -> HandoverStore:
        """Give what waits for a person of the office."""
        return HandoverStore(self._session)

    @cached_property
    def staff_topics(self) -> StaffTopicStore:
        """Give the staff group's topics."""
        return StaffTopicStore(self._session)

    @cached_property
    def assignments(self) -> AssignmentStore:
        """Give the work that colleagues were asked to do."""
        return AssignmentStore(self._session)

    @cached_property
    def news(self) -> NewsStore:
        """Give what people are told about answers."""
        return NewsStore(self._session)

    @cached_property
    def clusters(self) -> ClusterStore:
        """Give questions that ask the same."""
        return ClusterStore(self._session)

    @cached_property
    def announcements(self) -> AnnouncementStore:
        """Give the messages to many."""
        return AnnouncementStore(self._session)

    @cached_property
    def records(self) -> RecordStore:
        """Give what the office's figures are made of."""
        return RecordStore(self._session)


@asynccontextmanager
async def repositories(opened: Callable[[], AbstractAsyncContextManager[AsyncSession]]) -> AsyncIterator[Repositories]:
    """Give repositories on a session of `database.reading` or `database.writing`, outside the work of an update."""
    async with opened() as session:
        yield Repositories(session)
