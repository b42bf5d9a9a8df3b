"""Embeddings on disk by content hash, in segments that are written once; safe for several processes without a lock."""

import hashlib
import logging
import os
import uuid
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from welcomebot.search.shipped_vectors import ShippedVectors, file_name, read_shipped

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

MAX_SEGMENTS = 16  # files; more are joined at the next opening


def key_of(kind: str, text: str) -> str:
    """Return the key of a text that is embedded as a query or as a passage."""
    return hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()[:32]


class EmbeddingCache:
    """Vectors of one model; `folder` None keeps them in memory only, `knowledge` is the folder of texts whose vectors may come with them."""

    def __init__(self, folder: Path | None, model: str, knowledge: Path | None = None) -> None:
        self._folder = folder / file_name(model) if folder else None
        self._shipped = read_shipped(knowledge, model) if knowledge else ShippedVectors()
        self._vectors: dict[str, Vectors] = {}
        self._unsaved: dict[str, Vectors] = {}
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._read_segments(self._folder)

    def __len__(self) -> int:
        """Return how many vectors are in memory."""
        return len(self._vectors)

    def __contains__(self, key: str) -> bool:
        """Tell whether a vector was computed before."""
        return key in self._vectors or key in self._shipped.rows

    def get(self, key: str) -> Vectors | None:
        """Return a vector that was computed before."""
        found = self._vectors.get(key)
        return self._shipped.get(key) if found is None else found

    def put(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors; `save` writes them."""
        for key, vector in zip(keys, vectors, strict=True):
            self._vectors[key] = self._unsaved[key] = np.asarray(vector, np.float32)

    def save(self) -> None:
        """Write what is new as a segment of its own."""
        if self._folder and self._unsaved:
            _write(self._folder, self._unsaved)
        self._unsaved = {}

    def keep_only(self, keys: Sequence[str]) -> None:
        """Drop vectors from memory that no index uses; the files keep them."""
        wanted = set(keys)
        self._vectors = {key: vector for key, vector in self._vectors.items() if key in wanted}

    def _read_segments(self, folder: Path) -> None:
        segments = sorted(folder.glob("*.npz"))
        for segment in segments:
            try:
                with segment.open("rb") as file, np.load(file, allow_pickle=False) as data:
                    self._vectors.update(zip(data["keys"].tolist(), data["vectors"].astype(np.float32), strict=True))
            except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
                # Another process may just have joined the segments; a broken one is computed again.
                logger.warning("embeddings.segment_skipped name=%s", segment.name)
        if len(segments) > MAX_SEGMENTS:
            _write(folder, self._vectors)
            for segment in segments:
                segment.unlink(missing_ok=True)


def _write(folder: Path, vectors: dict[str, Vectors]) -> None:
    name = uuid.uuid4().hex
    part = folder / f"{name}.part"
    with part.open("wb") as file:
        # Half precision changes a cosine by less than 0.001 and halves the file.
        np.savez(file, keys=np.array(list(vectors)), vectors=np.array(list(vectors.values()), np.float16))
    os.replace(part, folder / f"{name}.npz")  # noqa: PTH105
