"""A small language for phrase rules: which words, close together in any order, mean something.

A rule is a line of terms with spaces between them; all of them must stand within a few words of each other.

- `stem*` any ending, `*stem*` anywhere in a word, `=word` or `=stem*` without typos, `word` one typo allowed from six letters on
- `a|b|c` one of these; `@group` one of a named group; `two_words` these words side by side
- `-term` not in the whole message; `~4` at most four words from the first to the last (8 when nothing is said)
- a leading `!` marks a rule that calm words do not switch off; `>` keeps the written order
- `^` marks a rule that is not read without the dots of å, ä, ö: there it would mean something else
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from welcomebot.domain.folding import fold

DEFAULT_SPAN = 8  # words
NEEDS_DOTS = "^"
ONE_TYPO_FROM = 6  # letters; shorter words are too near to each other
TWO_TYPOS_FROM = 10  # letters
ARABIC_CLITICS = ("وال", "بال", "فال", "عال", "هال", "كال", "لل", "ال", "و", "ف", "ب", "ع")
MIN_ARABIC_REST = 3  # letters that stay when a particle is cut


@dataclass(frozen=True)
class Rule:
    """A compiled rule: the numbers of its terms, those that must be absent, and how near they stand."""

    written: str
    needed: tuple[int, ...]
    absent: tuple[int, ...]
    span: int
    is_sure: bool
    is_ordered: bool


class Phrasebook:
    """All terms of one language file; finds where each stands in a message."""

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._groups = {name: value.split() for name, value in groups.items()}
        self._numbers: dict[str, int] = {}
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._stems: dict[str, set[int]] = defaultdict(set)
        self._inside: dict[str, set[int]] = defaultdict(set)
        self._fuzzy: dict[str, list[tuple[str, bool, int]]] = defaultdict(list)
        self._sequences: dict[int, list[tuple[tuple[int, ...], int]]] = defaultdict(list)  # by the first step
        self._terms_of = lru_cache(maxsize=20_000)(self._look_up)

    def compile(self, written: str) -> Rule:
        """Return the rule that a line describes."""
        parts = written.split()
        is_sure, is_ordered, span = False, False, DEFAULT_SPAN
        needed, absent = [], []
        for part in parts:
            if part == "!":
                is_sure = True
            elif part == ">":
                is_ordered = True
            elif part == NEEDS_DOTS:
                continue
            elif part.startswith("~"):
                span = int(part[1:])
            elif part.startswith("-"):
                absent.append(self.number(part[1:]))
            else:
                needed.append(self.number(part))
        if not needed:
            raise ValueError(f"a rule needs a word: {written!r}")
        return Rule(written, tuple(needed), tuple(absent), span, is_sure, is_ordered)

    def read(self, message: Sequence[str]) -> dict[int, list[int]]:
        """Return the positions of each term in a message of folded words."""
        positions: dict[int, list[int]] = {}
        for index, word in enumerate(message):
            for number in self._terms_of(word):
                positions.setdefault(number, []).append(index)
        begun = [begun for number in positions if number in self._sequences for begun in self._sequences[number]]
        for sequence, number in begun:
            starts = self._starts(sequence, positions)
            if starts:
                positions[number] = sorted({*positions.get(number, ()), *starts})
        return positions

    @staticmethod
    def _starts(sequence: tuple[int, ...], positions: Mapping[int, Sequence[int]]) -> set[int]:
        """Return where all steps of a sequence stand side by side."""
        if not all(step in positions for step in sequence):
            return set()
        starts = set(positions[sequence[0]])
        for offset, step in enumerate(sequence[1:], start=1):
            starts &= {position - offset for position in positions[step]}
        return starts

    def covers(self, message: Sequence[str], rule: Rule) -> bool:
        """Tell whether every word of a message belongs to one of a rule's terms."""
        positions = self.read(message)
        covered = {place for number in rule.needed for place in positions.get(number, ())}
        for sequence, number in (found for begun in self._sequences.values() for found in begun):
            if number in rule.needed:
                covered |= {start + offset for start in self._starts(sequence, positions) for offset in range(len(sequence))}
        return len(covered) == len(message)

    def number(self, term: str) -> int:
        """Return the number of a term, under which `read` tells its positions."""
        if term in self._numbers:
            return self._numbers[term]
        number = self._numbers[term] = len(self._numbers)
        self._terms_of.cache_clear()
        for word in self._words_of(term.split("|")):
            self._add(word, number)
        return number

    def _words_of(self, names: Sequence[str]) -> list[str]:
        """Return the written words of a term; a group may name other groups."""
        found: list[str] = []
        for name in names:
            found += self._words_of(self._groups[name[1:]]) if name.startswith("@") else [name]
        return found

    def _add(self, word: str, number: int) -> None:
        word = fold(word)
        if "_" in word.strip("_"):
            steps = tuple(self.number(step) for step in word.split("_"))
            self._sequences[steps[0]].append((steps, number))
        elif word.startswith("="):
            (self._stems if word.endswith("*") else self._exact)[word[1:].rstrip("*")].add(number)
        elif word.startswith("*"):
            self._inside[word.strip("*")].add(number)
        else:
            stem, is_open = word.rstrip("*"), word.endswith("*")
            (self._stems if is_open else self._exact)[stem].add(number)
            if len(stem) >= ONE_TYPO_FROM:
                self._fuzzy[stem[0]].append((stem, is_open, number))

    def _look_up(self, token: str) -> frozenset[int]:
        found: set[int] = set()
        for form in _forms(token):
            found |= self._exact.get(form, set())
            for length in range(2, len(form) + 1):
                found |= self._stems.get(form[:length], set())
        for part, numbers in self._inside.items():
            if part in token:
                found |= numbers
        for stem, is_open, number in self._fuzzy.get(token[0], ()):
            if number not in found and _is_near(token, stem, is_open=is_open):
                found.add(number)
        return frozenset(found)


