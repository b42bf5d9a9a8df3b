"""Finds known facts in free text and puts references in their place, so that no number is typed into a published answer."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from welcomebot.domain.article_body import Block, Inline, Notes, Paragraph, Reference, Runs, Steps, Text
from welcomebot.domain.contacts import Contact

# Deadlines and percentages are left out: "three months" stands for many things, and only a person knows for which one.
SPOTTED_KINDS = frozenset({"phone", "email", "link", "address", "hours", "fee", "sum"})
# Numbers that are the same digits wherever somebody writes them; others lose the country's prefix at home.
_COUNTRY = "358"
_SHORT_PHONE = 6  # digits
_BETWEEN_DIGITS = r"[ \u00a0().\-–/]{0,3}"
_LONG_DASHES = re.compile(r"[-–—−]")
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_ARABIC_ZEROS = (0x660, 0x6F0)


@dataclass(frozen=True)
class Found:
    """Where the value of a fact stands in a text."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class FactPatterns:
    """How the values of all facts may be written; made once for a set of facts."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    def refer(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return blocks in which references stand for the facts that are typed there."""
        return tuple(self._block(block) for block in blocks)

    def find(self, text: str) -> list[Found]:
        """Return the values that stand in a text, in order; where two overlap, the longer one."""
        matches = [Found(match.start(), match.end(), key) for key, pattern in self.patterns for match in pattern.finditer(text)]
        kept: list[Found] = []
        # The sort is stable: of two facts with the same words the first one by key is taken.
        for found in sorted(matches, key=lambda found: found.start - found.end):
            if all(found.end <= other.start or found.start >= other.end for other in kept):
                kept.append(found)
        return sorted(kept, key=lambda found: found.start)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return Paragraph(self._runs(block.runs), block.line)
        kind: type[Steps | Notes] = type(block)
        return kind(tuple(self._runs(runs) for runs in block.items), block.lines)

    def _runs(self, runs: Runs) -> Runs:
        return tuple(part for run in runs for part in (self._split(run) if isinstance(run, Text) else (run,)))

    def _split(self, run: Text) -> Iterator[Inline]:
        end = 0
        for found in self.find(run.text):
            if found.start > end:
                yield Text(run.text[end : found.start], run.is_bold)
            yield Reference(found.key, run.is_bold)
            end = found.end
        if end < len(run.text):
            yield Text(run.text[end:], run.is_bold)


def patterns_of(contacts: Mapping[str, Contact], language: str) -> FactPatterns:
    """Return how the facts may be written in a text of a language: in its own words, or in those of another language."""
    owners: dict[str, list[str]] = defaultdict(list)
    for key in sorted(contacts, key=lambda key: (len(key), key)):
        contact = contacts[key]
        if contact.kind in SPOTTED_KINDS:
            for value in _values(contact, language):
                for pattern in _written(contact.kind, value):
                    owners[pattern].append(key)
    # The same hours or sum may belong to two things, and only a person knows to which; a number or a page is the same thing under any name.
    known = ((keys[0], pattern) for pattern, keys in owners.items() if len(keys) == 1 or contacts[keys[0]].kind in {"phone", "email", "link"})
    return FactPatterns(tuple((key, re.compile(pattern, re.IGNORECASE)) for key, pattern in known))


def _values(contact: Contact, language: str) -> list[str]:
    own = contact.value_in(language)
    return list(dict.fromkeys((own, *contact.value.values())))


def _written(kind: str, value: str) -> Iterator[str]:
    if not value.strip():
        return
    if kind == "phone":
        yield _phone(re.sub(r"\D", "", value), is_international=value.strip().startswith("+"))
    elif kind == "email":
        yield rf"(?:mailto:)?(?<![\w.+-]){re.escape(value)}(?![\w-]|\.\w|@)"
    elif kind == "link":
        rest = _SCHEME.sub("", value).rstrip("/")
        yield rf"(?<![\w@/.:-])(?:https?://)?(?:www\.)?{re.escape(rest)}/?(?![\w/?#=&%@-]|\.\w)"
    else:
        yield _words(value)
        street = value.partition(",")[0]
        if kind == "address" and street != value and any(letter.isdigit() for letter in street):
            yield _words(street)


def _phone(digits: str, *, is_international: bool) -> str:
    is_finnish = is_international and digits.startswith(_COUNTRY)
    at_home = digits.removeprefix(_COUNTRY) if is_finnish else digits.removeprefix("0")
    if not is_finnish and (is_international or len(digits) <= _SHORT_PHONE):
        # A foreign number, or a short one such as 112: it has one way to be dialled.
        dialled = r"(?:\+|00)" if is_international else ""
        return rf"(?<![+\w]){dialled}{_spaced(digits)}(?!\w)"
    prefix = rf"(?:(?:\+|00){_spaced(_COUNTRY)}{_BETWEEN_DIGITS}(?:\(0\){_BETWEEN_DIGITS})?|\(?[0\u0660\u06f0]\)?{_BETWEEN_DIGITS})"
    return rf"(?<![+\w]){prefix}{_spaced(at_home)}(?!\w)"


def _spaced(digits: str) -> str:
    return _BETWEEN_DIGITS.join("[" + digit + "".join(chr(zero + int(digit)) for zero in _ARABIC_ZEROS) + "]" for digit in digits)


def _words(value: str) -> str:
    """Return a pattern in which spaces and dashes may be of any kind."""
    tokens = [_LONG_DASHES.sub("[-–—−]", re.escape(token).replace(r"\-", "-")) for token in value.split()]
    spaced = r"\s+".join(tokens)
    return rf"(?<!\w){spaced}(?!\w)"
