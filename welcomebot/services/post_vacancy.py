"""Posting a vacancy: the draft between two messages, and sending it to the office."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from welcomebot.domain.draft_events import Event, advance
from welcomebot.domain.draft_forms import applied, data_of, draft_from, draft_of
from welcomebot.domain.posting_answers import Applying
from welcomebot.domain.vacancies import Vacancy, VacancyState
from welcomebot.domain.vacancy_draft import Draft, Weight
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.job_ports import Employer, StoredVacancy
from welcomebot.services.own_vacancies import approved, own_vacancy
from welcomebot.services.ports import Clock, Work

POSTING_FLOW = "posting"
DRAFT_STEP = "draft"
SOURCE = "chat"
LASTS = timedelta(days=30)  # the last day to apply of a new ad, until the employer names another


class Sending(StrEnum):
    """What became of a draft that was sent."""

    WAITS = "waits"  # for the office
    LIVE = "live"  # a change that the office need not look at
    REFUSED = "refused"  # it is not whole, or its writer may not post


@dataclass(frozen=True)
class Sent:
    """What became of a draft, and the ad as it is stored now."""

    sending: Sending
    stored: StoredVacancy | None = None


async def open_draft(user_id: int, *, work: Work) -> Draft | None:
    """Return the draft that somebody is writing; one of an older form of the program is dropped."""
    dialogue = await dialogue_in(POSTING_FLOW, user_id, work=work)
    if dialogue is None or dialogue.step != DRAFT_STEP:
        return None
    try:
        return draft_from(dialogue.data)
    except (KeyError, ValueError, TypeError):
        return None


async def begin_draft(user_id: int, *, today: date, work: Work) -> Draft | None:
    """Begin a new ad; None where the office does not let this person post."""
    if await approved(user_id, work=work) is None:
        return None
    return await keep(Draft(applying=Applying(today + LASTS)), user_id, work=work)


async def begin_change(user_id: int, number: int, *, work: Work) -> Draft | None:
    """Begin to change an own ad."""
    stored = await own_vacancy(user_id, number, work=work)
    if stored is None or stored.state is VacancyState.CLOSED:
        return None
    return await keep(draft_of(stored.vacancy, number=number), user_id, work=work)


async def keep(draft: Draft, user_id: int, *, work: Work) -> Draft:
    """Store the draft as it is now."""
    await go_to(POSTING_FLOW, DRAFT_STEP, user_id, data=data_of(draft), work=work)
    return draft


async def take_step(user_id: int, event: Event, *, work: Work) -> Draft | None:
    """Change the draft by an event; None where there is no draft."""
    draft = await open_draft(user_id, work=work)
    if draft is None:
        return None
    following = advance(draft, event)
    return draft if following == draft else await keep(following, user_id, work=work)


async def send_draft(user_id: int, *, today: date, work: Work, clock: Clock) -> Sent:
    """Make the draft an ad that waits for the office, or change the ad that it was made from."""
    draft, employer = await open_draft(user_id, work=work), await approved(user_id, work=work)
    if draft is None or employer is None or not draft.is_whole:
        return Sent(Sending.REFUSED)
    sent = await (_changed(draft, user_id, today=today, work=work, clock=clock) if draft.changes else _posted(draft, employer, work=work, clock=clock))
    if sent.stored is not None:
        db = await work.writing()
        words = [chip.text for chip in draft.chips if not chip.concepts and chip.weight is not Weight.DROPPED]
        await db.skill_words.note_unlinked(words, language=draft.language, vacancy=sent.stored.number)
        await end_of(POSTING_FLOW, user_id, work=work)
    return sent


async def _posted(draft: Draft, employer: Employer, *, work: Work, clock: Clock) -> Sent:
    blank = Vacancy(secrets.token_hex(8), employer.company, "", business_id=employer.business_id)
    stored = StoredVacancy(applied(draft, blank), SOURCE, VacancyState.WAITING, posted_by=employer.user_id, updated_at=clock())
    db = await work.writing()
    return Sent(Sending.WAITS, replace(stored, number=await db.vacancies.put(stored)))


async def _changed(draft: Draft, user_id: int, *, today: date, work: Work, clock: Clock) -> Sent:
    stored = await own_vacancy(user_id, draft.changes, work=work)
    if stored is None or stored.state is VacancyState.CLOSED:
        return Sent(Sending.REFUSED)
    vacancy = applied(draft, stored.vacancy)
    revision = stored.revision + vacancy.differs_materially(stored.vacancy)
    was_live = stored.state in (VacancyState.OPEN, VacancyState.EXPIRED)
    is_live = was_live and not _needs_office(vacancy, stored.vacancy)
    changed = replace(stored, vacancy=vacancy, revision=revision, updated_at=clock(), note="")
    if not is_live:
        changed = replace(changed, state=VacancyState.WAITING)
    elif vacancy.is_open_on(today):
        changed = replace(changed, state=VacancyState.OPEN)
    db = await work.writing()
    await db.vacancies.put(changed)
    return Sent(Sending.LIVE if is_live else Sending.WAITS, changed)


def _needs_office(new: Vacancy, old: Vacancy) -> bool:
    """Tell whether the office has to look again: at what the ad says and asks for, not at days, place, hours and contact."""

    def read(vacancy: Vacancy) -> tuple[object, ...]:
        asked = frozenset((skill.text, skill.concepts) for skill in (*vacancy.required, *vacancy.wished))
        return vacancy.title, vacancy.description, vacancy.pay, asked, dict(vacancy.languages), frozenset(vacancy.permits), vacancy.hard

    return read(new) != read(old)
