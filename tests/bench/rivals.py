"""What one would write in an afternoon, on the same questions: plain RapidFuzz, BM25 and character TF-IDF over the same titles, questions and texts.

Each rival always has a best article. So that its refusals can be compared, it may refuse below the cutoff that refuses as many out-of-scope
questions as ours does: chosen on these very questions, in the rival's favour.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import bm25s  # type: ignore[import-untyped]
import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from tests.bench.dev_questions import Question
from welcomebot.domain.folding import fold, words
from welcomebot.domain.knowledge import Article
from welcomebot.search.normalise import plain

Best = tuple[str, float]  # an article and its score
Rival = Callable[[str], Best]


@dataclass(frozen=True)
class Measured:
    """What a rival reaches: right first where it always answers, and where it refuses as often as ours; milliseconds a question."""

    first: float
    first_refusing: float
    milliseconds: float


def rivals(articles: Mapping[str, Article]) -> dict[str, Rival]:
    """Return the rivals by name."""
    lines = {line: article.id for article in articles.values() for text in article.texts.values() for line in (text.title, *text.questions)}
    owners = [article.id for article in articles.values() for _ in article.texts]
    texts = [" ".join((text.title, *text.questions, plain(text.body))) for article in articles.values() for text in article.texts.values()]
    return {
        "RapidFuzz token_set_ratio": _rapidfuzz(lines, fuzz.token_set_ratio),
        "RapidFuzz WRatio": _rapidfuzz(lines, fuzz.WRatio),
        "bm25s": _bm25(texts, owners),
        "scikit-learn character TF-IDF": _tfidf(list(lines), list(lines.values())),
    }


def measure(rival: Rival, scope: Sequence[Question], out: Sequence[Question], refused: float) -> Measured:
    """Return what a rival reaches on questions in scope, where it may refuse the share `refused` of those out of scope."""
    started = time.perf_counter()
    found = [rival(question.text) for question in scope]
    seconds = time.perf_counter() - started
    cutoff = float(np.quantile([rival(question.text)[1] for question in out], refused))
    right = np.array([article in question.gold for question, (article, _) in zip(scope, found, strict=True)])
    sure = np.array([score > cutoff for _, score in found])
    return Measured(float(right.mean()), float((right & sure).mean()), seconds / len(scope) * 1000)


def _rapidfuzz(lines: Mapping[str, str], scorer: Callable[..., float]) -> Rival:
    choices = list(lines)

    def best(question: str) -> Best:
        line, score, _ = process.extractOne(question, choices, scorer=scorer)
        return lines[line], score

    return best


def _bm25(texts: Sequence[str], owners: Sequence[str]) -> Rival:
    index = bm25s.BM25()
    index.index([words(text) for text in texts], show_progress=False)

    def best(question: str) -> Best:
        places, scores = index.retrieve([words(question)], k=1, show_progress=False)
        return owners[int(places[0, 0])], float(scores[0, 0])

    return best


def _tfidf(lines: Sequence[str], owners: Sequence[str]) -> Rival:
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), preprocessor=fold, sublinear_tf=True)
    matrix = vectorizer.fit_transform(lines)

    def best(question: str) -> Best:
        scores = (matrix @ vectorizer.transform([question]).T).toarray().ravel()
        place = int(scores.argmax())
        return owners[place], float(scores[place])

    return best
