"""Which questions without an answer ask the same, across languages: grouped by meaning, every night and when somebody of the office asks for it."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.clustering import cluster, groups
from welcomebot.domain.folding import words
from welcomebot.domain.staff import Right
from welcomebot.errors import EmbeddingError
from welcomebot.services.office_ports import OpenQuestion
from welcomebot.services.ports import Clock, Work
from welcomebot.services.staff_rights import Acting

OPEN_FOR = timedelta(days=90)
MOST = 3_000  # questions that are grouped, the newest; their square matrix takes 36 MB
# From here on questions ask the same: of the golden questions grouped so, 94 of 100 are in a group of their own article (tests/bench/clusters.py).
NEARNESS = 0.45
# A first grouping of thousands takes longer; what is known by then is kept, so the next one goes on from there.
ON_DEMAND_S = 90


class Meaning(Protocol):
    """Says what questions mean, comparably across languages; never touches the database."""

    async def vectors(self, questions: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return a unit vector for each (text, language); without any dimension where there is no embedder."""


class NoMeaning:
    """Knows words only: for a service without an embedder."""

    async def vectors(self, questions: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return vectors without any dimension."""
        return np.zeros((len(questions), 0), np.float32)


async def find_groups(meaning: Meaning, *, work: Work, clock: Clock) -> Mapping[int, int]:
    """Return the group of each question that is not alone; a group has the number of its first question. No transaction is open meanwhile."""
    async with work.reading() as db:
        questions = (await db.clusters.open_questions(clock() - OPEN_FOR))[-MOST:]
    vectors = await meaning.vectors([(question.text, question.language) for question in questions])
    # The arithmetic runs beside the event loop, so that questions do not wait for it.
    return await asyncio.to_thread(_grouped, questions, vectors)


async def store_groups(found: Mapping[int, int], *, work: Work) -> int:
    """Store the groups in the place of the old ones, in the caller's transaction, and return how many there are."""
    db = await work.writing()
    await db.clusters.replace(found)
    return len(set(found.values()))


async def group_again(meaning: Meaning, *, by: Acting, work: Work, clock: Clock) -> int | None:
    """Group the questions now and return how many groups there are; None where it takes too long or the embedder does not answer."""
    by.require(Right.REPLY)
    try:
        async with asyncio.timeout(ON_DEMAND_S):
            found = await find_groups(meaning, work=work, clock=clock)
    except (TimeoutError, EmbeddingError):
        return None
    return await store_groups(found, work=work)


def _grouped(questions: Sequence[OpenQuestion], vectors: NDArray[np.float32]) -> Mapping[int, int]:
    numbers = [question.id for question in questions]
    found = cluster(numbers, vectors, nearness=NEARNESS) if vectors.shape[1] else _same_words(questions)
    return {number: members[0] for members in groups(found).values() if len(members) > 1 for number in members}


def _same_words(questions: Sequence[OpenQuestion]) -> dict[int, int]:
    """Group the questions of the same words, where nothing tells their meaning."""
    first: dict[str, int] = {}
    return {question.id: first.setdefault(" ".join(words(question.text)) or str(question.id), question.id) for question in questions}