class RuleList:
    """Rules in their written order. Each is filed under its rarest term, so that a message only meets rules that it may fit."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        uses = Counter(number for rule in rules for number in rule.needed)
        self._by_term: dict[int, list[tuple[int, Rule]]] = defaultdict(list)
        for place, rule in enumerate(rules):
            self._by_term[min(rule.needed, key=lambda number: uses[number])].append((place, rule))

    def matching(self, positions: Mapping[int, Sequence[int]]) -> Iterator[Rule]:
        """Yield the rules that fit a message, as they are written; `positions` come from `Phrasebook.read`."""
        near = sorted((entry for number in positions if number in self._by_term for entry in self._by_term[number]), key=lambda entry: entry[0])
        return (rule for _, rule in near if matches(rule, positions))

    def has_match(self, positions: Mapping[int, Sequence[int]]) -> bool:
        """Tell whether any rule fits a message."""
        return next(self.matching(positions), None) is not None


def matches(rule: Rule, positions: Mapping[int, Sequence[int]]) -> bool:
    """Tell whether the terms of a rule stand near enough to each other."""
    for number in rule.needed:
        if number not in positions:
            return False
    if any(number in positions for number in rule.absent):
        return False
    if len(rule.needed) == 1:
        return True
    if rule.is_ordered:
        return any(_follows(rule, positions, start) for start in positions[rule.needed[0]])
    return any(_fits(rule, positions, 1, (start,)) for start in positions[rule.needed[0]])


def _fits(rule: Rule, positions: Mapping[int, Sequence[int]], depth: int, chosen: tuple[int, ...]) -> bool:
    """Choose a place for each term in turn; one word never stands for two terms."""
    if depth == len(rule.needed):
        return True
    for place in positions[rule.needed[depth]]:
        low, high = min(place, *chosen), max(place, *chosen)
        if place not in chosen and high - low < rule.span and _fits(rule, positions, depth + 1, (*chosen, place)):
            return True
    return False


def _follows(rule: Rule, positions: Mapping[int, Sequence[int]], start: int) -> bool:
    place = start
    for number in rule.needed[1:]:
        later = [position for position in positions[number] if place < position < start + rule.span]
        if not later:
            return False
        place = min(later)
    return True


def _forms(token: str) -> list[str]:
    """Return a word and, for Arabic, the word without its particles."""
    if not "ء" <= token[0] <= "ي":
        return [token]
    return [token, *(token[len(particle) :] for particle in ARABIC_CLITICS if token.startswith(particle) and len(token) - len(particle) >= MIN_ARABIC_REST)]


def _is_near(token: str, stem: str, *, is_open: bool) -> bool:
    """Tell whether a word is a mistyped form of a stem; the first letter must be right."""
    allowed = 2 if len(stem) >= TWO_TYPOS_FROM else 1
    if len(token) < len(stem) - allowed:
        return False
    if not is_open:
        return OSA.distance(token, stem, score_cutoff=allowed) <= allowed
    return any(OSA.distance(token[:length], stem, score_cutoff=allowed) <= allowed for length in range(len(stem) - 1, len(stem) + 2))
