"""Embeddings: kept by content on disk, fetched over HTTP, or none."""

from pathlib import Path

import httpx
import numpy as np
import pytest

from welcomebot.errors import EmbeddingError
from welcomebot.search import cache as cache_module
from welcomebot.search.cache import EmbeddingCache, key_of
from welcomebot.search.embedding import HttpEmbedder, NoEmbedder

VECTORS = np.array([[0.6, 0.8], [1.0, 0.0]], np.float32)


def test_what_was_saved_is_there_after_a_restart(tmp_path: Path) -> None:
    first = EmbeddingCache(tmp_path, "model/one")
    first.put(["a", "b"], VECTORS)
    first.save()

    again = EmbeddingCache(tmp_path, "model/one")

    assert np.allclose(again.get("a"), VECTORS[0], atol=1e-3)
    assert EmbeddingCache(tmp_path, "another").get("a") is None


def test_two_processes_may_write(tmp_path: Path) -> None:
    one, other = EmbeddingCache(tmp_path, "m"), EmbeddingCache(tmp_path, "m")
    one.put(["a"], VECTORS[:1])
    other.put(["b"], VECTORS[1:])
    one.save()
    other.save()

    both = EmbeddingCache(tmp_path, "m")

    assert both.get("a") is not None
    assert both.get("b") is not None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing"])
def test_a_broken_file_is_only_lost_work(tmp_path: Path, content: bytes) -> None:
    EmbeddingCache(tmp_path, "m")
    (tmp_path / "m" / "broken.npz").write_bytes(content)

    assert EmbeddingCache(tmp_path, "m").get("a") is None


def test_many_segments_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "MAX_SEGMENTS", 2)
    for number in range(4):
        cache = EmbeddingCache(tmp_path, "m")
        cache.put([f"k{number}"], VECTORS[:1])
        cache.save()

    joined = EmbeddingCache(tmp_path, "m")

    assert len(list((tmp_path / "m").glob("*.npz"))) <= 2
    assert all(joined.get(f"k{number}") is not None for number in range(4))


def test_queries_and_passages_have_keys_of_their_own() -> None:
    assert key_of("query", "tax") != key_of("passage", "tax")


async def test_an_endpoint_is_asked_with_its_key_and_answers_in_any_order() -> None:
    seen: list[httpx.Request] = []

    def endpoint(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"data": [{"index": 1, "embedding": [0, 2]}, {"index": 0, "embedding": [3, 4]}]})

    embedder = HttpEmbedder("http://127.0.0.1/v1", "multilingual-e5-small", "secret", httpx.AsyncClient(transport=httpx.MockTransport(endpoint)))

    vectors = await embedder.embed_queries(["one", "two"])
    await embedder.close()

    assert np.allclose(vectors, [[0.6, 0.8], [0.0, 1.0]])
    assert str(seen[0].url) == "http://127.0.0.1/v1/embeddings"
    assert seen[0].headers["authorization"] == "Bearer secret"
    assert b"query: one" in seen[0].content


@pytest.mark.parametrize("response", [httpx.Response(500), httpx.Response(200, json={"error": "no"}), httpx.Response(200, text="<html>")])
async def test_a_bad_endpoint_is_an_embedding_error(response: httpx.Response) -> None:
    embedder = HttpEmbedder("http://127.0.0.1/v1", "m", client=httpx.AsyncClient(transport=httpx.MockTransport(lambda _: response)))

    with pytest.raises(EmbeddingError):
        await embedder.embed_passages(["one"])
    await embedder.close()


async def test_none_gives_vectors_without_dimension() -> None:
    assert (await NoEmbedder().embed_queries(["a", "b"])).shape == (2, 0)
