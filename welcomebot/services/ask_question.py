"""Somebody asks; the bot decides what to show and remembers the question."""

from dataclasses import dataclass, replace

from welcomebot.domain.answering import Decision, Outcome
from welcomebot.services.last_read import last_read
from welcomebot.services.open_handover import WAITING, open_handover
from welcomebot.services.ports import Answerer, AskedQuestion, Clock, Person, Work

# A question longer than this was pasted; its start says what it is about.
MAX_QUESTION_LENGTH = 1_000


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question with its number and what it leads to; `handover` is the number under which it waits for the office, 0 where it does not."""

    id: int
    text: str
    decision: Decision
    handover: int = 0


async def ask_question(text: str, person: Person, *, work: Work, answerer: Answerer, clock: Clock) -> AnsweredQuestion:
    """Decide on a question and store it; the search runs before the write transaction begins."""
    asked = text[:MAX_QUESTION_LENGTH]
    after = await last_read(person, work=work, clock=clock) if answerer.is_follow_up(asked) else None
    decision = await answerer.decide(asked, language=person.language, accepts_russian=person.accepts_russian, after=after)
    db = await work.writing()
    offered = tuple(candidate.article_id for candidate in decision.offered)
    # Small talk is no question to the office, so it is not kept.
    kept_text = "" if decision.outcome is Outcome.SMALL_TALK else text
    question = AskedQuestion(
        id=0,
        user_id=person.user_id,
        text=kept_text,
        language=decision.language,
        outcome=decision.outcome,
        article_ids=offered,
        asked_at=clock(),
    )
    number = await db.questions.add(question)
    if decision.outcome is Outcome.ANSWER:
        await db.readings.remember(person.user_id, offered[0], clock())
    if decision.outcome is Outcome.HUMAN:
        await db.questions.send_to_office(number)
    kind = WAITING.get(decision.outcome)
    waits = 0 if kind is None else await open_handover(replace(question, id=number), kind, decision.candidates, db=db, clock=clock)
    return AnsweredQuestion(id=number, text=text, decision=decision, handover=waits)
