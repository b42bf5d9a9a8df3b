"""What the office does with posted vacancies: let one be seen, or send it back with a note to its employer."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from welcomebot.domain.staff import Right
from welcomebot.domain.vacancies import VacancyState
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.job_ports import EmployerState, StoredVacancy
from welcomebot.services.office_ports import Act
from welcomebot.services.ports import Clock, Work
from welcomebot.services.staff_rights import Acting

JOB_DESK_FLOW = "jobdesk"
NOTE_STEP = "note"
MAX_NOTE = 1_000  # characters
MANY_WORDS = 100  # the desk says "100 or more" from here on


class StandardNote(StrEnum):
    """What the office most often asks for; the employer reads it in their own language."""

    TELL_MORE = "tell-more"
    TELL_PAY = "tell-pay"
    CHECK_CONTACT = "check-contact"
    ASK_LESS = "ask-less"


@dataclass(frozen=True)
class Waiting:
    """What waits for the office."""

    employers: int
    vacancies: int
    words: int
    open_vacancies: int
    seekers: int


async def waiting(by: Acting, *, work: Work) -> Waiting:
    """Return the counts of the job desk."""
    by.require(Right.JOBS)
    async with work.reading() as db:
        return Waiting(
            employers=len(await db.employers.in_state(EmployerState.WAITING)),
            vacancies=len(await db.vacancies.in_state(VacancyState.WAITING)),
            words=len(await db.skill_words.unlinked(limit=MANY_WORDS)),
            open_vacancies=len(await db.vacancies.open()),
            seekers=len(await db.seekers.complete()),
        )


async def waiting_vacancies(by: Acting, *, work: Work) -> tuple[StoredVacancy, ...]:
    """Return the vacancies that wait for the office, the oldest first."""
    by.require(Right.JOBS)
    async with work.reading() as db:
        return tuple(await db.vacancies.in_state(VacancyState.WAITING))


async def approve_vacancy(number: int, *, by: Acting, today: date, work: Work, clock: Clock) -> StoredVacancy | None:
    """Let a vacancy be seen; None where it does not wait any more. One whose last day went by meanwhile has ended."""
    by.require(Right.JOBS)
    db = await work.writing()
    stored = await db.vacancies.get(number)
    if stored is None or stored.state is not VacancyState.WAITING:
        return None
    now = clock()
    state = VacancyState.OPEN if stored.vacancy.is_open_on(today) else VacancyState.EXPIRED
    approved = replace(stored, state=state, opened_at=stored.opened_at or now, updated_at=now, note="")
    await db.vacancies.put(approved)
    await db.acts.add(Act(now, by.user_id, "vacancy-approved", f"vacancy:{number}", _state(stored), _state(approved)))
    return approved


async def begin_note(number: int, *, by: Acting, work: Work) -> bool:
    """Take the next text of a member of staff for the note to an employer; False where the vacancy does not wait any more."""
    by.require(Right.JOBS)
    async with work.reading() as db:
        stored = await db.vacancies.get(number)
    if stored is None or stored.state is not VacancyState.WAITING:
        return False
    await go_to(JOB_DESK_FLOW, NOTE_STEP, by.user_id, data={"vacancy": number}, work=work, place=by.place)
    return True


async def note_about(staff_id: int, *, work: Work) -> int | None:
    """Return the vacancy that a member of staff writes a note about."""
    dialogue = await dialogue_in(JOB_DESK_FLOW, staff_id, work=work)
    return int(dialogue.data["vacancy"]) if dialogue and dialogue.step == NOTE_STEP else None


async def send_back(number: int, note: str, *, by: Acting, work: Work, clock: Clock) -> StoredVacancy | None:
    """Send a vacancy back to its employer with a StandardNote or the office's own words; None where it does not wait any more."""
    by.require(Right.JOBS)
    await end_of(JOB_DESK_FLOW, by.user_id, work=work)
    db = await work.writing()
    stored = await db.vacancies.get(number)
    if stored is None or stored.state is not VacancyState.WAITING:
        return None
    sent_back = replace(stored, state=VacancyState.SENT_BACK, note=note.strip()[:MAX_NOTE], updated_at=clock())
    await db.vacancies.put(sent_back)
    await db.acts.add(Act(clock(), by.user_id, "vacancy-sent-back", f"vacancy:{number}", _state(stored), _state(sent_back)))
    return sent_back


def _state(stored: StoredVacancy) -> dict[str, str]:
    return {"title": stored.vacancy.title, "state": stored.state.value, "note": stored.note}
