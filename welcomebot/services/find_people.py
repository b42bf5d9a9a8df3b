"""Who fits an employer's vacancy, as anonymous summaries: what people can do, never who they are.

A summary holds concepts, levels and a day, and no word that a person wrote. Of languages it shows those that the ad asks for and
those of the region's workplaces: any other would tell where somebody comes from.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from welcomebot.domain.matching import Matcher
from welcomebot.domain.seekers import Band, Seeker
from welcomebot.domain.vacancies import Cefr, Vacancy, VacancyState
from welcomebot.services.job_ports import ContactRequest, RequestState, StoredSeeker, StoredVacancy
from welcomebot.services.near_people import near_people
from welcomebot.services.own_vacancies import own_vacancy
from welcomebot.services.ports import Work
from welcomebot.services.vacancy_filters import same_name

FITTING = frozenset({Band.STRONG, Band.GOOD})
WORK_LANGUAGES = ("fi", "sv", "en")
MAX_SKILLS = 8
MAX_SHOWN = 26  # a letter each
# So few digits that they fit thousands of people: enough to notice that a list changed, too little to find out a number.
MARK_DIGITS = 4


@dataclass(frozen=True)
class Summary:
    """What an employer sees of somebody: concepts, in the order in which the ad asks for them."""

    mark: str  # stands for the person in a button
    band: Band
    occupations: tuple[str, ...]
    skills: tuple[str, ...]
    languages: Mapping[str, Cefr]
    permits: tuple[str, ...]
    start: date | None  # None is at once, or not said
    state: RequestState | None = None  # of the request, if one was made


@dataclass(frozen=True)
class FoundPeople:
    """The people for an ad, the best first; `seekers` are their numbers, which never leave the program."""

    stored: StoredVacancy
    summaries: tuple[Summary, ...]
    seekers: tuple[int, ...]

    def seeker_of(self, mark: str) -> int | None:
        """Return whom a button stands for; None where that person is not in the list any more, or cannot be told from another."""
        found = [seeker for summary, seeker in zip(self.summaries, self.seekers, strict=True) if summary.mark == mark]
        return found[0] if len(found) == 1 else None


async def find_people(user_id: int, number: int, *, matcher: Matcher, today: date, work: Work) -> FoundPeople | None:
    """Return who fits an employer's own ad and may be found; None where it is not theirs or not open: the office has to have approved it."""
    stored = await own_vacancy(user_id, number, work=work)
    if stored is None or stored.state is not VacancyState.OPEN or not stored.vacancy.is_open_on(today):
        return None
    async with work.reading() as db:
        people, requests = await db.seekers.complete(), await db.contact_requests.of_vacancy(number)
    findable = [person for person in people if _may_see(person, stored.vacancy) and person.user_id != user_id]
    return await asyncio.to_thread(among, stored, findable, requests, matcher=matcher, today=today)


def among(stored: StoredVacancy, people: Iterable[StoredSeeker], requests: Sequence[ContactRequest], *, matcher: Matcher, today: date) -> FoundPeople:
    """Return the people who fit well: by score, then by a hash that tells nothing."""
    vacancy, asked = stored.vacancy, {request.seeker_id: request.state for request in requests}
    scored = [(matcher.match(person.seeker, vacancy, today), person) for person in near_people(vacancy, people, matcher.taxonomy)]
    fitting = [(match, person) for match, person in scored if match.band in FITTING]
    fitting.sort(key=lambda each: (-each[0].score, _hash(stored.number, each[1].user_id)))
    shown = fitting[:MAX_SHOWN]
    summaries = tuple(summary_of(person, stored, match.band, asked.get(person.user_id)) for match, person in shown)
    return FoundPeople(stored, summaries, tuple(person.user_id for _, person in shown))


def summary_of(person: StoredSeeker, stored: StoredVacancy, band: Band, state: RequestState | None = None) -> Summary:
    """Return what an employer may see of somebody."""
    seeker, vacancy = person.seeker, stored.vacancy
    asked = [concept for skill in (*vacancy.required, *vacancy.wished) for concept in skill.concepts]
    seen = (*WORK_LANGUAGES, *vacancy.languages)
    return Summary(
        mark=_hash(stored.number, person.user_id)[:MARK_DIGITS],
        band=band,
        occupations=_first(vacancy.occupations, seeker.occupations)[:MAX_SKILLS],
        skills=_first(asked, seeker.skills)[:MAX_SKILLS],
        languages={code: level for code, level in seeker.languages.items() if code in seen},
        permits=_first(vacancy.permits, sorted(seeker.permits)),
        start=_start(seeker),
        state=state,
    )


def _may_see(person: StoredSeeker, vacancy: Vacancy) -> bool:
    hidden = {same_name(name) for name in person.wishes.hidden_employers}
    return person.wishes.may_be_found and same_name(vacancy.employer) not in hidden


def _first(asked: Iterable[str], had: Iterable[str]) -> tuple[str, ...]:
    everything = tuple(had)
    return tuple(dict.fromkeys((*(concept for concept in asked if concept in everything), *everything)))


def _start(seeker: Seeker) -> date | None:
    try:
        return date.fromisoformat(seeker.start) if seeker.start else None
    except ValueError:
        return None


def _hash(number: int, user_id: int) -> str:
    return sha256(f"{number}:{user_id}".encode()).hexdigest()
