"""The open vacancies and the taxonomy, in memory and as fresh as the database."""

from collections.abc import Mapping

from welcomebot.domain.matching import Matcher
from welcomebot.domain.places import Places
from welcomebot.domain.rarity import Rarity
from welcomebot.domain.skills import Taxonomy
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.services.ports import Work


class JobBoard:
    """What features look vacancies up in; every process refreshes its own by revision."""

    def __init__(self, taxonomy: Taxonomy, places: Places | None = None) -> None:
        self.taxonomy = taxonomy
        self.places = places or Places()
        self.matcher = Matcher(taxonomy, self.places, Rarity())  # knows how rare each skill is among the open ads
        self.vacancies: Mapping[int, StoredVacancy] = {}  # the open ones, by number
        self.revision = 0

    async def refresh(self, work: Work) -> bool:
        """Read the ads again where any of them changed, and tell whether one did."""
        async with work.reading() as db:
            revision = await db.vacancies.revision()
            if revision == self.revision:
                return False
            vacancies = {stored.number: stored for stored in await db.vacancies.open()}
        self.vacancies, self.revision = vacancies, revision
        self.matcher = Matcher(self.taxonomy, self.places, Rarity.of(stored.vacancy for stored in vacancies.values()))
        return True
