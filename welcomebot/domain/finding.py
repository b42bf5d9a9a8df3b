"""A mistake in a knowledge file, as it is reported to the person who writes."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """Where the mistake is, which rule it breaks and what to do about it; `path` is relative to the knowledge folder."""

    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"
