"""The order of the decisions, the language of the reply, and the swap of the index."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.unit.test_search_index import ARTICLES, article
from welcomebot.domain.answering import Decision, Outcome
from welcomebot.errors import EmbeddingError
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import NoEmbedder, Vectors
from welcomebot.search.recent import RecentDecisions


class CountingEmbedder:
    """A small embedder of letters, which counts what it is asked and fails on demand."""

    model = "letters"
    batch_size = 3

    def __init__(self) -> None:
        self.passages = self.queries = 0
        self.is_broken = False

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        self.queries += len(texts)
        return self._vectors(texts)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages += len(texts)
        return self._vectors(texts)

    async def close(self) -> None:
        pass

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        if self.is_broken:
            raise EmbeddingError
        counts = np.array([[text.casefold().count(letter) + 0.01 for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts], np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


@pytest.fixture
async def answerer():
    one = Answerer(NoEmbedder())
    await one.load(ARTICLES)
    yield one
    await one.close()


@pytest.mark.parametrize(
    ("text", "outcome", "detail"),
    [
        ("my husband is not breathing", Outcome.EMERGENCY, "danger"),
        ("hello there", Outcome.SMALL_TALK, "greeting"),
        ("has migri decided my application yet", Outcome.OWN_CASE, "migri"),
        ("", Outcome.SMALL_TALK, "chat"),
    ],
)
async def test_danger_chat_and_own_cases_come_before_articles(answerer: Answerer, text: str, outcome: Outcome, detail: str) -> None:
    decision = await answerer.decide(text, language="en")

    assert (decision.outcome, decision.detail, decision.offered) == (outcome, detail, ())


async def test_a_question_is_offered_its_article(answerer: Answerer) -> None:
    decision = await answerer.decide("how do i get a tax card for my employer", language="en")

    assert decision.outcome in {Outcome.ANSWER, Outcome.CHOICES}
    assert decision.offered[0].article_id == "tax-card"
    assert len(decision.candidates) == len(ARTICLES)


async def test_a_topic_that_the_office_does_not_answer_is_refused_by_its_name() -> None:
    pets = article("not-covered:pets", "Pets", "Ask a vet.", "where is a vet", "my dog is ill", "vet for a cat")
    one = Answerer(NoEmbedder(), not_covered={pets.id: pets})
    await one.load(ARTICLES)
    refused = await one.decide("my dog is ill where is a vet", language="en")
    answered = await one.decide("how do i get a tax card for my employer", language="en")
    await one.close()

    assert (refused.outcome, refused.detail, refused.offered) == (Outcome.NO_ANSWER, pets.id, ())
    assert pets.id not in {candidate.article_id for candidate in (*refused.candidates, *answered.candidates)}
    assert answered.offered[0].article_id == "tax-card"


async def test_nonsense_is_no_answer(answerer: Answerer) -> None:
    assert (await answerer.decide("qwrtp zxcvb", language="en")).outcome is Outcome.NO_ANSWER


@pytest.mark.parametrize(
    ("text", "chosen", "reply"),
    [
        ("Miten haen verokorttia kun aloitan työt ensi viikolla?", "en", "fi"),
        ("tax card", "uk", "uk"),
        ("Sidee baan u heli karaa dhakhtar caruureed magaalada?", None, "en"),
        ("Sidee baan u heli karaa dhakhtar caruureed magaalada?", "fi", "fi"),
        ("Где можно получить налоговую карту для работы?", None, "ru"),
    ],
)
async def test_the_reply_is_in_the_language_of_the_message(answerer: Answerer, text: str, chosen: str | None, reply: str) -> None:
    assert (await answerer.decide(text, language=chosen)).language == reply


async def test_meanings_are_computed_once_and_kept(tmp_path: Path) -> None:
    first = CountingEmbedder()
    one = Answerer(first, data_dir=tmp_path)
    (tmp_path / "lemmas").mkdir()
    (tmp_path / "lemmas" / "en.dic").touch()
    await one.close()
    first = CountingEmbedder()
    one = Answerer(first)
    one._data_dir = None
    await one.load(ARTICLES)
    await one.ready()
    computed = (first.queries, first.passages)
    await one.load(ARTICLES)
    await one.ready()
    decision = await one.decide("tax card", language="en")
    await one.close()

    assert computed[0] > 0
    assert (first.queries, first.passages) == (computed[0] + 1, computed[1])
    assert "question" in decision.candidates[0].signals


async def test_the_same_question_is_decided_once_until_the_articles_change() -> None:
    embedder = CountingEmbedder()
    one = Answerer(embedder)
    await one.load(ARTICLES)
    await one.ready()
    before = embedder.queries
    first, second = [await one.decide("how do i get a tax card", language="en") for _ in range(2)]
    asked = embedder.queries - before
    await one.load({"tax-card": ARTICLES["tax-card"]})
    await one.ready()
    third = await one.decide("how do i get a tax card", language="en")
    await one.close()

    assert asked == 1
    assert second is first
    assert len(third.candidates) == 1


async def test_what_was_decided_while_the_embedder_was_silent_is_decided_again() -> None:
    embedder = CountingEmbedder()
    one = Answerer(embedder)
    await one.load(ARTICLES)
    await one.ready()
    embedder.is_broken = True
    silent = await one.decide("how do i get a tax card", language="en")
    embedder.is_broken = False
    heard = await one.decide("how do i get a tax card", language="en")
    await one.close()

    assert "question" not in silent.candidates[0].signals
    assert "question" in heard.candidates[0].signals


def test_only_the_last_decisions_are_kept() -> None:
    recent = RecentDecisions(kept=2)
    for text in ("a", "b"):
        recent.keep(text, "en", None, Decision(Outcome.NO_ANSWER, "en"))
    recent.get("a", "en", None)
    recent.keep("c", "en", None, Decision(Outcome.NO_ANSWER, "en"))

    assert [recent.get(text, "en", None) is not None for text in ("a", "b", "c")] == [True, False, True]
    assert recent.get("a", "fi", None) is None


@pytest.mark.parametrize(
    ("text", "unspoken"),
    [
        ("Sidee baan u heli karaa dhakhtar caruureed magaalada?", "so"),
        ("Bác sĩ ở Kokkola ở đâu và mở cửa lúc mấy giờ?", "vi"),
        ("where do i get a tax card", None),
        ("asdkjh qwe", None),  # nothing that could be called a language
    ],
)
async def test_a_language_without_texts_is_named_where_it_is_sure(answerer: Answerer, text: str, unspoken: str | None) -> None:
    assert (await answerer.decide(text, language="en")).unspoken == unspoken


async def test_without_its_embedder_the_search_goes_on_with_words() -> None:
    embedder = CountingEmbedder()
    one = Answerer(embedder)
    await one.load(ARTICLES)
    await one.ready()
    embedder.is_broken = True
    decision = await one.decide("how do i get a tax card", language="en")
    await one.load(ARTICLES, revision=2)
    await one.ready()
    await one.close()

    assert decision.candidates[0].article_id == "tax-card"
    assert one.revision == 2


def test_danger_is_seen_without_any_article() -> None:
    one = Answerer(NoEmbedder())

    assert one.is_emergency("задыхаюсь, вызовите скорую")
    assert not one.is_emergency("where is the library")
