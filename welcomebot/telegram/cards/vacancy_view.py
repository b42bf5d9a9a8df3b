"""A vacancy as one person sees it: in which list, at which place, how it fits, and what others say of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from welcomebot.domain.matches import Match
from welcomebot.services.find_vacancies import Found, Looking, Results, find, looking
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.services.mark_vacancy import finnish_reports
from welcomebot.services.search_vacancies import read_search
from welcomebot.telegram.cards.trail import Trail
from welcomebot.telegram.turn import Turn


@dataclass(frozen=True)
class View:
    """A vacancy as one person sees it: in which list, at which place (from 0, None outside of it), how it fits, what others say of its Finnish."""

    stored: StoredVacancy
    person: Looking
    trail: Trail = field(default_factory=Trail)
    results: Results = field(default_factory=Results)
    place: int | None = None
    match: Match | None = None  # None for somebody without a profile: then nothing is known that could fit
    places: tuple[str, ...] = ()
    reports: tuple[int, int] | None = None

    @property
    def number(self) -> int:
        """Return the number that people see."""
        return self.stored.number

    @property
    def following(self) -> Found | None:
        """Return the next vacancy of the list; of one that left the list, the first."""
        return self.results.at(0 if self.place is None else self.place + 1)

    @property
    def previous(self) -> Found | None:
        """Return the vacancy before this one."""
        return self.results.at(self.place - 1) if self.place else None


async def results_of(turn: Turn, trail: Trail, person: Looking) -> Results:
    """Return the list that a trail leads a person along."""
    services = turn.services
    search = None
    if trail.phrase:
        search = await read_search(trail.phrase, language=turn.language, reader=services.reader, taxonomy=services.board.taxonomy)
    return await find(person, services.board, work=turn.work, clock=services.clock, zone=services.zone, filters=trail.filters, search=search)


async def view_of(turn: Turn, stored: StoredVacancy, trail: Trail, person: Looking | None = None, results: Results | None = None) -> View:
    """Return a vacancy as the person of this turn sees it now; who looks and the list are worked out where they are not given."""
    person = person or await looking(turn.person.user_id, work=turn.work)
    results = results or await results_of(turn, trail, person)
    place = results.place_of(stored.number)
    found = results.at(place) if place is not None else None
    match = None
    if person.profile is not None:
        match = turn.services.board.matcher.match(person.seeker, stored.vacancy, turn.services.today)
    return View(
        stored=stored,
        person=person,
        trail=trail,
        results=results,
        place=place,
        match=match,
        places=found.places if found and found.number == stored.number else (stored.vacancy.municipality,),
        reports=await finnish_reports(stored.number, work=turn.work),
    )
