"""A short name for an id that would not fit into a button."""

import hashlib
from collections.abc import Iterable

LENGTH = 10  # hex digits; a knowledge holds some hundred ids


def mark_of(id: str) -> str:
    """Return the short name of an id."""
    return hashlib.sha256(id.encode()).hexdigest()[:LENGTH]


def marked(mark: str, ids: Iterable[str]) -> str | None:
    """Return the id that a short name stands for; None where it is gone."""
    return next((id for id in ids if mark_of(id) == mark), None)
