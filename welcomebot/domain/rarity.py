"""How much a skill counts: the fewer of the open ads ask for it, the more it tells."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from welcomebot.domain.haves import items
from welcomebot.domain.matching_weights import COMMONEST, NOT_LINKED, RAREST, SHARE
from welcomebot.domain.vacancies import Asked, Vacancy


@dataclass(frozen=True)
class Rarity:
    """What asking for something counts, in hundredths; without any ads everything counts the same."""

    counts: Mapping[str, int] = field(default_factory=dict)  # in how many ads each concept is asked for
    ads: int = 0

    @classmethod
    def of(cls, vacancies: Iterable[Vacancy]) -> "Rarity":
        """Return the rarity of everything that some ads ask for."""
        ads = list(vacancies)
        counts = Counter(item for ad in ads for item in {item for asked in (*ad.required, *ad.wished) for item in items(asked)})
        return cls(counts, len(ads))

    def weight(self, asked: Asked) -> int:
        """Return what one skill that an ad asks for counts."""
        if not asked.concepts:
            return NOT_LINKED
        if not self.ads:
            return SHARE
        seldom = min(self.counts.get(concept, 0) for concept in asked.concepts)
        # The logarithm is cut to hundredths: from there on all is whole numbers.
        share = log((self.ads + 1) / (seldom + 1)) / log(self.ads + 1)
        return max(COMMONEST, min(RAREST, round(RAREST * share)))
