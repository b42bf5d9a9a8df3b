"""What changed between two texts, word by word, in any language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word with its punctuation, or the space between two words.
_TOKEN = re.compile(r"\S+|\s+")
KEPT_WORDS = 6  # of a long unchanged run, on each side of a change
GAP = " … "


class Change(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """Words that had the same fate."""

    change: Change
    text: str


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in reading order: without the added ones they are the old text, without the removed ones the new."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[Piece] = []
    # A single space between two changes is no island worth showing.
    for tag, i1, i2, j1, j2 in _joined(SequenceMatcher(None, before, after, autojunk=False).get_opcodes(), before):
        if tag == "equal":
            found.append(Piece(Change.SAME, "".join(before[i1:i2])))
            continue
        found += [Piece(change, text) for change, text in ((Change.REMOVED, "".join(before[i1:i2])), (Change.ADDED, "".join(after[j1:j2]))) if text]
    return tuple(found)


def shortened(pieces: Sequence[Piece], kept: int = KEPT_WORDS) -> tuple[Piece, ...]:
    """Return the pieces with the middle of long unchanged runs left out; at the edges only what stands next to a change stays."""
    last = len(pieces) - 1
    return tuple(
        Piece(piece.change, _shortened(piece.text, head=kept if number else 0, tail=kept if number < last else 0)) if piece.change is Change.SAME else piece
        for number, piece in enumerate(pieces)
    )


def _shortened(text: str, *, head: int, tail: int) -> str:
    tokens = _TOKEN.findall(text)
    places = [number for number, token in enumerate(tokens) if not token.isspace()]
    if len(places) <= head + tail + 1:
        return text
    start = "".join(tokens[: places[head - 1] + 1]) if head else ""
    end = "".join(tokens[places[-tail] :]) if tail else ""
    return f"{start}{GAP}{end}"


def _joined(codes: Iterable[tuple[str, int, int, int, int]], before: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Join changes that only white space parts."""
    ordered = list(codes)
    found: list[tuple[str, int, int, int, int]] = []
    for number, (tag, i1, i2, j1, j2) in enumerate(ordered):
        is_inside = 0 < number < len(ordered) - 1
        is_island = tag == "equal" and is_inside and all(token.isspace() and "\n" not in token for token in before[i1:i2])
        if found and (tag != "equal" or is_island) and found[-1][0] != "equal":
            found[-1] = ("replace", found[-1][1], i2, found[-1][3], j2)
        else:
            found.append((tag, i1, i2, j1, j2))
    return found
