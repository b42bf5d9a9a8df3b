"""What people do with an answer: say whether it helped, pick another article, ask the office."""

from dataclasses import replace
from enum import StrEnum

from welcomebot.domain.answering import Outcome
from welcomebot.services.office_ports import HandoverKind
from welcomebot.services.open_handover import NONE_OF_THESE, nearest_to, open_handover
from welcomebot.services.ports import Answerer, AskedQuestion, Clock, Person, Work

ASKED_FOR = (HandoverKind.REQUEST, HandoverKind.EMERGENCY)


class Reason(StrEnum):
    """Why an answer did not help."""

    OTHER_QUESTION = "other-question"
    UNCLEAR = "unclear"
    WRONG = "wrong"


async def own_question(question_id: int, person: Person, *, work: Work) -> AskedQuestion | None:
    """Return a question if this person asked it; the questions of others stay theirs."""
    async with work.reading() as db:
        question = await db.questions.get(question_id)
    return question if question and question.user_id == person.user_id else None


async def rate_answer(question: AskedQuestion, *, is_helpful: bool, work: Work) -> None:
    """Store the verdict; a later one replaces it."""
    db = await work.writing()
    await db.questions.rate(question.id, is_helpful=is_helpful)


async def say_what_was_wrong(question: AskedQuestion, reason: Reason, *, work: Work, answerer: Answerer, clock: Clock) -> int:
    """Store why an answer did not help, let it wait for the office and return the number of the handover."""
    nearest = await nearest_to(question, answerer)
    db = await work.writing()
    await db.questions.rate(question.id, is_helpful=False, reason=reason)
    return await open_handover(question, HandoverKind.THUMB_DOWN, nearest, db=db, clock=clock, reason=reason)


async def choose_article(question: AskedQuestion, article_id: str, *, work: Work, clock: Clock) -> None:
    """Remember which of the choices was meant, and is read now."""
    db = await work.writing()
    if question.user_id is not None:
        await db.readings.remember(question.user_id, article_id, clock())
    await db.questions.record_outcome(question.id, Outcome.ANSWER, (article_id,))


async def none_of_these(question: AskedQuestion, *, work: Work, answerer: Answerer, clock: Clock) -> int:
    """Remember that no choice was meant, let the question wait for the office and return the number of the handover."""
    nearest = await nearest_to(question, answerer)
    db = await work.writing()
    await db.questions.record_outcome(question.id, Outcome.NO_ANSWER, ())
    return await open_handover(question, HandoverKind.UNANSWERED, nearest, db=db, clock=clock, reason=NONE_OF_THESE)


async def send_to_office(question: AskedQuestion, *, work: Work, answerer: Answerer, clock: Clock) -> int | None:
    """Put a question before the office and return the number of the handover; None where somebody there has to answer it already."""
    nearest = await nearest_to(question, answerer)
    db = await work.writing()
    known = await db.handovers.of_question(question.id)
    if known and known.is_waiting and known.kind in ASKED_FOR:
        return None
    await db.questions.send_to_office(question.id)
    return await open_handover(question, HandoverKind.REQUEST, nearest, db=db, clock=clock)


async def write_to_office(text: str, person: Person, language: str, *, work: Work, answerer: Answerer, clock: Clock) -> int:
    """Store a message that was written for the office and return the number of the handover."""
    decision = await answerer.decide(text, language=language)
    db = await work.writing()
    question = AskedQuestion(0, person.user_id, text, decision.language, Outcome.NO_ANSWER, (), clock())
    number = await db.questions.add(question)
    await db.questions.send_to_office(number)
    return await open_handover(replace(question, id=number), HandoverKind.REQUEST, decision.candidates, db=db, clock=clock)


async def last_question(person: Person, *, work: Work) -> AskedQuestion | None:
    """Return the newest question of a person."""
    async with work.reading() as db:
        return await db.questions.latest(person.user_id)


def is_open(question: AskedQuestion) -> bool:
    """Tell whether a question still waits for its answer."""
    return question.outcome in (Outcome.NO_ANSWER, Outcome.CHOICES) and not question.sent_to_office
