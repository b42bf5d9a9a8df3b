"""Embeddings and dictionaries that stay in pytest's cache from run to run; a run without them computes them once, on all cores."""

import asyncio
import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from welcomebot.domain.language import CODES
from welcomebot.search import lemmas
from welcomebot.search.embedding import BundledEmbedder

Vectors = NDArray[np.float32]

MAX_ENGINES = 4  # each holds the model's 70 MB


class ManyEmbedders:
    """The bundled embedder once for each core, where the bot has one so as to leave the others alone; the vectors are the same."""

    model = BundledEmbedder.model

    def __init__(self) -> None:
        self._embedders = [BundledEmbedder() for _ in range(min(MAX_ENGINES, os.cpu_count() or 1))]
        self.batch_size = BundledEmbedder.batch_size * len(self._embedders)

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return await self._spread(texts, lambda embedder: embedder.embed_queries)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._spread(texts, lambda embedder: embedder.embed_passages)

    async def close(self) -> None:
        await asyncio.gather(*(embedder.close() for embedder in self._embedders))

    async def _spread(self, texts: Sequence[str], how: Callable[[BundledEmbedder], Any]) -> Vectors:
        size = BundledEmbedder.batch_size
        parts = [texts[start : start + size] for start in range(0, len(texts), size)]
        return np.concatenate(await asyncio.gather(*(how(embedder)(part) for embedder, part in zip(cycle(self._embedders), parts, strict=False))))


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one worker of pytest-xdist fill a folder while the others wait, instead of all of them computing the same."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build_dictionaries(folder: Path) -> None:
    """Build the lemma tries that are missing, in a process of its own as the bot does: it takes a lot of memory."""
    if missing := lemmas.missing(folder / "lemmas", CODES):
        subprocess.run([sys.executable, "-m", lemmas.__name__, str(folder / "lemmas"), *missing], check=True)
