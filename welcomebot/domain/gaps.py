"""Which requirements of an ad a seeker does not meet, how they can be met, and what each costs.

What is unknown costs nothing: it is asked. A permit or a language that somebody both has and lacks is unknown, too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from welcomebot.domain import matching_weights as weights
from welcomebot.domain.matches import LineKind, Requirement, Status
from welcomebot.domain.places import Places
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Relation, Takes, Taxonomy, Timing
from welcomebot.domain.vacancies import REMOTE, Cefr, Vacancy

NO_LEVEL = 0
LONG = frozenset({Takes.MONTHS, Takes.YEARS})


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that an ad asks for and a seeker lacks, or may lack; `cost` in parts of a point as in matching_weights."""

    kind: LineKind
    name: str  # as in Vacancy.hard
    status: Status
    cost: int = 0
    is_barrier: bool = False  # it takes so long that the work is out of reach for now
    concept: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def requirement(self, vacancy: Vacancy) -> Requirement:
        """Return what the seeker is told."""
        return Requirement(self.name, self.status, is_hard=self.name in vacancy.hard, values=self.values)


def gaps(seeker: Seeker, vacancy: Vacancy, taxonomy: Taxonomy, places: Places, *, is_in_field: bool) -> Iterator[Gap]:
    """Yield every gap; `is_in_field` tells whether the seeker's years were in work of this kind."""
    yield from _languages(seeker, vacancy)
    held = permits_of(seeker, taxonomy)
    lacking = [permit_gap(permit, held, seeker.no_permits, taxonomy) for permit in vacancy.permits]
    years = experience_gap(seeker.experience_years, vacancy.experience_years or 0, is_in_field=is_in_field)
    yield from (gap for gap in (*lacking, years, education_gap(seeker.education, vacancy.education or 0)) if gap is not None)
    if is_too_far(seeker, vacancy.municipality, places):
        km = places.distance(seeker.municipality, vacancy.municipality)
        values = {"place": vacancy.municipality, **({"km": str(round(km))} if km is not None else {})}
        yield Gap(LineKind.DISTANCE, "distance", Status.CAN_GET, weights.DISTANCE, values=values)


def permits_of(seeker: Seeker, taxonomy: Taxonomy) -> frozenset[str]:
    """Return the permits that somebody has, with those that a higher one contains: who may drive a truck may drive a car."""
    contained = (other for permit in seeker.permits for other, relation in taxonomy.worth(permit).items() if relation is Relation.NARROWER)
    return seeker.permits | frozenset(contained)


def learning(permit: str, taxonomy: Taxonomy) -> tuple[Status, int]:
    """Return how one gets a permit, and what lacking it costs. One that the taxonomy does not know is taken for a card of a short course."""
    known = taxonomy.permits.get(permit)
    if known is not None and known.timing is Timing.BEFORE_START and known.takes in LONG:
        return Status.MUST_HAVE_FIRST, weights.LONG_CARD
    return Status.CAN_GET, weights.CARD


def is_too_far(seeker: Seeker, municipality: str, places: Places) -> bool:
    """Tell whether work lies outside of where somebody can go. A place that is not known never does."""
    where = places.id_of(municipality)
    accepted = {places.id_of(name) for name in seeker.municipalities_ok} | {places.id_of(seeker.municipality)}
    if not municipality or where == REMOTE or where in accepted:
        return False
    if seeker.commute_km is not None:
        distance = places.distance(seeker.municipality, municipality)
        return distance is not None and distance > seeker.commute_km
    return bool(seeker.municipalities_ok) and places.find(municipality) is not None


def language_gap(seeker: Seeker, language: str, asks: Cefr) -> Gap | None:
    """Return what is missing of one language; `gaps` bounds what all of them cost together."""
    has, lacks = seeker.languages.get(language), language in seeker.no_languages
    values = {"language": language, "asks": asks.name, **({"has": has.name} if has is not None and not lacks else {})}
    if (has is None) != lacks:
        return Gap(LineKind.LANGUAGE, f"language:{language}", Status.UNKNOWN, values=values)
    steps = asks - (has or NO_LEVEL)
    if steps <= 0:
        return None
    is_barrier = steps >= weights.BARRIER_STEPS
    status = Status.MUST_HAVE_FIRST if is_barrier else Status.CAN_GET
    return Gap(LineKind.LANGUAGE, f"language:{language}", status, steps * weights.LANGUAGE_STEP, is_barrier, values=values)


def permit_gap(permit: str, held: frozenset[str], lacked: frozenset[str], taxonomy: Taxonomy) -> Gap | None:
    """Return what is missing of one permit; `held` are those of `permits_of`."""
    has, lacks = permit in held, permit in lacked
    if has == lacks:
        return Gap(LineKind.CARD, f"permit:{permit}", Status.UNKNOWN, concept=permit)
    if has:
        return None
    status, cost = learning(permit, taxonomy)
    return Gap(LineKind.CARD, f"permit:{permit}", status, cost, status is Status.MUST_HAVE_FIRST, concept=permit)


def experience_gap(has: int | None, asks: int, *, is_in_field: bool) -> Gap | None:
    """Return what is missing of the years in work; years in another field tell nothing."""
    if not asks:
        return None
    if has is None or not is_in_field:
        return Gap(LineKind.EXPERIENCE, "experience", Status.UNKNOWN, values={"asks": str(asks)})
    if has >= asks:
        return None
    cost = min(weights.EXPERIENCE_MOST, (asks - has) * weights.EXPERIENCE_YEAR)
    return Gap(LineKind.EXPERIENCE, "experience", Status.MUST_HAVE_FIRST, cost, values={"asks": str(asks), "has": str(has)})


def education_gap(has: int | None, asks: int) -> Gap | None:
    """Return what is missing of the level of education."""
    if not asks or (has is not None and has >= asks):
        return None
    if has is None:
        return Gap(LineKind.EDUCATION, "education", Status.UNKNOWN, values={"asks": str(asks)})
    return Gap(LineKind.EDUCATION, "education", Status.MUST_HAVE_FIRST, weights.EDUCATION, values={"asks": str(asks), "has": str(has)})


def _languages(seeker: Seeker, vacancy: Vacancy) -> Iterator[Gap]:
    # All languages together cost at most LANGUAGE_MOST: the last ones cost what is left.
    left = weights.LANGUAGE_MOST
    for language, asks in sorted(vacancy.languages.items()):
        gap = language_gap(seeker, language, asks)
        if gap is not None:
            cost = min(left, gap.cost)
            left -= cost
            yield replace(gap, cost=cost)
