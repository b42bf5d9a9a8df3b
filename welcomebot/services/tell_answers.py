"""Closing the loop: who hears that their question has an answer now, or that an answer which they got has changed; each person once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from welcomebot.domain.answering import Outcome
from welcomebot.domain.clustering import nearest_of
from welcomebot.domain.folding import fold
from welcomebot.domain.language import fallback_order
from welcomebot.services.cluster_questions import OPEN_FOR, Meaning
from welcomebot.services.library import Library
from welcomebot.services.office_ports import Act, AnswerNews, HandoverState, NewsKind, NewsWanted
from welcomebot.services.ports import Answerer, Clock, Person, Repositories, Work

# A question loses its person after thirty days, so nobody can be told of more.
WISH_LASTS = timedelta(days=30)
# Nearness from which another question may ask the same; the answerer has the last word. Measured by tests/bench/clusters.py.
MIN_NEARNESS = 0.3
TOLD = "told"


@dataclass(frozen=True)
class Telling:
    """A person, the question by which they are told, and all of their questions that the answer settles."""

    person: Person
    wish: NewsWanted
    questions: tuple[int, ...]

    @property
    def language(self) -> str:
        """Return the language in which the person is told."""
        return self.person.language or self.wish.language


@dataclass(frozen=True)
class Search:
    """What tells whether two questions ask the same."""

    answerer: Answerer
    meaning: Meaning


async def due_news(*, work: Work, clock: Clock) -> Sequence[AnswerNews]:
    """Return the news that can be told now."""
    async with work.reading() as db:
        return await db.news.due(clock())


async def who_asked(news: AnswerNews, library: Library, search: Search, *, work: Work, clock: Clock) -> frozenset[int]:
    """Return the questions whose askers are told; it searches, so no transaction is open meanwhile."""
    async with work.reading() as db:
        wanted = await _wanted(news, db, clock)
        if news.kind is NewsKind.CORRECTION or not wanted:
            return frozenset(wish.question_id for wish in wanted)
        named = [found for number in news.questions if (found := await db.questions.get(number))]
        members = await db.clusters.members()
    words = {fold(question.text) for question in named}
    sure = {wish.question_id for wish in wanted if wish.question_id in news.questions or fold(wish.text) in words}
    others = [wish for wish in wanted if wish.question_id not in sure]
    clusters = {members[number] for number in news.questions if number in members}
    near = await _near(others, [(question.text, question.language) for question in named], news, library, search)
    maybe = [wish for wish in others if wish.question_id in near or members.get(wish.question_id) in clusters]
    return frozenset(sure | {wish.question_id for wish in maybe if await _would_answer(wish, news.article_id, search.answerer)})


async def tell(news: AnswerNews, asked: frozenset[int], library: Library, *, work: Work, clock: Clock) -> tuple[Telling, ...]:
    """Write down who is told, in the caller's transaction, and return them; nobody where another process was first.

    What people wanted is read again here: somebody may have said stop while the search ran.
    """
    db = await work.writing()
    if not await db.news.finish(news.number, TOLD):
        return ()
    told = []
    for user_id, wishes in _by_person(wish for wish in await _wanted(news, db, clock) if wish.question_id in asked).items():
        # Somebody who chose no language has no row and can be written to.
        telling = Telling(await db.people.get(user_id) or Person(user_id), wishes[-1], tuple(wish.question_id for wish in wishes))
        if telling.person.is_active and _is_news_for(telling, news, library) and await db.news.claim(news.number, user_id, at=clock()):
            told.append(telling)
    if news.kind is NewsKind.ANSWER:
        for telling in told:
            await _settle(telling, news, db, clock)
        await _link_replies(news, db)
    return tuple(told)


async def _wanted(news: AnswerNews, db: Repositories, clock: Clock) -> Sequence[NewsWanted]:
    if news.kind is NewsKind.CORRECTION:
        return await db.news.wanted_of_article(news.article_id, clock() - WISH_LASTS)
    return await db.news.wanted_without_answer(clock() - OPEN_FOR)


async def _near(wanted: Sequence[NewsWanted], named: Sequence[tuple[str, str]], news: AnswerNews, library: Library, search: Search) -> frozenset[int]:
    """Return the questions that are near to those that the answer was written for, or to the answer's own wordings."""
    article = library.articles.get(news.article_id)
    text = article.texts.get(news.language) if article else None
    own = [(line, news.language) for line in (text.title, *text.questions)] if text else []
    vectors = await search.meaning.vectors([*((wish.text, wish.language) for wish in wanted), *named, *own])
    if not vectors.shape[1]:
        # Without embeddings words must do: the answerer alone decides.
        return frozenset(wish.question_id for wish in wanted)
    scores = nearest_of(vectors[: len(wanted)], vectors[len(wanted) :])
    return frozenset(wish.question_id for wish, score in zip(wanted, scores, strict=True) if score >= MIN_NEARNESS)


async def _would_answer(wish: NewsWanted, article_id: str, answerer: Answerer) -> bool:
    decision = await answerer.decide(wish.text, language=wish.language)
    is_offered = decision.outcome in (Outcome.ANSWER, Outcome.CHOICES) and bool(decision.offered)
    return is_offered and decision.offered[0].article_id == article_id


def _by_person(wishes: Iterable[NewsWanted]) -> Mapping[int, list[NewsWanted]]:
    found: dict[int, list[NewsWanted]] = {}
    for wish in wishes:
        found.setdefault(wish.user_id, []).append(wish)
    return found


def _is_news_for(telling: Telling, news: AnswerNews, library: Library) -> bool:
    """Tell whether the article is there, and for a correction whether the text that changed is the one that this person reads."""
    article = library.articles.get(news.article_id)
    text = article.text_in(fallback_order(telling.language, accepts_russian=telling.person.accepts_russian)) if article else None
    return text is not None and (news.kind is NewsKind.ANSWER or text.language == news.language)


async def _settle(telling: Telling, news: AnswerNews, db: Repositories, clock: Clock) -> None:
    """End what waited for the office: the person has their answer. What a colleague has taken stays theirs, for they may be writing."""
    await db.news.settle(telling.questions, news.article_id)
    for question in telling.questions:
        handover = await db.handovers.of_question(question)
        if handover and handover.state is HandoverState.OPEN and await db.handovers.end(handover.number, HandoverState.ANSWERED, None, at=clock()):
            before, after = {"state": handover.state.value}, {"state": HandoverState.ANSWERED.value, "article": news.article_id}
            await db.acts.add(Act(clock(), None, "answer-news", f"handover:{handover.number}", before, after))


async def _link_replies(news: AnswerNews, db: Repositories) -> None:
    """Let those whom a person answered, and whose reply became the article, hear of its changes if they want."""
    for number in news.questions:
        question, handover = await db.questions.get(number), await db.handovers.of_question(number)
        if question and handover and handover.state is HandoverState.ANSWERED and not question.article_ids:
            await db.news.link([number], news.article_id)
