"""Fits the weights of the search and the gate and writes welcomebot/search/gate.yaml.

    uv run python -m tests.bench.fit_gate [--eval DIR] [--knowledge DIR] [--data DIR] [--write]

All weights come from the office's own test questions (knowledge/golden) and, for languages without articles, from the development questions of
../shared/eval. In the six languages those choose the two thresholds only, so that what tests/bench/answers.py measures on them is close to what
new questions will meet. First the weights of the signals, so that a
right article stands above the others (listwise softmax). Then two logistic models over the ranking: is the first article right, is any of the
first three. They learn what a question without an answer looks like from the golden questions that must be refused, and from every golden
question with its right article taken away.
"""

import argparse
import asyncio
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tests.bench.dev_questions import IN_SCOPE_FILES, OTHER_LANGUAGES_FILE, Question, eval_folder, read
from welcomebot.domain.answering import Candidate
from welcomebot.domain.folding import words
from welcomebot.domain.gate import gate_features
from welcomebot.domain.knowledge import Article
from welcomebot.search.answerer import Answerer
from welcomebot.search.cache import EmbeddingCache, key_of
from welcomebot.search.embedding import BundledEmbedder, Embedder, NoEmbedder
from welcomebot.search.fusion import Basis, prepare
from welcomebot.search.index import KEPT
from welcomebot.search.judging import WEIGHED
from welcomebot.search.rule_files import GATE_FILE
from welcomebot.services.read_golden import read_golden
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.services.read_not_covered import PREFIX, read_not_covered

RIDGE = 1e-3  # how strongly the weights of the signals are held back
GATE_STRENGTH = 0.3  # C of the gate's models
REFUSED_WEIGHT = 6.0  # of a golden question that must be refused: there are few
TAKEN_AWAY_WEIGHT = 0.3  # of a question whose right article was taken away
REFUSED_AIM = 0.92  # of all out-of-scope questions of the development set
PRECISION_AIM = 0.98  # of direct answers, those to out-of-scope questions counted as wrong
CHOICE_GAP = 3.0
OUT_OF_SCOPE_FILE = "q_out.tsv"

Numbers = NDArray[np.float64]


@dataclass
class Asked:
    """A question with the signals of every article (articles x signals); `gold` are the places of right articles, none where it must be refused."""

    text: str
    language: str
    gold: list[int]
    raw: Numbers
    prepared: Numbers


@dataclass
class Ranked:
    """A question with what the gate sees of its ranking, and whether the first and one of the first three are right.

    A question whose nearest topic is one that the office does not answer never comes to the gate.
    """

    features: dict[str, float]
    is_right: bool
    is_covered: bool
    comes_to_gate: bool = True


async def collect(answerer: Answerer, embedder: Embedder, questions: Iterable[Question], cache: EmbeddingCache | None) -> tuple[list[str], list[Asked]]:
    """Return the names of the signals, and every question that reaches the search."""
    index, asked, names = answerer.index, [], []
    places = {article: place for place, article in enumerate(index.article_ids)}
    for question in questions:
        vector = None if cache is None else await vector_of(question.text, embedder, cache)
        heard = answerer.hear(question.text, question.chosen, vector)
        if heard.ruled:
            continue
        signals, _ = index.signals(heard.text, heard.detected, None if vector is None else index.nearness(vector))
        names = list(signals)
        raw = np.stack(list(signals.values()), axis=1).astype(float)
        prepared = np.stack([prepare(name, values) for name, values in signals.items()], axis=1).astype(float)
        asked.append(Asked(question.text, heard.detected, [places[article] for article in question.gold if article in places], raw, prepared))
    return names, asked


async def vector_of(text: str, embedder: Embedder, cache: EmbeddingCache) -> NDArray[np.float32]:
    """Return the embedding of a question, from the cache after the first run."""
    key = key_of("query", text)
    found = cache.get(key)
    if found is None:
        found = (await embedder.embed_queries([text]))[0]
        cache.put([key], found[None, :])
    return np.asarray(found, np.float32)


