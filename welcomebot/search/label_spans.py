"""Which names stand inside a phrase, one after the other, and which of its words name nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from welcomebot.domain.skill_words import FILLERS
from welcomebot.domain.skills import Kind
from welcomebot.search.label_scoring import Why
from welcomebot.search.linking import Linker

MAX_SPAN = 6  # words of a name
MAX_MISTYPED = 3  # words of a name that is looked for with a typo; longer ones are found as alike
MIN_INSIDE = 3  # letters of a name inside a longer phrase
LOOSE_BELOW = 0.7  # of the phrase's letters
ARABIC_AND = "و"  # it is written together with the next word
MIN_AFTER_AND = 3  # letters
NO_AND = frozenset(["ورشه", "وقت", "وظيفه", "ورديه", "وكيل", "وكاله", "وجبه", "وجبات", "ورق", "وزن", "ولد", "والد", "وزاره", "وثايق"])
KINDS = (Kind.PERMIT, Kind.OCCUPATION, Kind.SKILL)  # of two concepts with one name, the one that says more


@dataclass(frozen=True)
class Named:
    """Words that are the name of a concept, or of several of one kind: then nobody can know which is meant.

    `context` holds the words around a name of one word that may say that something else is meant: "school assistant".
    """

    text: str
    concepts: tuple[str, ...]
    score: float
    context: str = ""


@dataclass(frozen=True)
class Spans:
    """The names in a phrase, and the runs of words between them."""

    named: tuple[Named, ...]
    left: tuple[str, ...]


def find_spans(linker: Linker, core: str, *, language: str | None) -> Spans:
    """Return the names in the core of a phrase, the longest first from the left."""
    if same := linker.same(core):
        return Spans((_name(linker, core, same, language),), ())
    named: list[Named] = []
    left: list[str] = []
    for part in _parts(core.split()):
        found = _find(linker, part, language)
        named += found.named
        left += found.left
    return Spans(tuple(named), tuple(left))


def _find(linker: Linker, words: Sequence[str], language: str | None) -> Spans:
    named: list[Named] = []
    left: list[list[str]] = [[]]
    place = 0
    while place < len(words):
        found = _longest(linker, words, place, language)
        if found is None:
            left[-1].append(words[place])
            place += 1
        else:
            named.append(found[1])
            left.append([])
            place = found[0]
    runs = [text for run in left if (text := _meaningful(run))]
    if runs:
        named = [replace(name, context=_context(name, words, named)) for name in named]
    return Spans(tuple(named), tuple(runs))


def _context(name: Named, words: Sequence[str], named: Sequence[Named]) -> str:
    """Return the words that may change what a name of one word means; none where it is most of them."""
    others = {word for other in named if other is not name for word in other.text.split()}
    context = _meaningful([word for word in words if word not in others])
    is_loose = " " not in name.text and len(name.text) < LOOSE_BELOW * len(context)
    return context if is_loose else ""


def _longest(linker: Linker, words: Sequence[str], start: int, language: str | None) -> tuple[int, Named] | None:
    for end in range(min(len(words), start + MAX_SPAN), start, -1):
        span = words[start:end]
        text = " ".join(span)
        is_whole = len(span) == len(words)
        if is_whole or (len(text) >= MIN_INSIDE and span[0] not in FILLERS and span[-1] not in FILLERS):
            same = linker.same(text) if len(span) <= MAX_MISTYPED else linker.same_exactly(text)
            if same:
                return end, _name(linker, text, same, language)
    return None


def _name(linker: Linker, text: str, same: Sequence[Why], language: str | None) -> Named:
    """Keep the concepts of the strongest kind and reason; the person's language decides between equals."""
    labels, concepts = linker.index.labels, linker.index.concepts

    def strength(entry: Why) -> tuple[int, int, int]:
        label = labels[entry[0]]
        concept = concepts[label.concept]
        return (concept.is_imported, KINDS.index(concept.kind), -round(entry[1] * 100 + (label.language == language)))

    best = min(map(strength, same))
    kept = dict.fromkeys(concepts[labels[entry[0]].concept].id for entry in same if strength(entry) == best)
    return Named(text, tuple(kept), max(sure for _, sure, _ in same))


def _parts(run: Sequence[str]) -> Iterator[Sequence[str]]:
    """Take an Arabic list apart where an "and" begins a word."""
    part: list[str] = []
    for word in run:
        joins = word.startswith(ARABIC_AND) and len(word) > MIN_AFTER_AND and word not in NO_AND
        if joins and part:
            yield part
            part = []
        part.append(word[1:] if joins else word)
    yield part


def _meaningful(run: Sequence[str]) -> str:
    """Return a run without fillers at its ends; numbers and single letters mean nothing."""
    start, end = 0, len(run)
    while start < end and run[start] in FILLERS:
        start += 1
    while end > start and run[end - 1] in FILLERS:
        end -= 1
    kept = run[start:end]
    return " ".join(kept) if any(len(word) >= MIN_INSIDE and not word.isdigit() for word in kept) else ""
