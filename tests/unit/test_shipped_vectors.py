"""The vectors that come with a knowledge folder: as good as those that were computed, and never in the way."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from welcomebot.search.cache import EmbeddingCache, key_of
from welcomebot.search.embedding import unit_vectors
from welcomebot.search.shipped_vectors import read_shipped, write_shipped

MODEL = "model/one"
TEXTS = ["Kela card", "Kela-kortti", "بطاقة كيلا"]
KEYS = [key_of("query", text) for text in TEXTS]


def some_vectors(count: int, seed: int = 1) -> NDArray[np.float32]:
    return unit_vectors(np.random.default_rng(seed).standard_normal((count, 384)))


@given(seed=st.integers(0, 2**32 - 1))
def test_a_cosine_stays_what_it_was(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder, vectors = tmp_path_factory.mktemp("knowledge"), some_vectors(3, seed)
    write_shipped(folder, MODEL, dict(zip(KEYS, vectors, strict=True)))
    found = np.stack([vector for key in KEYS if (vector := read_shipped(folder, MODEL).get(key)) is not None])
    assert np.abs(found @ found.T - vectors @ vectors.T).max() < 0.005
    assert np.abs((found * vectors).sum(axis=1) - 1).max() < 0.001


def test_writing_what_was_read_changes_nothing(tmp_path: Path) -> None:
    file = write_shipped(tmp_path, MODEL, dict(zip(KEYS, some_vectors(3), strict=True)))
    before = read_shipped(tmp_path, MODEL)
    write_shipped(tmp_path, MODEL, {key: vector for key in reversed(KEYS) if (vector := before.get(key)) is not None})
    after = read_shipped(tmp_path, MODEL)
    assert (after.numbers == before.numbers).all()
    assert after.scales == pytest.approx(before.scales, rel=1e-6)
    assert after.rows == before.rows
    assert [path.name for path in file.parent.iterdir()] == ["model-one.npz"]


def test_the_cache_knows_what_ships_and_what_it_keeps_itself(tmp_path: Path) -> None:
    shipped, own = some_vectors(2)
    write_shipped(tmp_path, MODEL, {KEYS[0]: shipped})
    cache = EmbeddingCache(tmp_path / "data", MODEL, tmp_path)
    cache.put([KEYS[1]], own[None, :])
    cache.save()
    cache.keep_only([])
    again = EmbeddingCache(tmp_path / "data", MODEL, tmp_path)
    assert [key in again for key in KEYS] == [True, True, False]
    assert again.get(KEYS[0]) == pytest.approx(shipped, abs=0.003)
    assert again.get(KEYS[1]) == pytest.approx(own, abs=0.003)
    assert again.get(KEYS[2]) is None
    assert KEYS[0] in cache
    assert len(list((tmp_path / "data" / "model-one").iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"no archive at all"])
def test_a_broken_file_is_only_lost_work(tmp_path: Path, content: bytes) -> None:
    write_shipped(tmp_path, MODEL, dict(zip(KEYS, some_vectors(3), strict=True))).write_bytes(content)
    assert len(read_shipped(tmp_path, MODEL)) == 0


def test_vectors_of_another_model_are_not_taken(tmp_path: Path) -> None:
    write_shipped(tmp_path, MODEL, dict(zip(KEYS, some_vectors(3), strict=True)))
    assert read_shipped(tmp_path, "another").get(KEYS[0]) is None
