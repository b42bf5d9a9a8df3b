"""What the features work with; the bootstrap fills it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from welcomebot.domain.claims import Claims
from welcomebot.domain.knowledge import Article
from welcomebot.domain.skills import Taxonomy
from welcomebot.services.cluster_questions import Meaning, NoMeaning
from welcomebot.services.job_board import JobBoard
from welcomebot.services.library import Library
from welcomebot.services.office_calendar import OfficeCalendar
from welcomebot.services.ports import Answerer, Clock, SkillReader
from welcomebot.services.replay_golden import NoReplay, Replay
from welcomebot.services.translate_text import NoEngine, TranslationEngine
from welcomebot.services.vacancy_fields import AdLinks


class NoReader:
    """Understands nothing, of people and of ads: for a service without a taxonomy."""

    async def read(self, text: str, *, language: str | None) -> Claims:  # noqa: ARG002 - the Protocol's form
        """Return the text as it is."""
        return Claims(unlinked=(text,))


class NoLinks:
    """Names nothing: for a service without a taxonomy."""

    def occupations(self, text: str, language: str) -> tuple[str, ...]:  # noqa: ARG002 - the Protocol's form
        """Return no occupation."""
        return ()

    def concepts(self, text: str, language: str) -> tuple[str, ...]:  # noqa: ARG002 - the Protocol's form
        """Return no concept."""
        return ()


@dataclass(frozen=True)
class Services:
    """What questions are answered with, what matches people with work, and who may act for the office.

    `administrators` are the first ones, by the settings; everybody else of the office was invited. `staff_chat` is their group, if they have one.
    `office_hours` are empty where the knowledge says them. `not_covered` are the topics that the office does not answer.
    """

    answerer: Answerer
    library: Library
    clock: Clock
    zone: ZoneInfo
    board: JobBoard = field(default_factory=lambda: JobBoard(Taxonomy()))
    reader: SkillReader = field(default_factory=NoReader)
    links: AdLinks = field(default_factory=NoLinks)
    administrators: frozenset[int] = frozenset()
    meaning: Meaning = field(default_factory=NoMeaning)
    replay: Replay = field(default_factory=NoReplay)
    staff_chat: int | None = None
    engine: TranslationEngine = field(default_factory=NoEngine)
    office_hours: Mapping[str, str] = field(default_factory=dict)
    office_closed: frozenset[date] = frozenset()
    not_covered: Mapping[str, Article] = field(default_factory=dict)

    @property
    def calendar(self) -> OfficeCalendar:
        """Return when somebody of the office works."""
        return OfficeCalendar(self.zone, self.office_hours, self.office_closed)

    @property
    def today(self) -> date:
        """Return the day in the office's time zone."""
        return self.clock().astimezone(self.zone).date()
