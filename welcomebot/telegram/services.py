"""What the features work with; the bootstrap fills it."""

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from welcomebot.domain.claims import Claims
from welcomebot.domain.skills import Taxonomy
from welcomebot.services.job_board import JobBoard
from welcomebot.services.library import Library
from welcomebot.services.ports import Answerer, Clock, SkillReader
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
    """The answerer, the knowledge, the time and its zone; for jobs the open vacancies, the readers of what people and ads say, and the office's people."""

    answerer: Answerer
    library: Library
    clock: Clock
    zone: ZoneInfo
    board: JobBoard = field(default_factory=lambda: JobBoard(Taxonomy()))
    reader: SkillReader = field(default_factory=NoReader)
    links: AdLinks = field(default_factory=NoLinks)
    staff: frozenset[int] = frozenset()

    @property
    def today(self) -> date:
        """Return the day in the office's time zone."""
        return self.clock().astimezone(self.zone).date()
