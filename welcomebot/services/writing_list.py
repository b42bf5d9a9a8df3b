"""The writing list: questions that ask the same and have no answer, ranked by how many handovers an answer would save."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from welcomebot.domain.article_rules import same_question
from welcomebot.domain.staff import Right
from welcomebot.services.cluster_questions import OPEN_FOR
from welcomebot.services.office_ports import OpenQuestion
from welcomebot.services.ports import Answerer, Clock, Work
from welcomebot.services.staff_rights import Acting

WORDINGS = 3
NEAREST = 2


@dataclass(frozen=True)
class Gap:
    """Questions that ask the same, the oldest first; the office sees how many they are, not who asked."""

    cluster: int
    questions: tuple[OpenQuestion, ...]

    @property
    def asked(self) -> int:
        """Return how often it was asked."""
        return len(self.questions)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages in which it was asked, the most frequent first."""
        counts = Counter(question.language for question in self.questions)
        return tuple(sorted(counts, key=lambda code: (-counts[code], code)))

    @property
    def since(self) -> datetime:
        """Return when it was asked first."""
        return self.questions[0].asked_at

    @property
    def waiting(self) -> int:
        """Return how many people wait for the office."""
        return len({question.user_id for question in self.questions if question.is_waiting and question.user_id is not None})

    @property
    def saved(self) -> int:
        """Return how many handovers an answer would have saved: one who asks again and again counts once."""
        known = {question.user_id for question in self.questions if question.user_id is not None}
        return len(known) + sum(question.user_id is None for question in self.questions)

    @property
    def wordings(self) -> tuple[OpenQuestion, ...]:
        """Return a few of the questions as they were written, those of other languages before another one of the same."""
        distinct = list({same_question(question.text): question for question in self.questions}.values())
        newest = {question.language: question for question in distinct}
        first = [newest[code] for code in self.languages if code in newest]
        return tuple([*first, *(question for question in reversed(distinct) if question not in first)][:WORDINGS])


@dataclass(frozen=True)
class WritingList:
    """What to write next, the most useful first, and how many questions nobody else asked."""

    gaps: tuple[Gap, ...]
    alone: int


async def writing_list(*, by: Acting, work: Work, clock: Clock) -> WritingList:
    """Return the writing list."""
    by.require(Right.REPLY)
    async with work.reading() as db:
        questions, members = await db.clusters.open_questions(clock() - OPEN_FOR), await db.clusters.members()
    gaps = _gaps(questions, members)
    ranked = sorted(gaps, key=lambda gap: (-gap.saved, -gap.waiting, -gap.asked, gap.cluster))
    return WritingList(tuple(ranked), len(questions) - sum(gap.asked for gap in gaps))


async def gap_of(cluster: int, *, by: Acting, work: Work) -> Gap | None:
    """Return one entry of the list; None where nothing of it is left."""
    by.require(Right.REPLY)
    async with work.reading() as db:
        questions = tuple(await db.clusters.questions_of(cluster))
    return Gap(cluster, questions) if questions else None


async def nearest_to_gap(gap: Gap, known: Iterable[str], *, answerer: Answerer) -> tuple[str, ...]:
    """Return the articles that come nearest to the wordings together, the best first."""
    scores: Counter[str] = Counter()
    articles = set(known)
    for question in gap.wordings:
        decision = await answerer.decide(question.text, language=question.language)
        scores.update({each.article_id: round(each.score * 1_000_000) for each in decision.candidates if each.article_id in articles})
    return tuple(article_id for article_id, _ in scores.most_common(NEAREST))


def _gaps(questions: Sequence[OpenQuestion], members: Mapping[int, int]) -> list[Gap]:
    found: dict[int, list[OpenQuestion]] = {}
    for question in questions:
        if question.id in members:
            found.setdefault(members[question.id], []).append(question)
    # Of a group of which one is left, nobody else asks it any more.
    return [Gap(cluster, tuple(group)) for cluster, group in found.items() if len(group) > 1]
