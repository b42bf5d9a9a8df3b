"""What the features work with; the bootstrap fills it."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from welcomebot.domain.claims import Claims
from welcomebot.domain.skills import Taxonomy
from welcomebot.services.job_board import JobBoard
from welcomebot.services.library import Library
from welcomebot.services.ports import Answerer, Clock, SkillReader


class NoReader:
    """Understands nothing: for a service without a taxonomy."""

    async def read(self, text: str, *, language: str | None) -> Claims:  # noqa: ARG002 - the Protocol's form
        """Return the text as it is."""
        return Claims(unlinked=(text,))


@dataclass(frozen=True)
class Services:
    """The answerer, the knowledge, the time and its zone; for jobs the open vacancies, the reader of skills and the office's people."""

    answerer: Answerer
    library: Library
    clock: Clock
    zone: ZoneInfo
    board: JobBoard = field(default_factory=lambda: JobBoard(Taxonomy()))
    reader: SkillReader = field(default_factory=NoReader)
    staff: frozenset[int] = frozenset()
