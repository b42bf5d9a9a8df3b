"""What a change of an article does to the office's test questions."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_search_index import ARTICLES, article
from welcomebot.domain.answering import Outcome
from welcomebot.domain.golden import Change, Effect, Given, GoldenQuestion, GoldenSet, Mark, Replayed, Tally, compare, effect, mark
from welcomebot.domain.knowledge import Article
from welcomebot.errors import EmbeddingError
from welcomebot.search import index
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import NoEmbedder
from welcomebot.search.index import build_index
from welcomebot.search.normalise import NoLemmas, ngrams
from welcomebot.search.replay import GoldenReplay
from welcomebot.search.rule_files import load_coefficients

TAX, OTHER, REFUSE, DANGER = (
    GoldenQuestion("tax", "tax-card"),
    GoldenQuestion("bank", "bank-account"),
    GoldenQuestion("pizza"),
    GoldenQuestion("fire", emergency="danger"),
)
RIGHT = Given(Outcome.ANSWER, ("tax-card",))
CHOICES = Given(Outcome.CHOICES, ("daycare", "tax-card"))
CHOICES_FIRST = Given(Outcome.CHOICES, ("tax-card", "daycare"))
WRONG = Given(Outcome.ANSWER, ("daycare",))
NOTHING = Given(Outcome.NO_ANSWER)
FUSION = load_coefficients().fusion


@pytest.mark.parametrize(
    ("question", "given", "expected"),
    [
        (TAX, RIGHT, Mark.FIRST),
        (TAX, CHOICES, Mark.AMONG),
        (TAX, NOTHING, Mark.SILENT),
        (TAX, WRONG, Mark.WRONG),
        (TAX, Given(Outcome.CHOICES, ("a", "b", "c", "tax-card")), Mark.WRONG),
        (REFUSE, NOTHING, Mark.REFUSED),
        (REFUSE, Given(Outcome.OWN_CASE), Mark.REFUSED),
        (REFUSE, WRONG, Mark.WRONG),
        (REFUSE, Given(Outcome.EMERGENCY), Mark.WRONG),
        (DANGER, Given(Outcome.EMERGENCY), Mark.CAUGHT),
        (DANGER, NOTHING, Mark.MISSED),
        (GoldenQuestion("hit", "domestic-violence"), Given(Outcome.EMERGENCY), Mark.FIRST),
    ],
)
def test_an_outcome_has_a_mark(question: GoldenQuestion, given: Given, expected: Mark) -> None:
    assert mark(question, given) is expected


@pytest.mark.parametrize(
    ("question", "before", "after", "expected"),
    [
        (TAX, RIGHT, NOTHING, Effect.UNANSWERED),
        (TAX, CHOICES, NOTHING, Effect.UNANSWERED),
        (TAX, RIGHT, WRONG, Effect.OTHER),
        (TAX, NOTHING, WRONG, Effect.OTHER),
        (TAX, RIGHT, CHOICES, Effect.LESS_SURE),
        (TAX, RIGHT, CHOICES_FIRST, Effect.LESS_SURE),
        (TAX, NOTHING, RIGHT, Effect.BETTER),
        (TAX, CHOICES_FIRST, RIGHT, Effect.BETTER),
        (TAX, WRONG, NOTHING, Effect.BETTER),
        (REFUSE, NOTHING, WRONG, Effect.ANSWERED),
        (REFUSE, WRONG, NOTHING, Effect.BETTER),
        (TAX, RIGHT, RIGHT, None),
        (TAX, WRONG, Given(Outcome.ANSWER, ("bank-account",)), None),
    ],
)
def test_a_change_has_an_effect(question: GoldenQuestion, before: Given, after: Given, expected: Effect | None) -> None:
    assert effect(question, before, after) is expected


GIVEN = st.sampled_from([RIGHT, CHOICES, CHOICES_FIRST, WRONG, NOTHING])


@given(GIVEN, GIVEN)
def test_what_gets_better_gets_worse_on_the_way_back(before: Given, after: Given) -> None:
    there, back = effect(TAX, before, after), effect(TAX, after, before)
    assert (there is None) == (back is None)
    assert there is None or (there is Effect.BETTER) != (back is Effect.BETTER)


def test_changes_are_counted_the_worst_first() -> None:
    changes = compare([TAX, OTHER, REFUSE], [NOTHING, NOTHING, NOTHING], [RIGHT, WRONG, NOTHING])
    assert changes == (Change(TAX, Effect.BETTER), Change(OTHER, Effect.OTHER))
    replayed = Replayed("en", 3, changes)
    assert list(replayed.counts.items()) == [(Effect.OTHER, 1), (Effect.BETTER, 1)]
    assert replayed.is_worse
    assert not Replayed("en", 3, changes[:1]).is_worse


def test_a_tally_counts_each_kind_by_itself() -> None:
    tally = Tally.of(GoldenSet("en", (TAX, OTHER, REFUSE, DANGER), 7), [CHOICES, WRONG, WRONG, Given(Outcome.EMERGENCY)])
    assert (tally.right_first, tally.right_among, tally.refused, tally.caught, tally.skipped) == ((0, 2), (1, 2), (0, 1), (1, 1), 7)
    assert [question for question, _ in tally.misses] == [OTHER, REFUSE]


class LetterEmbedder:
    """Places texts by their letters: alike texts lie near each other."""

    model = "letters"
    batch_size = 2

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_broken = False

    async def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        if self.is_broken:
            raise EmbeddingError
        self.asked += texts
        vectors = np.zeros((len(texts), 64), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for gram in ngrams(text):
                row[sum(map(ord, gram)) % 64] += 1
        return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1), np.float32)

    embed_passages = embed_queries

    async def close(self) -> None:
        pass


ASKED = (
    GoldenQuestion("tax card for my employer", "tax-card"),
    GoldenQuestion("open a bank account with a passport", "bank-account"),
    GoldenQuestion("daycare place for my son", "daycare"),
    GoldenQuestion("no such article", "missing-one"),
    GoldenQuestion("quantum chromodynamics lecture"),
    GoldenQuestion("my house burns", emergency="danger"),
)


@pytest_asyncio.fixture
async def answerer() -> AsyncIterator[Answerer]:
    answerer = Answerer(LetterEmbedder())
    await answerer.load(dict(sorted(ARTICLES.items())))
    await answerer.ready()
    yield answerer
    await answerer.close()


def replay_on(answerer: Answerer) -> GoldenReplay:
    return GoldenReplay(answerer, lambda: {"en": GoldenSet("en", ASKED)})


def with_text(one: Article, **words: object) -> Article:
    return replace(one, texts={"en": replace(one.texts["en"], **words)})


async def test_an_article_that_loses_its_words_loses_its_questions(answerer: Answerer) -> None:
    replay = replay_on(answerer)
    await replay.ready("en")
    articles = dict(sorted(ARTICLES.items()))
    emptied = with_text(articles["tax-card"], title="Xyzzy", body="Qqq www.", questions=())
    emptied = replace(emptied, terms={})
    changed = await replay.changes(articles, emptied, "en")
    assert changed is not None
    assert changed.questions == 4  # without the one whose article does not exist, and without danger
    assert ASKED[0] in [one.question for one in changed.changes if one.effect is not Effect.BETTER]
    same = await replay.changes(articles, articles["tax-card"], "en")
    assert same == Replayed("en", 4)
    await replay.close()


async def test_nothing_is_guessed_while_questions_are_unread(answerer: Answerer) -> None:
    replay = replay_on(answerer)
    assert await replay.changes(ARTICLES, ARTICLES["tax-card"], "en") is None
    await replay.ready("en")
    assert await replay.changes(dict(sorted(ARTICLES.items())), ARTICLES["tax-card"], "en") is not None
    embedder = answerer.embedder
    assert isinstance(embedder, LetterEmbedder)
    embedder.is_broken = True
    assert await replay.changes(ARTICLES, with_text(ARTICLES["tax-card"], title="Something new"), "en") is None
    await replay.close()


async def test_a_language_without_questions_changes_nothing(answerer: Answerer) -> None:
    replay = replay_on(answerer)
    assert await replay.changes(ARTICLES, ARTICLES["tax-card"], "fi") == Replayed("fi", 0)
    await replay.close()


async def test_reading_that_failed_begins_again(answerer: Answerer) -> None:
    replay, embedder = replay_on(answerer), answerer.embedder
    assert isinstance(embedder, LetterEmbedder)
    embedder.is_broken = True
    with pytest.raises(EmbeddingError):
        await replay.ready("en")
    embedder.is_broken = False
    await replay.ready("en")
    await replay.close()


async def test_words_alone_are_replayed_where_there_is_no_embedder() -> None:
    answerer = Answerer(NoEmbedder())
    articles = dict(sorted(ARTICLES.items()))
    await answerer.load(articles)
    await answerer.ready()
    replay = replay_on(answerer)
    tally = await replay.tally(articles, "en")
    assert tally.right_among[1] == 3
    assert (tally.refused, tally.caught) == ((1, 1), (1, 1))
    assert await replay.changes(articles, articles["tax-card"], "en") == Replayed("en", 4)
    await replay.close()
    await answerer.close()


async def test_a_question_is_embedded_once(answerer: Answerer) -> None:
    replay, embedder = replay_on(answerer), answerer.embedder
    assert isinstance(embedder, LetterEmbedder)
    await asyncio.gather(replay.ready("en"), replay.ready("en"))
    assert embedder.asked.count(ASKED[0].text) == 1
    await replay.close()


@pytest.mark.parametrize(
    "changed",
    [
        with_text(ARTICLES["tax-card"], body="Quite another text."),
        with_text(ARTICLES["tax-card"], questions=("where is my card",)),
        with_text(ARTICLES["tax-card"], title="Karta", questions=()),
        replace(ARTICLES["tax-card"], terms={"sv": "skattekort"}),
        replace(
            ARTICLES["tax-card"], texts={**ARTICLES["tax-card"].texts, **article("x", "Verokortti", "Tilaa kortti.", "mistä kortin saa", language="fi").texts}
        ),
        article("new-one", "Something new", "A new answer.", "what is new"),
    ],
)
def test_an_index_built_after_another_ranks_as_one_built_anew(changed: Article) -> None:
    before = dict(sorted(ARTICLES.items()))
    after = dict(sorted({**before, changed.id: changed}.items()))
    build_index(before, NoLemmas(), FUSION)  # what the change does not touch is kept
    trial = build_index(after, NoLemmas(), FUSION)
    for kept in (index._text_index, index._question_characters, index._terms, index._ngrams):
        kept.cache_clear()
    built = build_index(after, NoLemmas(), FUSION)
    for query in ("tax card", "kindergarten", "verokortti", "where is my card", "something new"):
        found, wanted = trial.search(query, "en"), built.search(query, "en")
        assert [(one.article_id, round(one.score, 5)) for one in found] == [(one.article_id, round(one.score, 5)) for one in wanted], query
