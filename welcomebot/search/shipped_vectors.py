"""Embeddings that come with a knowledge folder, so that the first start compares meanings at once instead of computing for minutes.

knowledge/embeddings/<model>.npz is written by `bot.py knowledge embed`: a byte a number, which changes a cosine by one or two thousandths, and in
the order of the keys, so that a new version differs from the old one only where texts do.
"""

import logging
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

FOLDER = "embeddings"
STEPS = 127  # from zero to the largest number of a vector
KEY_BYTES = 16


@dataclass(frozen=True)
class ShippedVectors:
    """Vectors as they stand in the file: a row of whole numbers each, and what to multiply it with; `rows` tells the row of a key."""

    rows: Mapping[str, int] = field(default_factory=dict)
    numbers: NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, 0), np.int8))
    scales: Vectors = field(default_factory=lambda: np.zeros(0, np.float32))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.rows)

    def get(self, key: str) -> Vectors | None:
        """Return the vector of a key."""
        row = self.rows.get(key)
        return None if row is None else np.asarray(self.numbers[row] * self.scales[row], np.float32)


def file_name(model: str) -> str:
    """Return the name under which files of a model's vectors are kept."""
    return re.sub(r"[^\w.-]+", "-", model)


def read_shipped(folder: Path, model: str) -> ShippedVectors:
    """Return the vectors that come with a knowledge folder; none where there is no file, or none that can be read."""
    file = folder / FOLDER / f"{file_name(model)}.npz"
    if not file.is_file():
        return ShippedVectors()
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as data:
            keys, numbers, scales = data["keys"].tobytes().hex(), data["numbers"], data["scales"]
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
        # What is missing is computed, so a broken file costs time only.
        logger.warning("embeddings.shipped_unreadable name=%s", file.name)
        return ShippedVectors()
    length = 2 * KEY_BYTES
    return ShippedVectors({keys[row * length : (row + 1) * length]: row for row in range(len(numbers))}, numbers, scales)


def write_shipped(folder: Path, model: str, vectors: Mapping[str, Vectors]) -> Path:
    """Write vectors by key into a knowledge folder; returns the file."""
    keys = sorted(vectors)
    table = np.stack([vectors[key] for key in keys]).astype(np.float32)
    largest = np.abs(table).max(axis=1)
    numbers = np.rint(table * (STEPS / np.where(largest == 0, 1, largest)[:, None])).astype(np.int8)
    # A vector keeps its length.
    scales = np.linalg.norm(table, axis=1) / np.maximum(np.linalg.norm(numbers.astype(np.float32), axis=1), 1)
    packed = np.frombuffer(bytes.fromhex("".join(keys)), np.uint8).reshape(-1, KEY_BYTES)
    (folder / FOLDER).mkdir(exist_ok=True)
    file = folder / FOLDER / f"{file_name(model)}.npz"
    part = file.with_suffix(".part")
    with part.open("wb") as opened:
        np.savez(opened, keys=packed, numbers=numbers, scales=scales.astype(np.float32))
    part.replace(file)
    return file
