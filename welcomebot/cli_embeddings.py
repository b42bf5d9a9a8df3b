"""`bot.py knowledge embed`: the meanings of all texts of a knowledge folder, computed once and kept beside them."""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from welcomebot.bootstrap import make_embedder
from welcomebot.errors import UsageError
from welcomebot.search.cache import EmbeddingCache, key_of
from welcomebot.search.embedding import Embedder
from welcomebot.search.rule_files import load_rules
from welcomebot.search.shipped_vectors import read_shipped, write_shipped
from welcomebot.search.units import passage_units, question_units
from welcomebot.search.vectors import Progress as Told
from welcomebot.search.vectors import embed_texts
from welcomebot.services.read_golden import read_golden
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.services.read_not_covered import read_not_covered
from welcomebot.settings import EmbedderKind, Settings


def add_to(embed: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    embed.add_argument("folder", type=Path, nargs="?", help="default: KNOWLEDGE_DIR")
    embed.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Write the file of vectors, and tell how many were computed."""
    folder = options.folder or settings.knowledge_dir
    if settings.embedder is EmbedderKind.NONE:
        raise UsageError("knowledge embed: EMBEDDER=none computes no meanings; set EMBEDDER to bundled or http")
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("embeddings", total=None)
        kept = settings.data_dir / "embeddings"
        new, every = asyncio.run(embed_folder(folder, make_embedder(settings), kept, lambda done, total: bar.update(task, completed=done, total=total)))
    sys.stderr.write(f"{every} vectors, {new} of them new\n")
    return 0


async def embed_folder(folder: Path, embedder: Embedder, kept: Path, progress: Told) -> tuple[int, int]:
    """Write the vectors of a folder's texts, those that the bot has `kept` already among them; returns how many are new, and how many there are."""
    cache, known = EmbeddingCache(kept, embedder.model, folder), read_shipped(folder, embedder.model).rows
    questions, passages = texts_of(folder)
    await embed_texts(questions, passages, embedder, cache, progress)
    await embedder.close()
    vectors = {key: vector for key in _by_key(questions, passages) if (vector := cache.get(key)) is not None}
    if vectors:
        write_shipped(folder, embedder.model, vectors)
    return len(vectors.keys() - known.keys()), len(vectors)


def missing_vectors(folder: Path, model: str) -> set[str]:
    """Return the texts of a knowledge folder whose vectors do not come with it."""
    known = read_shipped(folder, model).rows
    return {text for key, text in _by_key(*texts_of(folder)).items() if key not in known}


def texts_of(folder: Path) -> tuple[list[str], list[str]]:
    """Return the questions and the passages that the bot compares by meaning: of articles, of what is not covered, of danger, and of the golden set."""
    articles = list({**read_knowledge(folder).articles, **read_not_covered(folder)}.values())
    return [*(unit.text for unit in question_units(articles)), *_lines(folder)], [unit.text for unit in passage_units(articles)]


def _by_key(questions: Sequence[str], passages: Sequence[str]) -> dict[str, str]:
    return {key_of(kind, text): text for kind, texts in (("query", questions), ("passage", passages)) for text in texts}


def _lines(folder: Path) -> Iterator[str]:
    yield from (line for _, line in load_rules(folder).examples.lines)
    yield from (question.text for golden in read_golden(folder).values() for question in golden.questions)
