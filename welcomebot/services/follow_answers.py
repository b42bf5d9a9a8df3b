"""Wanting to hear of an answer: of one where there was none, or of a change of the one that somebody got."""

from welcomebot.domain.answering import Outcome
from welcomebot.services.ports import AskedQuestion, Clock, Person, Work


async def want_news(question: AskedQuestion, *, work: Work, clock: Clock) -> bool:
    """Remember that the asker wants to hear of an answer, or of a change of the one they got; False where they said so before."""
    db = await work.writing()
    return await db.news.want(question.id, at=clock())


async def stop_news(person: Person, *, work: Work) -> int:
    """Tell a person no more news of answers, and return of how many questions they would have been told."""
    db = await work.writing()
    return await db.news.stop(person.user_id)


async def wants_any(person: Person, *, work: Work) -> bool:
    """Tell whether a person would be told of anything."""
    async with work.reading() as db:
        return await db.news.wishes(person.user_id) > 0


def has_answer(question: AskedQuestion) -> bool:
    """Tell whether an article answered a question, at once or later; then only a change of it is news."""
    return bool(question.article_ids) and question.outcome != Outcome.CHOICES
