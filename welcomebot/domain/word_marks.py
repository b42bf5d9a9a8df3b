"""Which words of a clause carry a meaning of their own: short phrases with open endings, found the longest first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from welcomebot.domain.folding import words

Meaning = TypeVar("Meaning")
SHORTEST_STEM = 2  # letters; an open ending after fewer would fit too much


@dataclass(frozen=True)
class Mark(Generic[Meaning]):
    """A phrase that was found: its first word's place, the place after its last word, and what it means."""

    start: int
    end: int
    meaning: Meaning


class Marks(Generic[Meaning]):
    """Phrases by meaning. They are written with commas between them; `word*` takes any ending."""

    def __init__(self, phrases: Mapping[Meaning, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = defaultdict(list)
        self._by_beginning: dict[str, list[tuple[tuple[str, ...], Meaning]]] = defaultdict(list)
        for meaning, written in phrases.items():
            for phrase in written.split(","):
                steps = tuple(step for part in phrase.split() for step in _steps(part))
                if steps and steps[0].endswith("*"):
                    self._by_beginning[steps[0][:SHORTEST_STEM]].append((steps, meaning))
                elif steps:
                    self._by_first[steps[0]].append((steps, meaning))

    def find(self, clause: Sequence[str]) -> list[Mark[Meaning]]:
        """Return the phrases of a clause of folded words, in their order; a word belongs to one phrase only."""
        found: list[Mark[Meaning]] = []
        place = 0
        while place < len(clause):
            mark = self.at(clause, place)
            if mark:
                found.append(mark)
            place = mark.end if mark else place + 1
        return found

    def at(self, clause: Sequence[str], place: int) -> Mark[Meaning] | None:
        """Return the longest phrase that begins at a place."""
        best: Mark[Meaning] | None = None
        for steps, meaning in (*self._by_first.get(clause[place], ()), *self._by_beginning.get(clause[place][:SHORTEST_STEM], ())):
            end = place + len(steps)
            if (best is None or end > best.end) and end <= len(clause) and all(map(_fits, steps, clause[place:end])):
                best = Mark(place, end, meaning)
        return best


def _steps(part: str) -> list[str]:
    folded = words(part)
    return [*folded[:-1], f"{folded[-1]}*"] if part.endswith("*") and folded else folded


def _fits(step: str, word: str) -> bool:
    return word.startswith(step[:-1]) if step.endswith("*") else word == step
