"""Who may post vacancies: somebody names a company with its business id, and the office decides."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from welcomebot.domain.business_id import business_id
from welcomebot.domain.staff import Right
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.job_ports import Employer, EmployerState
from welcomebot.services.office_ports import Act
from welcomebot.services.ports import Clock, Work
from welcomebot.services.staff_rights import Acting

EMPLOYER_FLOW = "employer"
MAX_COMPANY = 100  # characters
ID_INSIDE = re.compile(r"(?:FI)?\s?\d{6,7}\s?[-–—]?\s?\d(?!\d)", re.IGNORECASE)


class AccessStep(StrEnum):
    """What the next text is."""

    COMPANY = "company"
    BUSINESS_ID = "business-id"


class AccessReply(StrEnum):
    """What the bot says next."""

    NAME_COMPANY = "name-company"
    NAME_BUSINESS_ID = "name-business-id"
    WRONG_BUSINESS_ID = "wrong-business-id"
    WAITS = "waits"


@dataclass(frozen=True)
class Asking:
    """What the bot says next, and what is known of the employer so far."""

    reply: AccessReply
    company: str = ""
    employer: Employer | None = None  # set once the office has to decide


async def employer_of(user_id: int, *, work: Work) -> Employer | None:
    """Return somebody's standing as an employer."""
    async with work.reading() as db:
        return await db.employers.get(user_id)


async def begin_access(user_id: int, *, work: Work) -> Asking:
    """Ask for the company."""
    await go_to(EMPLOYER_FLOW, AccessStep.COMPANY, user_id, data={}, work=work)
    return Asking(AccessReply.NAME_COMPANY)


async def go_on(user_id: int, text: str, *, work: Work, clock: Clock) -> Asking | None:
    """Take a text for the company's name or its business id; None where neither is asked for. Both may come in one message."""
    dialogue = await dialogue_in(EMPLOYER_FLOW, user_id, work=work)
    if dialogue is None or dialogue.step not in tuple(AccessStep):
        return None
    company, number = dialogue.data.get("company", ""), text
    if dialogue.step == AccessStep.COMPANY:
        found = ID_INSIDE.search(text)
        company = " ".join((text.replace(found[0], " ") if found else text).split()).strip(" ,;()")[:MAX_COMPANY]
        number = found[0] if found else ""
        if not any(character.isalpha() for character in company):
            return Asking(AccessReply.NAME_COMPANY)
        await go_to(EMPLOYER_FLOW, AccessStep.BUSINESS_ID, user_id, data={"company": company}, work=work)
        if not number:
            return Asking(AccessReply.NAME_BUSINESS_ID, company)
    official = business_id(number)
    if official is None:
        return Asking(AccessReply.WRONG_BUSINESS_ID, company)
    employer = Employer(user_id, company, official, requested_at=clock())
    db = await work.writing()
    await db.employers.put(employer)
    await end_of(EMPLOYER_FLOW, user_id, work=work)
    return Asking(AccessReply.WAITS, company, employer)


async def waiting_employers(by: Acting, *, work: Work) -> tuple[Employer, ...]:
    """Return the employers whom the office has to decide on, who waits longest first."""
    by.require(Right.JOBS)
    async with work.reading() as db:
        return tuple(await db.employers.in_state(EmployerState.WAITING))


async def decide_employer(user_id: int, state: EmployerState, *, by: Acting, work: Work, clock: Clock) -> Employer | None:
    """Let somebody post, or refuse; None where nobody asks any more or a colleague was faster."""
    by.require(Right.JOBS)
    db = await work.writing()
    employer = await db.employers.get(user_id)
    if employer is None or employer.state is not EmployerState.WAITING:
        return None
    decided = replace(employer, state=state, decided_by=by.user_id)
    await db.employers.put(decided)
    before, after = ({"company": one.company, "state": one.state.value} for one in (employer, decided))
    await db.acts.add(Act(clock(), by.user_id, f"employer-{state.value}", f"employer:{employer.business_id}", before, after))
    return decided
