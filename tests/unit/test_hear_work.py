"""What is offered to a person and what their words mean, from the real places and permits."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from welcomebot.domain.places import Places
from welcomebot.domain.seekers import Seeker
from welcomebot.domain.skills import Taxonomy
from welcomebot.domain.vacancies import Vacancy, VacancyState
from welcomebot.services.hear_work import places_in
from welcomebot.services.job_board import JobBoard
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.services.profile_offer import offer_for
from welcomebot.services.read_places import read_places
from welcomebot.services.read_skills import read_skills

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def places() -> Places:
    return read_places(KNOWLEDGE)


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return read_skills(KNOWLEDGE)


SENTENCES = [
    ("Kokkola", ("kokkola",)),
    ("asun Kokkolassa", ("kokkola",)),  # with an ending
    ("Jag bor i Karleby", ("kokkola",)),
    ("I live in Jakobstad now", ("pietarsaari",)),
    ("живу в Коккола", ("kokkola",)),
    ("Kannus ja Kaustinen", ("kannus", "kaustinen")),
    ("how do I get a tax card", ()),
    ("Rovaniemi", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_places_are_found_inside_sentences(text: str, expected: tuple[str, ...], places: Places) -> None:
    assert places_in(text, places) == expected


FIRST_CARDS = [("cook", "hygiene-passport"), ("welder", "hot-work-card"), ("forklift-driver", "forklift"), ("practical-nurse", "valvira-licence")]


@pytest.mark.parametrize(("work", "card"), FIRST_CARDS)
def test_cards_of_the_own_field_come_first_and_none_is_missing(work: str, card: str, taxonomy: Taxonomy, places: Places) -> None:
    offer = offer_for(Seeker(id="7", occupations=(work,)), board=JobBoard(taxonomy, places), language="uk", today=TODAY)
    assert offer.permits[0] == card
    assert set(offer.permits) == set(taxonomy.permits)
    assert offer.languages == ("fi", "sv", "en", "uk")
    assert offer.places[:2] == ("kokkola", "pietarsaari")


def test_card_that_open_vacancies_of_the_field_ask_for_comes_first(taxonomy: Taxonomy, places: Places) -> None:
    board = JobBoard(taxonomy, places)
    vacancy = Vacancy(id="1", employer="E", title="T", occupations=("cook",), permits=("driving-licence-B",), municipality="Kannus")
    board.vacancies = {1: StoredVacancy(vacancy, "test", VacancyState.OPEN, number=1, opened_at=datetime(2026, 11, 25, tzinfo=UTC))}
    offer = offer_for(Seeker(id="7", occupations=("cook",)), board=board, language="en", today=TODAY)
    assert offer.permits[:2] == ("driving-licence-B", "hygiene-passport")
    assert offer.places[2] == "kannus"
