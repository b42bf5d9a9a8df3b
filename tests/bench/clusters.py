"""Which questions are taken for the same, measured on the golden questions: five of each article in each of six languages.

First the groups of the writing list, by how vectors are made comparable and by nearness; then who would be told of a new answer.

uv run python -m tests.bench.clusters [--knowledge DIR] [--kept FOLDER]
"""

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import numpy as np
import yaml
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from welcomebot.domain.answering import Outcome
from welcomebot.domain.clustering import cluster, groups, nearest_of
from welcomebot.domain.language import CODES
from welcomebot.search.answerer import Answerer
from welcomebot.search.cache import EmbeddingCache, key_of
from welcomebot.search.embedding import BundledEmbedder
from welcomebot.search.question_meaning import centred
from welcomebot.services.read_knowledge import read_knowledge

Vectors = NDArray[np.float32]
Question = tuple[str, str, str]  # article, language, text
LEVELS = {
    "as they are": (0.88, 0.89, 0.9, 0.91, 0.92),
    "without the mean of all": (0.45, 0.5, 0.55, 0.6),
    "without the mean of the language": (0.35, 0.4, 0.45, 0.5, 0.55),
}
NEARNESSES = (-1.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


def golden(folder: Path) -> list[Question]:
    """Return the questions with an article."""
    found = []
    for language in CODES:
        answers = yaml.safe_load((folder / f"{language}.yaml").read_text(encoding="utf-8"))["answers"]
        found += [(article, language, str(text)) for article, texts in answers.items() for text in texts]
    return found


async def embedded(texts: Sequence[str], embedder: BundledEmbedder, cache: EmbeddingCache) -> Vectors:
    """Return the vectors, from the folder where they are known."""
    keys = [key_of("query", text) for text in texts]
    for key, text in sorted(zip(keys, texts, strict=True), key=lambda pair: len(pair[1])):
        if cache.get(key) is None:
            cache.put([key], await embedder.embed_queries([text]))
    cache.save()
    return np.stack([vector for key in keys if (vector := cache.get(key)) is not None])


def table_of_groups(questions: Sequence[Question], comparable: Mapping[str, Vectors]) -> Table:
    """Return purity of the groups, and how many pairs of one article they join."""
    table = Table("vectors", "nearness", "groups", "grouped", "purity", "pairs right", "same joined", "across languages", "largest")
    articles, languages = (np.array([question[place] for question in questions]) for place in (0, 1))
    upper = np.triu_indices(len(questions), 1)
    same = (articles[:, None] == articles)[upper]
    across = (languages[:, None] != languages)[upper]
    for name, vectors in comparable.items():
        for nearness in LEVELS[name]:
            heads = cluster(range(len(questions)), vectors, nearness=nearness)
            found = [members for members in groups(heads).values() if len(members) > 1]
            labels = np.array([heads[number] for number in range(len(questions))])
            joined = (labels[:, None] == labels)[upper]
            grouped = sum(map(len, found))
            pure = sum(int(np.unique(articles[list(members)], return_counts=True)[1].max()) for members in found)
            right = int((joined & same).sum())
            table.add_row(
                name,
                f"{nearness:.2f}",
                str(len(found)),
                f"{grouped / len(questions):.2f}",
                f"{pure / grouped:.3f}",
                f"{right / joined.sum():.3f}",
                f"{right / same.sum():.3f}",
                f"{(joined & same & across).sum() / (same & across).sum():.3f}",
                str(max(map(len, found))),
            )
    return table


async def table_of_tellings(questions: Sequence[Question], vectors: Vectors, answerer: Answerer) -> Table:
    """Return how many of those who asked the same of an article would be told, and how many others, for one question that it was written for."""
    decisions = [await answerer.decide(text, language=language) for _, language, text in questions]
    first = [d.offered[0].article_id if d.outcome in (Outcome.ANSWER, Outcome.CHOICES) and d.offered else "" for d in decisions]
    articles, offered = np.array([question[0] for question in questions]), np.array(first)
    chance, named = Random(0), []
    for article in sorted(set(articles)):
        own = np.flatnonzero(articles == article)
        named += [(article, int(own[chance.randrange(len(own))])) for _ in range(3)]
    table = Table("nearness", "near: same", "near: others", "told: same", "told: others", "of the told, right")
    for nearness in NEARNESSES:
        counts = np.zeros(4)
        for article, number in named:
            near = nearest_of(vectors, vectors[[number]]) >= nearness
            near[number] = False
            is_same, is_told = articles == article, near & (offered == article)
            counts += [(near & is_same).sum(), (near & ~is_same).sum(), (is_told & is_same).sum(), (is_told & ~is_same).sum()]
        possible = sum(int((articles == article).sum()) - 1 for article, _ in named)
        near_same, near_other, told_same, told_other = counts
        right = told_same / max(1, told_same + told_other)
        table.add_row(
            f"{nearness:.2f}",
            f"{near_same / possible:.3f}",
            f"{near_other / len(named):.1f}",
            f"{told_same / possible:.3f}",
            f"{told_other / len(named):.2f}",
            f"{right:.3f}",
        )
    return table


async def measure(options: argparse.Namespace) -> None:
    console, questions = Console(width=140), golden(options.knowledge / "golden")
    knowledge = read_knowledge(options.knowledge)
    answerer = Answerer(embedder := BundledEmbedder(), data_dir=options.kept, knowledge_dir=options.knowledge)
    await answerer.load(knowledge.articles)
    await answerer.ready()
    raw = await embedded([text for _, _, text in questions], embedder, EmbeddingCache(options.kept / "bench", embedder.model))
    means, languages = answerer.language_means(), [language for _, language, _ in questions]
    comparable = {
        "as they are": raw,
        "without the mean of all": centred(raw, ["all"] * len(raw), {"all": np.mean(list(means.values()), axis=0)}),
        "without the mean of the language": centred(raw, languages, means),
    }
    console.print(table_of_groups(questions, comparable))
    known = [number for number, question in enumerate(questions) if question[0] in knowledge.articles]
    chosen = comparable["without the mean of the language"][known]
    console.print(await table_of_tellings([questions[number] for number in known], chosen, answerer))
    await answerer.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    parser.add_argument("--kept", type=Path, default=Path("data/bench"), help="where vectors and word forms are kept")
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