def fit_fusion(asked: list[Asked]) -> Numbers:
    """Return the weight of each signal; none counts against an article."""
    with_gold = [item for item in asked if item.gold]
    signals = np.stack([item.prepared for item in with_gold])
    scale = signals.std(axis=(0, 1)) + 1e-6
    signals = signals / scale
    gold = np.zeros(signals.shape[:2], bool)
    for row, item in enumerate(with_gold):
        gold[row, item.gold] = True

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        totals = signals @ weights
        shares = np.exp(totals - totals.max(axis=1, keepdims=True))
        every, right = shares.sum(axis=1), (shares * gold).sum(axis=1)
        pull = shares * gold / right[:, None] - shares / every[:, None]
        value = float((np.log(every) - np.log(right)).mean() + RIDGE * weights @ weights)
        return value, -np.einsum("na,naf->f", pull, signals) / len(signals) + 2 * RIDGE * weights

    found = minimize(loss, np.full(signals.shape[2], 0.5), jac=True, method="L-BFGS-B", bounds=[(0, None)] * signals.shape[2])
    return np.asarray(found.x / scale)


def rank(item: Asked, fusion: "Weights", articles: int, without: Collection[int] = ()) -> Ranked:
    """Return what the gate sees, with some articles taken away; the topics that are not covered come after the `articles`."""
    totals = item.prepared @ fusion.weights + fusion.bias
    first = [place for place in np.argsort(-totals, kind="stable") if place not in without][:KEPT]
    order = [place for place in first if place < articles][:WEIGHED]
    found = [Candidate(str(place), 0.0, {"total": float(totals[place]), **dict(zip(fusion.names, item.raw[place].tolist(), strict=True))}) for place in order]
    gold = set(item.gold) - set(without)
    features = gate_features(found, len(words(item.text)), item.language)
    return Ranked(features, order[0] in gold, bool(gold & set(order[:3])), first[0] < articles)


def fit_gate(answered: list[Ranked], refused: list[Ranked], taken_away: list[Ranked], target: str) -> tuple[dict[str, float], "Predictor"]:
    """Return the weights of one model, and the model itself."""
    rows = [*answered, *refused, *taken_away]
    names = list(dict.fromkeys(name for row in rows for name in row.features))
    weights = [1.0] * len(answered) + [REFUSED_WEIGHT] * len(refused) + [TAKEN_AWAY_WEIGHT] * len(taken_away)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=GATE_STRENGTH, max_iter=5000))
    model.fit(table(rows, names), [getattr(row, target) for row in rows], logisticregression__sample_weight=weights)
    scaler, logistic = model[0], model[1]
    slopes = logistic.coef_[0] / scaler.scale_
    bias = float(logistic.intercept_[0] - (slopes * scaler.mean_).sum())
    return {"bias": bias, **dict(zip(names, slopes.tolist(), strict=True))}, Predictor(model, names)


@dataclass
class Weights:
    """What each signal weighs, by its name."""

    names: list[str]
    weights: Numbers
    bias: float


@dataclass
class Predictor:
    """A fitted model."""

    model: object
    names: list[str]

    def __call__(self, rows: list[Ranked]) -> Numbers:
        """Return the probability of each row."""
        return np.asarray(self.model.predict_proba(table(rows, self.names))[:, 1])  # type: ignore[attr-defined]


def ranked(rows: Iterable[Ranked]) -> list[Ranked]:
    """Return the questions that come to the gate."""
    return [row for row in rows if row.comes_to_gate]


def table(rows: list[Ranked], names: list[str]) -> Numbers:
    """Return features as a matrix."""
    return np.array([[row.features.get(name, 0.0) for name in names] for row in rows])


def thresholds(right: Predictor, covered: Predictor, scope: list[Ranked], out: list[Ranked], ruled_out: int) -> tuple[float, float]:
    """Return where answers and where choices begin: so many are refused, and so many of the direct answers are right."""
    passing = (1 - REFUSED_AIM) * (len(out) + ruled_out) / max(1, len(out))
    choices_from = float(np.quantile(covered(out), max(0.0, 1 - passing)))
    offered = [covered(rows) >= choices_from for rows in (scope, out)]
    sure = [right(rows) for rows in (scope, out)]
    truth = np.array([row.is_right for row in scope])
    for limit in np.arange(0.3, 0.96, 0.01):
        direct, wrong = offered[0] & (sure[0] >= limit), offered[1] & (sure[1] >= limit)
        if truth[direct].sum() >= PRECISION_AIM * (direct.sum() + wrong.sum()):
            break
    answer_from = float(limit)
    print(f"  choices_from {choices_from:.3f} answer_from {answer_from:.2f}, of {len(scope)} direct {direct.mean():.3f}, of {len(out)} direct {wrong.sum()}")
    return answer_from, choices_from


