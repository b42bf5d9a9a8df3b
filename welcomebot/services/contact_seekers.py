"""An employer asks to contact a seeker, and the seeker decides: every step is logged, and only a yes shares a contact."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from welcomebot.domain.matching import Matcher
from welcomebot.domain.posting_answers import EMAIL, PHONE, ascii_digits
from welcomebot.domain.vacancies import VacancyState
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.find_people import find_people
from welcomebot.services.job_ports import ContactRequest, ContactStep, RequestState, StoredSeeker, StoredVacancy
from welcomebot.services.own_vacancies import own_vacancies
from welcomebot.services.ports import Clock, Repositories, Work

CONTACT_FLOW = "contact"
TYPING_STEP = "typing"
TYPING_LASTS = timedelta(hours=24)
REQUESTS_A_DAY = 10
DAY = timedelta(days=1)
ANSWER_WITHIN = timedelta(days=14)
USERNAME = re.compile(r"@[A-Za-z]\w{3,31}")
OVER = frozenset({VacancyState.CLOSED, VacancyState.EXPIRED})


class Asking(StrEnum):
    """What became of an employer's wish to contact somebody."""

    ASKED = "asked"
    GONE = "gone"  # the ad is over or another's, or the list changed
    ASKED_BEFORE = "asked-before"
    TOO_MANY = "too-many"  # today


@dataclass(frozen=True)
class Request:
    """A request with the ad that it is about, and its steps where they are asked for."""

    request: ContactRequest
    stored: StoredVacancy
    steps: Sequence[ContactStep] = ()


async def ask_to_contact(user_id: int, number: int, mark: str, *, matcher: Matcher, today: date, work: Work, clock: Clock) -> tuple[Asking, Request | None]:
    """Ask the person behind a mark; the request is returned where it was made."""
    found = await find_people(user_id, number, matcher=matcher, today=today, work=work)
    seeker = found.seeker_of(mark) if found else None
    if found is None or seeker is None:
        return Asking.GONE, None
    if await requests_since(user_id, clock() - DAY, work=work) >= REQUESTS_A_DAY:
        return Asking.TOO_MANY, None
    wish = ContactRequest(number, user_id, seeker, asked_at=clock())
    db = await work.writing()
    given = await db.contact_requests.ask(wish, at=clock())
    stored_request = await db.contact_requests.get(given) if given is not None else None
    return (Asking.ASKED, Request(stored_request, found.stored)) if stored_request else (Asking.ASKED_BEFORE, None)


async def requests_since(user_id: int, since: datetime, *, work: Work) -> int:
    """Return how many people an employer asked since a moment."""
    ads = await own_vacancies(user_id, work=work)
    async with work.reading() as db:
        requests = [request for stored in ads for request in await db.contact_requests.of_vacancy(stored.number)]
    return sum(request.employer_id == user_id and request.asked_at is not None and request.asked_at > since for request in requests)


async def asked_seeker(user_id: int, number: int, *, work: Work) -> Request | None:
    """Return a request that was put to this seeker; those of others stay theirs."""
    async with work.reading() as db:
        request = await db.contact_requests.get(number)
        stored = await db.vacancies.get(request.vacancy) if request and request.seeker_id == user_id else None
    return Request(request, stored) if request and stored else None


async def profile_of(user_id: int, *, work: Work) -> StoredSeeker | None:
    """Return what a seeker told about themselves."""
    async with work.reading() as db:
        return await db.seekers.get(user_id)


def can_answer(asked: Request, *, now: datetime) -> bool:
    """Tell whether a seeker can still say yes: the ad lives and the question is not older than two weeks."""
    is_late = asked.request.asked_at is not None and now - asked.request.asked_at > ANSWER_WITHIN
    return asked.request.state in (RequestState.ASKED, RequestState.DECLINED, RequestState.WITHDRAWN) and asked.stored.state not in OVER and not is_late


async def decline(user_id: int, number: int, *, work: Work, clock: Clock) -> Request | None:
    """Say no; None where there is nothing to say no to."""
    return await _take(user_id, number, RequestState.DECLINED, work=work, clock=clock)


async def withdraw(user_id: int, number: int, *, work: Work, clock: Clock) -> Request | None:
    """Take a yes back; the contact is deleted here, and its employer is told."""
    return await _take(user_id, number, RequestState.WITHDRAWN, work=work, clock=clock)


async def begin_typing(user_id: int, number: int, *, work: Work, clock: Clock) -> None:
    """Take the next text of a seeker for the contact to share."""
    await go_to(CONTACT_FLOW, TYPING_STEP, user_id, data={"request": number}, work=work, expires_at=clock() + TYPING_LASTS)


async def typing_for(user_id: int, *, work: Work, clock: Clock) -> Request | None:
    """Return the request that a seeker writes a contact for."""
    dialogue = await dialogue_in(CONTACT_FLOW, user_id, work=work)
    if dialogue is None or (dialogue.expires_at is not None and dialogue.expires_at < clock()):
        return None
    return await asked_seeker(user_id, int(dialogue.data["request"]), work=work)


def contact_in(text: str) -> str | None:
    """Return the phone number, e-mail address or Telegram name in a text."""
    text = ascii_digits(text)
    found = EMAIL.search(text) or USERNAME.search(text) or PHONE.search(text)
    return found[0].strip().rstrip(".") if found else None


async def agree(user_id: int, number: int, contact: str, *, work: Work, clock: Clock) -> Request | None:
    """Say yes and share a contact; None where that is too late."""
    asked = await asked_seeker(user_id, number, work=work)
    await end_of(CONTACT_FLOW, user_id, work=work)
    if asked is None or not can_answer(asked, now=clock()):
        return None
    return await _take(user_id, number, RequestState.AGREED, contact=contact, work=work, clock=clock)


async def asked_about(user_id: int, *, work: Work) -> tuple[Request, ...]:
    """Return everything that employers asked of a seeker, the newest first, with every step."""
    async with work.reading() as db:
        logged = await db.contact_requests.of_seeker(user_id)
        found = [(request, steps, await db.vacancies.get(request.vacancy)) for request, steps in logged]
    return tuple(Request(request, stored, steps) for request, steps, stored in reversed(found) if stored)


async def close_unanswered(*, work: Work, clock: Clock) -> int:
    """Close the questions that nobody answered for two weeks, and return how many."""
    before = clock() - ANSWER_WITHIN
    async with work.reading() as db:
        ads = [stored for stored in await db.vacancies.open() if stored.posted_by is not None]
        late = [request for stored in ads for request in await db.contact_requests.of_vacancy(stored.number) if _is_late(request, before)]
    if not late:
        return 0
    db = await work.writing()
    return sum([await db.contact_requests.step(request.number, RequestState.CLOSED, at=clock()) for request in late])


def _is_late(request: ContactRequest, before: datetime) -> bool:
    return request.state is RequestState.ASKED and request.asked_at is not None and request.asked_at < before


async def _take(user_id: int, number: int, step: RequestState, *, work: Work, clock: Clock, contact: str = "") -> Request | None:
    asked = await asked_seeker(user_id, number, work=work)
    if asked is None:
        return None
    db: Repositories = await work.writing()
    return asked if await db.contact_requests.step(number, step, contact=contact, at=clock()) else None
