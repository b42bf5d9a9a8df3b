"""Answering everybody who asks the same at once: in words, with an article, or with an honest no. Each person hears it once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from welcomebot.domain.staff import Right
from welcomebot.services.answer_handover import Taken, Taking, close
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.office_ports import Act, Handover, HandoverKind, OpenQuestion
from welcomebot.services.ports import Clock, Dialogue, Repositories, Work
from welcomebot.services.reply_to_asker import reply_to_asker, send_article
from welcomebot.services.staff_rights import Acting

GAP_FLOW = "gap"
REPLY_STEP = "reply"
WRITING_LASTS = timedelta(hours=1)

One = Callable[[int], Awaitable[Taken]]


@dataclass(frozen=True)
class ToAll:
    """What became of an answer to all: whom to write to, each person once, and how many questions were left alone and why."""

    told: tuple[Handover, ...] = ()
    taken: int = 0  # a colleague has them
    unreachable: int = 0


async def begin_reply_to_all(cluster: int, *, by: Acting, work: Work, clock: Clock) -> None:
    """Take the next text of somebody of the office for the reply to all; it is forgotten after an hour."""
    by.require(Right.REPLY)
    await go_to(GAP_FLOW, REPLY_STEP, by.user_id, data={"cluster": cluster}, work=work, expires_at=clock() + WRITING_LASTS, place=by.place)


async def reply_begun(user_id: int, *, work: Work) -> Dialogue | None:
    """Return the reply to all that somebody is writing; it may be too old."""
    return await dialogue_in(GAP_FLOW, user_id, work=work)


async def stop_reply(user_id: int, *, work: Work) -> bool:
    """Take the next text for an ordinary one again; False where it is."""
    return await end_of(GAP_FLOW, user_id, work=work)


async def reply_to_all(cluster: int, text: str, language: str, *, by: Acting, work: Work, clock: Clock) -> ToAll:
    """Answer everybody who waits in words; the caller sends them."""
    by.require(Right.REPLY)
    await end_of(GAP_FLOW, by.user_id, work=work)
    reply = partial(reply_to_asker, text=text, language=language, by=by, work=work, clock=clock)
    return _once(await _each(cluster, "reply-to-all", reply, by=by, work=work, clock=clock))


async def send_article_to_all(cluster: int, article_id: str, title: str, language: str, *, by: Acting, work: Work, clock: Clock) -> ToAll:
    """Answer everybody who waits with an article; the caller sends its card. What does not wait any more has its article now too."""
    by.require(Right.REPLY)
    send = partial(send_article, article_id=article_id, title=title, language=language, by=by, work=work, clock=clock)
    db = await work.writing()
    ended = [question.id for question in await db.clusters.questions_of(cluster) if not question.is_waiting]
    await db.news.link(ended, article_id)
    return _once(await _each(cluster, "send-article-to-all", send, by=by, work=work, clock=clock))


async def close_all(cluster: int, *, by: Acting, work: Work, clock: Clock) -> ToAll:
    """Close everything that waits as not the office's; `told` are those who had asked for a human and are owed a no."""
    by.require(Right.REPLY)
    done = await _each(cluster, "close-all", partial(close, by=by, work=work, clock=clock), by=by, work=work, clock=clock)
    return _once(replace(done, told=tuple(handover for handover in done.told if handover.kind is HandoverKind.REQUEST)))


async def _each(cluster: int, action: str, answer: One, *, by: Acting, work: Work, clock: Clock) -> ToAll:
    """Answer what waits, one by one in one transaction: what a colleague has taken or ended meanwhile is left alone."""
    db = await work.writing()
    told: list[Handover] = []
    left = {Taking.COLLEAGUE: 0, Taking.NOBODY: 0}
    for question in await _waiting(cluster, db):
        answered = await answer(question.handover)
        if answered.result in left:
            left[answered.result] += 1
        elif answered.result is Taking.DONE and answered.handover is not None:
            told.append(answered.handover)
    await db.acts.add(Act(clock(), by.user_id, action, f"cluster:{cluster}", None, {"questions": len(told), "left": sum(left.values())}))
    return ToAll(tuple(told), left[Taking.COLLEAGUE], left[Taking.NOBODY])


def _once(done: ToAll) -> ToAll:
    """Leave one question of each person, the newest: that is the one they remember."""
    newest = {handover.user_id: handover for handover in done.told if handover.user_id is not None}
    return replace(done, told=tuple(newest.values()))


async def _waiting(cluster: int, db: Repositories) -> list[OpenQuestion]:
    return [question for question in await db.clusters.questions_of(cluster) if question.is_waiting and question.handover]
