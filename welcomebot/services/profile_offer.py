"""What a person is offered to choose from while they tell about themselves, the likeliest for them first."""

from collections import Counter
from datetime import date

from welcomebot.domain.permits_by_field import permits_for
from welcomebot.domain.profile_screens import Offer
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Kind
from welcomebot.services.job_board import JobBoard

# What work in Kokkola asks for, then the person's own language.
FIRST_LANGUAGES = ("fi", "sv", "en")
MAX_PLACES = 8
FIRST_PLACES = ("kokkola", "pietarsaari")  # the two towns; the others by the number of open vacancies


def offer_for(seeker: Seeker, *, board: JobBoard, language: str, today: date) -> Offer:
    """Return what is offered on a day; permits that vacancies in the person's own field ask for, or that it usually needs, come first."""
    return Offer(
        today=today,
        languages=tuple(dict.fromkeys((*FIRST_LANGUAGES, language))),
        permits=_permits(seeker, board),
        places=_places(board),
    )


def _permits(seeker: Seeker, board: JobBoard) -> tuple[str, ...]:
    mine, asked, asked_in_field = set(seeker.occupations) | set(seeker.wishes), Counter[str](), Counter[str]()
    for stored in board.vacancies.values():
        asked.update(stored.vacancy.permits)
        if mine.intersection(stored.vacancy.occupations):
            asked_in_field.update(stored.vacancy.permits)
    concepts = board.taxonomy.concepts
    usual = permits_for(concepts[work].group for work in (*seeker.occupations, *seeker.wishes) if work in concepts)
    permits = [concept.id for concept in concepts.values() if concept.kind is Kind.PERMIT]
    places = {permit: place for place, permit in enumerate((*usual, *(permit for permit in permits if permit not in usual)))}
    return tuple(
        sorted(permits, key=lambda permit: (not asked_in_field[permit] and permit not in usual, -asked_in_field[permit], -asked[permit], places[permit]))
    )


def _places(board: JobBoard) -> tuple[str, ...]:
    known = board.places.places
    with_work = Counter(board.places.id_of(stored.vacancy.municipality) for stored in board.vacancies.values())
    ordered = sorted(known, key=lambda place: (place not in FIRST_PLACES, -with_work[place], tuple(known).index(place)))
    return tuple(ordered[:MAX_PLACES])
