"""Letting a question wait for a person of the office: which ones do, and why."""

from collections.abc import Iterable

from welcomebot.domain.answering import Candidate, Outcome
from welcomebot.services.office_ports import Handover, HandoverKind, HandoverState
from welcomebot.services.ports import Answerer, AskedQuestion, Clock, Repositories, Work

KEPT = 5  # articles that may have been meant
NONE_OF_THESE = "none-of-these"  # the reason where the person wanted none of the choices
# What waits at once. Small talk and somebody's own case wait only if the person asks for a human.
WAITING: dict[str, HandoverKind] = {
    Outcome.NO_ANSWER: HandoverKind.UNANSWERED,
    Outcome.HUMAN: HandoverKind.REQUEST,
    Outcome.EMERGENCY: HandoverKind.EMERGENCY,
}


async def open_handover(
    question: AskedQuestion, kind: HandoverKind, candidates: Iterable[Candidate], *, db: Repositories, clock: Clock, reason: str | None = None
) -> int:
    """Let a question wait and return the number of its handover; one that waits already only becomes more urgent."""
    nearest = tuple((candidate.article_id, round(candidate.score, 3)) for candidate in candidates)[:KEPT]
    handover = Handover(question.id, kind, question.text, question.language, clock(), user_id=question.user_id, reason=reason, nearest=nearest)
    return await db.handovers.open(handover)


async def withdraw(question: AskedQuestion, *, work: Work, clock: Clock) -> None:
    """Let a question wait no more whose words the person changed, unless they asked for a human or somebody has taken it."""
    db = await work.writing()
    waits = await db.handovers.of_question(question.id)
    if waits and waits.kind is HandoverKind.UNANSWERED and waits.state is HandoverState.OPEN:
        await db.handovers.end(waits.number, HandoverState.CLOSED, None, at=clock())


async def nearest_to(question: AskedQuestion, answerer: Answerer) -> tuple[Candidate, ...]:
    """Return the articles that are nearest to a stored question, those that the person was shown first."""
    decision = await answerer.decide(question.text, language=question.language)
    return tuple(sorted(decision.candidates, key=lambda candidate: candidate.article_id not in question.article_ids))
