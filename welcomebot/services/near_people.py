"""Which seekers can fit an ad at all: those with something that is worth at least half of its work or of a skill that it requires."""

from collections.abc import Iterable, Iterator

from welcomebot.domain.folding import words
from welcomebot.domain.haves import kindred
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import WORTH, Kind, Taxonomy
from welcomebot.domain.vacancies import Vacancy
from welcomebot.services.job_ports import StoredSeeker

LEAST_WORTH = 0.5  # a neighbour of what is asked, and nothing nearer, makes nobody fit well
MINOR_GROUP = 3  # digits of ISCO-08 that kindred work shares


def near_people(vacancy: Vacancy, people: Iterable[StoredSeeker], taxonomy: Taxonomy) -> Iterator[StoredSeeker]:
    """Yield the people to score; scoring everybody else would take long and find nothing."""
    worthy = _worthy(vacancy, taxonomy)
    named = {" ".join(words(skill.text)) for skill in vacancy.required if not skill.concepts}
    for stored in people:
        if not worthy.isdisjoint(_concepts(stored.seeker)) or (named and not named.isdisjoint(" ".join(words(word)) for word in stored.seeker.words)):
            yield stored


def _worthy(vacancy: Vacancy, taxonomy: Taxonomy) -> set[str]:
    """Return the concepts that make somebody near: what is asked, what the work needs, what is close to either, and kindred work."""
    work = [taxonomy.concepts[concept] for concept in vacancy.occupations if concept in taxonomy.concepts]
    required = (concept for skill in vacancy.required for concept in skill.concepts)
    asked = {*vacancy.occupations, *required, *(skill for occupation in work for skill in occupation.skills)}
    groups = {kindred(occupation, MINOR_GROUP) for occupation in work}
    near = {id for id in taxonomy.concepts if any(WORTH[how] >= LEAST_WORTH for other, how in taxonomy.worth(id).items() if other in asked)}
    return asked | near | {concept.id for concept in taxonomy.concepts.values() if concept.kind is Kind.OCCUPATION and kindred(concept, MINOR_GROUP) in groups}


def _concepts(seeker: Seeker) -> Iterator[str]:
    yield from seeker.occupations
    yield from seeker.wishes
    yield from seeker.skills
    yield from seeker.permits
