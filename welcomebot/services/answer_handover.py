"""What somebody of the office does with a question that waits: take it, give it back, answer it, close it. Two never answer the same."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from welcomebot.domain.staff import Right
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.office_ports import Act, Handover, HandoverState
from welcomebot.services.ports import Clock, Dialogue, Repositories, Work
from welcomebot.services.staff_rights import Acting

REPLY_FLOW = "reply"
WRITING_LASTS = timedelta(hours=1)


class ReplyStep(StrEnum):
    """What the next text of somebody of the office is."""

    TEXT = "text"  # the reply
    SURE = "sure"  # the reply speaks of danger, or could go out translated: it takes one more tap
    WORDS = "words"  # words to find an article by


class Taking(StrEnum):
    """What became of a wish to take, end or answer a handover."""

    DONE = "done"
    COLLEAGUE = "colleague"  # somebody else has it
    OVER = "over"  # it was answered or closed before
    GONE = "gone"  # the person deleted their data
    NOBODY = "nobody"  # the person cannot be reached


@dataclass(frozen=True)
class Taken:
    """A handover as it is now, and what became of the wish."""

    result: Taking
    handover: Handover | None = None


async def take(number: int, *, by: Acting, work: Work, clock: Clock) -> Taken:
    """Take a handover; of two who take at once, one gets it and the other sees who."""
    by.require(Right.REPLY)
    db = await work.writing()
    before = await db.handovers.get(number)
    taken = await db.handovers.take(number, by.user_id, at=clock())
    if before is not None and taken is not None and before.taken_by != taken.taken_by and taken.taken_by == by.user_id:
        await note(taken, "take", before.state, by=by, db=db, clock=clock)
    return Taken(standing(taken, by), taken)


async def give_back(number: int, *, by: Acting, work: Work, clock: Clock) -> bool:
    """Let colleagues answer what one has taken; False where it is not one's own."""
    by.require(Right.REPLY)
    db = await work.writing()
    if not await db.handovers.give_back(number, by.user_id):
        return False
    await end_of(REPLY_FLOW, by.user_id, work=work)
    await db.acts.add(Act(clock(), by.user_id, "give-back", f"handover:{number}", {"state": HandoverState.TAKEN}, {"state": HandoverState.OPEN}))
    return True


async def close(number: int, *, by: Acting, work: Work, clock: Clock) -> Taken:
    """End a handover without an answer, because it is not the office's."""
    by.require(Right.REPLY)
    db = await work.writing()
    before = await db.handovers.get(number)
    if before is None or not await db.handovers.end(number, HandoverState.CLOSED, by.user_id, at=clock()):
        return Taken(standing(before, by), before)
    await end_of(REPLY_FLOW, by.user_id, work=work)
    closed = await db.handovers.get(number)
    await note(before, "close", before.state, HandoverState.CLOSED, by=by, db=db, clock=clock)
    return Taken(Taking.DONE, closed)


async def begin(step: ReplyStep, number: int, *, by: Acting, work: Work, clock: Clock, text: str = "", translated: str = "") -> None:
    """Take the next text of somebody of the office for a step; it is forgotten after an hour."""
    by.require(Right.REPLY)
    data = {"handover": number, **({"text": text} if text else {}), **({"translated": translated} if translated else {})}
    await go_to(REPLY_FLOW, step, by.user_id, data=data, work=work, expires_at=clock() + WRITING_LASTS, place=by.place)


async def current_step(by: Acting, *, work: Work) -> Dialogue | None:
    """Return what somebody's next text is; it may be too old."""
    return await dialogue_in(REPLY_FLOW, by.user_id, work=work)


async def stop(by: Acting, *, work: Work) -> bool:
    """Take the next text for an ordinary one again; False where it is. What was taken stays taken."""
    return await end_of(REPLY_FLOW, by.user_id, work=work)


def standing(handover: Handover | None, by: Acting) -> Taking:
    """Return what somebody can do about a handover; DONE means that it is theirs."""
    if handover is None:
        return Taking.GONE
    if not handover.is_waiting:
        return Taking.OVER
    return Taking.DONE if handover.taken_by in (None, by.user_id) else Taking.COLLEAGUE


async def note(
    handover: Handover, action: str, before: HandoverState, after: HandoverState | None = None, *, by: Acting, db: Repositories, clock: Clock
) -> int:
    """Write down what was done to a handover. What was asked and answered stays out: acts outlive questions."""
    subject = f"handover:{handover.number}"
    return await db.acts.add(Act(clock(), by.user_id, action, subject, {"state": before.value}, {"state": (after or handover.state).value}))
