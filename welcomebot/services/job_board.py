"""The open vacancies and the taxonomy, in memory and as fresh as the database."""

from collections.abc import Mapping

from welcomebot.domain.skills import Taxonomy
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.services.ports import Work


class JobBoard:
    """What features look vacancies up in; every process refreshes its own by revision."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.vacancies: Mapping[int, StoredVacancy] = {}  # the open ones, by number
        self.revision = 0

    async def refresh(self, work: Work) -> bool:
        """Read the ads again where any of them changed, and tell whether one did."""
        async with work.reading() as db:
            revision = await db.vacancies.revision()
            if revision == self.revision:
                return False
            self.vacancies = {stored.number: stored for stored in await db.vacancies.open()}
            self.revision = revision
        return True
