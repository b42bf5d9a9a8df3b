"""Danger, recognised by rules before anything else; look-alikes are told apart by calm words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from welcomebot.domain.folding import words
from welcomebot.domain.phrases import Phrasebook, RuleList
from welcomebot.domain.transliteration import to_cyrillic

# What rules do not foresee is weighed: words of danger, what goes with them, and calls for help against calm words.
STRONG, WEAK, URGENT, CALM = 2, 1, 1, -4  # points
ENOUGH = 4
MAX_STRONG, MAX_WEAK = 2, 2  # words that count
MAX_WEIGHED_WORDS = 25  # a longer text holds such words by chance

# The first kind that is found decides the reply; every reply begins with 112.
KINDS = ("home-violence", "crisis", "danger")
FEW_WORDS = 4  # "HELP", "fire here": too little to have a meaning
LOOK_ALIKE = "look-alike"  # the kind of examples that only sound like danger

TYPED_IN_LATIN = frozenset({"ru", "uk"})

Positions = Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Emergency:
    """What was recognised: the kind of reply, the language of the rule and the rule itself."""

    kind: str
    language: str
    rule: str


@dataclass(frozen=True)
class EmergencyExamples:
    """Messages, each after the kind of danger that it tells of or LOOK_ALIKE; `articles` are those whose questions people in danger ask too."""

    lines: tuple[tuple[str, str], ...]
    articles: frozenset[str]


@dataclass(frozen=True)
class Felt:
    """What the meaning of a message tells: words of danger are believed where it is possible; where it is sure no such word is needed."""

    is_possible: bool
    is_sure: bool
    kind: str


class EmergencyRules:
    """The rules of one language, from knowledge/emergencies/<language>.yaml."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self._book = Phrasebook(data.get("words", {}))
        self._rules: dict[str, RuleList] = {kind: self._compile(data.get(kind, ())) for kind in KINDS}
        self._calm = self._compile(data.get("calm", ()))
        self._never = self._compile(data.get("never", ()))
        signs = data.get("signs", {})
        self._signs = {name: self._book.number("|".join(signs[name].split())) for name in ("strong", "weak", "urgent") if name in signs}

    def _compile(self, lines: Any) -> RuleList:
        if isinstance(lines, Mapping):
            lines = [line for about in lines.values() for line in about]
        return RuleList([self._book.compile(line) for line in lines])

    def read(self, message: Sequence[str]) -> Positions:
        """Return where the terms of the rules stand in a message."""
        return self._book.read(message)

    def is_never(self, positions: Positions) -> bool:
        """Tell whether the message is a well-known look-alike."""
        return self._never.has_match(positions)

    def is_calm(self, positions: Positions) -> bool:
        """Tell whether the message has words of somebody who has time."""
        return self._calm.has_match(positions)

    def find(self, positions: Positions, length: int, *, is_calm: bool) -> Emergency | None:
        """Return the gravest emergency that a message tells of."""
        for kind, rules in self._rules.items():
            rule = next((rule for rule in rules.matching(positions) if rule.is_sure or not is_calm), None)
            if rule:
                return Emergency(kind, self.language, rule.written)
        points = self._points(positions, length) + (CALM if is_calm else 0)
        return Emergency("danger", self.language, f"signs {points}") if points >= ENOUGH else None

    def _points(self, positions: Positions, length: int) -> int:
        if not self._signs or length > MAX_WEIGHED_WORDS:
            return 0
        places = {name: set(positions.get(number, ())) for name, number in self._signs.items()}
        strong = min(MAX_STRONG, len(places["strong"]))
        weak = min(MAX_WEAK, len(places["weak"] - places["strong"]))
        urgent = bool(places["urgent"])
        return STRONG * strong + WEAK * weak + URGENT * urgent if strong else 0


def find_emergency(text: str, rules: Iterable[EmergencyRules]) -> Emergency | None:
    """Return the gravest emergency that a text tells of in any of the languages.

    Look-alikes and calm words of one language hold for all: people mix languages, and neighbours share words.
    """
    message = words(text)
    if not message:
        return None
    readings = [(one, one.read(message)) for one in rules]
    if any(one.is_never(positions) for one, positions in readings):
        return None
    is_calm = any(one.is_calm(positions) for one, positions in readings)
    cyrillic = [to_cyrillic(word) for word in message]
    if cyrillic != message:
        readings += [(one, one.read(cyrillic)) for one, _ in readings if one.language in TYPED_IN_LATIN]
    found = [emergency for one, positions in readings if (emergency := one.find(positions, len(message), is_calm=is_calm))]
    return min(found, key=lambda emergency: KINDS.index(emergency.kind), default=None)


def believed(found: Emergency | None, felt: Felt | None, length: int) -> Emergency | None:
    """Return the emergency that words tell of where the meaning of the message allows it; a cry of few words has too little meaning to deny it."""
    return found if felt is None or felt.is_possible or length < FEW_WORDS else None