def golden_questions(knowledge: Path) -> list[Question]:
    """Return the office's own test questions; one that must be refused has no article."""
    return [
        Question(language, "golden", (question.article_id,) if question.article_id else (), question.text)
        for language, golden in read_golden(knowledge).items()
        for question in golden.questions
        if not question.emergency
    ]


async def fit(arguments: argparse.Namespace, basis: Basis) -> tuple[dict[str, float], dict[str, object]]:
    """Return the weights of the signals and the gate for a basis of comparison; for pages the articles lose their questions."""
    embedder: Embedder = NoEmbedder() if basis is Basis.WORDS else BundledEmbedder()
    knowledge, folder = Path(arguments.knowledge), eval_folder(arguments.eval) / "questions"
    not_covered = {} if basis is Basis.PAGES else read_not_covered(knowledge)
    answerer = Answerer(embedder, data_dir=Path(arguments.data), knowledge_dir=knowledge, not_covered=not_covered)
    articles = read_knowledge(knowledge).articles
    await answerer.load({name: without_questions(article) for name, article in articles.items()} if basis is Basis.PAGES else articles)
    await answerer.ready()
    cache = EmbeddingCache(Path(arguments.data) / "fitting", embedder.model) if embedder.model else None
    names, golden = await collect(answerer, embedder, golden_questions(knowledge), cache)
    _, scope = await collect(answerer, embedder, [question for name in IN_SCOPE_FILES for question in read(folder / name)], cache)
    _, others = await collect(answerer, embedder, read(folder / OTHER_LANGUAGES_FILE), cache)
    out_of_scope = read(folder / OUT_OF_SCOPE_FILE)
    _, out = await collect(answerer, embedder, out_of_scope, cache)
    if cache:
        cache.save()
    await answerer.close()
    weights = fit_fusion(golden)
    # Zero is where the first article is as often right as wrong.
    tops = np.array([[(item.prepared @ weights).max()] for item in golden])
    right_first = [int(np.argmax(item.prepared @ weights)) in item.gold for item in golden]
    middle = LogisticRegression().fit(tops, right_first)
    bias = float(middle.intercept_[0] / middle.coef_[0][0])
    fusion = Weights(names, weights, bias)
    count = sum(not article.startswith(PREFIX) for article in answerer.index.article_ids)
    answered = ranked(rank(item, fusion, count) for item in (*golden, *others) if item.gold)
    refused = ranked(rank(item, fusion, count) for item in golden if not item.gold)
    taken_away = ranked(rank(item, fusion, count, without=item.gold) for item in (*golden, *others) if item.gold)
    right, predict_right = fit_gate(answered, refused, taken_away, "is_right")
    covered, predict_covered = fit_gate(answered, refused, taken_away, "is_covered")
    in_scope, not_in_scope = (ranked(rank(item, fusion, count) for item in items) for items in (scope, out))
    print(basis, {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)})
    answer_from, choices_from = thresholds(predict_right, predict_covered, in_scope, not_in_scope, len(out_of_scope) - len(not_in_scope))
    gate = {"right": right, "covered": covered, "answer_from": answer_from, "choices_from": choices_from, "choice_gap": CHOICE_GAP}
    return {"bias": bias, **{name: float(weight) for name, weight in zip(names, weights, strict=True)}}, gate


def rounded(value: object) -> object:
    """Return the numbers with four digits: enough, and readable in a review."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def without_questions(article: Article) -> Article:
    """Return an article as a page that was imported: title and text."""
    return replace(article, texts={language: replace(text, questions=()) for language, text in article.texts.items()})


async def fit_all(arguments: argparse.Namespace) -> dict[str, object]:
    """Fit for each basis of comparison."""
    fitted = {basis: await fit(arguments, basis) for basis in Basis}
    return {"fusion": {basis.value: fusion for basis, (fusion, _) in fitted.items()}, "gates": {basis.value: gate for basis, (_, gate) in fitted.items()}}


def main() -> int:
    """Fit, and write on demand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", default=None)
    parser.add_argument("--knowledge", default="knowledge")
    parser.add_argument("--data", default="data")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    data = rounded(asyncio.run(fit_all(arguments)))
    if arguments.write:
        head = "# Written by `uv run python -m tests.bench.fit_gate --write`; look at the difference before you commit.\n"
        GATE_FILE.write_text(head + yaml.safe_dump(data, sort_keys=False, width=160), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
