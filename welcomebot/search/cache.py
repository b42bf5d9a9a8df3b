"""Embeddings on disk by content hash, in segments that are written once; safe for several processes without a lock."""

import hashlib
import logging
import os
import re
import uuid
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

MAX_SEGMENTS = 16  # files; more are joined at the next opening


def key_of(kind: str, text: str) -> str:
    """Return the key of a text that is embedded as a query or as a passage."""
    return hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()[:32]


class EmbeddingCache:
    """Vectors of one model; `folder` None keeps them in memory only."""

    def __init__(self, folder: Path | None, model: str) -> None:
        self._folder = folder / re.sub(r"[^\w.-]+", "-", model) if folder else None
        self._vectors: dict[str, Vectors] = {}
        self._unsaved: dict[str, Vectors] = {}
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._read_segments(self._folder)

    def __len__(self) -> int:
        """Return how many vectors are in memory."""
        return len(self._vectors)

    def get(self, key: str) -> Vectors | None:
        """Return a vector that was computed before."""
        return self._vectors.get(key)

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
            except (OSError, ValueError, KeyError, zipfile.BadZipFile):
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
