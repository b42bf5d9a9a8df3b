"""What people do with an answer: say whether it helped, pick another article, ask the office."""

from enum import StrEnum

from welcomebot.domain.answering import Outcome
from welcomebot.services.ports import AskedQuestion, Clock, Person, Work


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


async def rate_answer(question: AskedQuestion, *, is_helpful: bool, work: Work, reason: Reason | None = None) -> None:
    """Store the verdict; a later one replaces it."""
    db = await work.writing()
    await db.questions.rate(question.id, is_helpful=is_helpful, reason=reason)


async def choose_article(question: AskedQuestion, article_id: str, *, work: Work) -> None:
    """Remember which of the choices was meant."""
    db = await work.writing()
    await db.questions.record_outcome(question.id, Outcome.ANSWER, (article_id,))


async def none_of_these(question: AskedQuestion, *, work: Work) -> None:
    """Remember that no choice was meant."""
    db = await work.writing()
    await db.questions.record_outcome(question.id, Outcome.NO_ANSWER, ())


async def send_to_office(question: AskedQuestion, *, work: Work) -> bool:
    """Put a question before the office; False where it is there already."""
    db = await work.writing()
    return await db.questions.send_to_office(question.id)


async def write_to_office(text: str, person: Person, language: str, *, work: Work, clock: Clock) -> int:
    """Store a message that was written for the office and return its number."""
    db = await work.writing()
    question = AskedQuestion(0, person.user_id, text, language, Outcome.NO_ANSWER, (), clock())
    number = await db.questions.add(question)
    await db.questions.send_to_office(number)
    return number


async def last_question(person: Person, *, work: Work) -> AskedQuestion | None:
    """Return the newest question of a person."""
    async with work.reading() as db:
        return await db.questions.latest(person.user_id)


def is_open(question: AskedQuestion) -> bool:
    """Tell whether a question still waits for its answer."""
    return question.outcome in (Outcome.NO_ANSWER, Outcome.CHOICES) and not question.sent_to_office
