"""What an employer does with ads that are posted: prolong, close, and a reminder before the end. Everybody has their own ads only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from welcomebot.domain.vacancies import CloseReason, VacancyState
from welcomebot.services.job_ports import Employer, EmployerState, RequestState, StoredVacancy
from welcomebot.services.ports import Clock, Repositories, Work

PROLONGATIONS = (14, 30)  # days
REMINDED_BEFORE = timedelta(days=5)
LIVING = frozenset({VacancyState.WAITING, VacancyState.SENT_BACK, VacancyState.OPEN, VacancyState.EXPIRED})


async def approved(user_id: int, *, work: Work) -> Employer | None:
    """Return the employer if the office lets them post."""
    async with work.reading() as db:
        employer = await db.employers.get(user_id)
    return employer if employer and employer.state is EmployerState.APPROVED else None


async def own_vacancies(user_id: int, *, work: Work) -> Sequence[StoredVacancy]:
    """Return somebody's ads: those that live first, each part the newest first."""
    async with work.reading() as db:
        found = await db.vacancies.posted_by(user_id)
    return sorted(found, key=lambda stored: (stored.state not in LIVING, -stored.number))


async def own_vacancy(user_id: int, number: int, *, work: Work) -> StoredVacancy | None:
    """Return an ad if this person posted it and may still post; the ads of others stay theirs."""
    async with work.reading() as db:
        stored, employer = await db.vacancies.get(number), await db.employers.get(user_id)
    is_own = stored is not None and stored.posted_by == user_id
    return stored if is_own and employer is not None and employer.state is EmployerState.APPROVED else None


async def prolong(user_id: int, number: int, days: int, *, today: date, work: Work, clock: Clock) -> StoredVacancy | None:
    """Move the last day; an ad that ended opens again. Whoever knows the ad hears of the new day, so the revision grows."""
    stored = await own_vacancy(user_id, number, work=work)
    if stored is None or days not in PROLONGATIONS or stored.state is VacancyState.CLOSED:
        return None
    begins = max(stored.vacancy.apply_by or today, today)
    vacancy = replace(stored.vacancy, apply_by=begins + timedelta(days=days))
    state = VacancyState.OPEN if stored.state is VacancyState.EXPIRED else stored.state
    longer = replace(stored, vacancy=vacancy, state=state, revision=stored.revision + 1, updated_at=clock())
    db = await work.writing()
    await db.vacancies.put(longer)
    return longer


async def close_vacancy(user_id: int, number: int, reason: CloseReason, *, work: Work, clock: Clock) -> StoredVacancy | None:
    """Close an own ad for good, and with it the questions to seekers that nobody answered."""
    stored = await own_vacancy(user_id, number, work=work)
    if stored is None or stored.state is VacancyState.CLOSED:
        return None
    now = clock()
    closed = replace(stored, state=VacancyState.CLOSED, close_reason=reason, closed_at=now, updated_at=now)
    db = await work.writing()
    await db.vacancies.put(closed)
    await close_requests(db, number, clock=clock)
    return closed


async def close_requests(db: Repositories, number: int, *, clock: Clock) -> None:
    """Close what nobody answered about an ad that is over."""
    for request in await db.contact_requests.of_vacancy(number):
        if request.state is RequestState.ASKED:
            await db.contact_requests.step(request.number, RequestState.CLOSED, at=clock())


async def to_remind(*, today: date, work: Work) -> Sequence[StoredVacancy]:
    """Return the open ads that end soon and whose employer was not told yet; from now on they count as told."""
    async with work.reading() as db:
        ads = await db.vacancies.open()
    soon = [stored for stored in ads if stored.posted_by and _ends_soon(stored, today)]
    if soon:
        db = await work.writing()
        for stored in soon:
            await db.vacancies.put(replace(stored, reminded_for=stored.vacancy.apply_by))
    return soon


def _ends_soon(stored: StoredVacancy, today: date) -> bool:
    last = stored.vacancy.apply_by
    return last is not None and today <= last <= today + REMINDED_BEFORE and stored.reminded_for != last


async def leave_ads(user_id: int, db: Repositories) -> None:
    """Take the phone number and the address off somebody's ads, which stay; the office helps seekers to reach the company."""
    for stored in await db.vacancies.posted_by(user_id):
        await db.vacancies.put(replace(stored, vacancy=replace(stored.vacancy, phone="", email="")))
