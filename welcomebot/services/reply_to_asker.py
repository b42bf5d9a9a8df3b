"""A reply of the office: it is written down, the question is answered, and whoever asked can be told."""

from dataclasses import replace

from welcomebot.domain.answering import Outcome
from welcomebot.domain.staff import Right
from welcomebot.services.answer_handover import REPLY_FLOW, Taken, Taking, note, standing
from welcomebot.services.dialogue_steps import end_of
from welcomebot.services.office_ports import Handover, HandoverState, Reply
from welcomebot.services.ports import Clock, Repositories, Work
from welcomebot.services.staff_rights import Acting


async def is_reachable(handover: Handover, *, work: Work) -> bool:
    """Tell whether whoever asked can be written to: they did not block the bot, and the question has not lost them after 30 days."""
    async with work.reading() as db:
        return await _is_reachable(handover, db)


async def reply_to_asker(number: int, text: str, language: str, *, by: Acting, work: Work, clock: Clock, original: str | None = None) -> Taken:
    """Answer a handover in words; where the result is DONE the caller sends them.

    `text` is sent as it is, in `language`; `original` is what was written where a machine translated it.
    """
    return await _answer(number, Reply(number, by.user_id, text, language, clock(), original=original), by=by, work=work, clock=clock)


async def send_article(number: int, article_id: str, title: str, language: str, *, by: Acting, work: Work, clock: Clock) -> Taken:
    """Answer a handover with an article; where the result is DONE the caller sends its card."""
    reply = Reply(number, by.user_id, title, language, clock(), article_id=article_id)
    answered = await _answer(number, reply, by=by, work=work, clock=clock)
    if answered.result is Taking.DONE and answered.handover is not None:
        db = await work.writing()
        await db.questions.record_outcome(answered.handover.question_id, Outcome.ANSWER, (article_id,))
    return answered


async def _answer(number: int, reply: Reply, *, by: Acting, work: Work, clock: Clock) -> Taken:
    by.require(Right.REPLY)
    await end_of(REPLY_FLOW, by.user_id, work=work)
    db = await work.writing()
    handover = await db.handovers.get(number)
    if handover is None or standing(handover, by) is not Taking.DONE:
        return Taken(standing(handover, by), handover)
    if not await _is_reachable(handover, db):
        return Taken(Taking.NOBODY, handover)
    if not await db.handovers.end(number, HandoverState.ANSWERED, by.user_id, at=clock()):
        again = await db.handovers.get(number)
        return Taken(standing(again, by), again)
    await db.handovers.add_reply(reply)
    answered = replace(handover, state=HandoverState.ANSWERED, ended_by=by.user_id, ended_at=clock())
    await note(answered, "reply" if reply.article_id is None else "send-article", handover.state, by=by, db=db, clock=clock)
    return Taken(Taking.DONE, answered)


async def _is_reachable(handover: Handover, db: Repositories) -> bool:
    if handover.user_id is None:
        return False
    person = await db.people.get(handover.user_id)
    # Somebody who chose no language yet has no row and can be written to.
    return person is None or person.is_active
