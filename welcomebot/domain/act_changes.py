"""What an act changed: the fields of a thing that differ before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """One field, named by its path, with its value before and after; None where there is or was none."""

    field: str
    before: str | None
    after: str | None


def changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[Change, ...]:
    """Return the fields that differ, in the order of the thing as it is now."""
    old, new = dict(_leaves(before or {})), dict(_leaves(after or {}))
    return tuple(Change(field, old.get(field), new.get(field)) for field in {**new, **old} if old.get(field) != new.get(field))


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _leaves(part, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        if any(isinstance(part, Mapping) for part in value):
            yield from _leaves({str(number): part for number, part in enumerate(value, start=1)}, path)
        elif value:
            yield path, ", ".join(map(str, value))
    elif value is not None and value != "":
        yield path, str(value)
