"""Danger, recognised by rules before anything else; look-alikes are told apart by calm words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from welcomebot.domain.folding import words
from welcomebot.domain.phrases import Phrasebook, Rule, matches

# What rules do not foresee is weighed: words of danger, what goes with them, and calls for help against calm words.
STRONG, WEAK, URGENT, CALM = 2, 1, 1, -4  # points
ENOUGH = 4
MAX_STRONG, MAX_WEAK = 2, 2  # words that count
MAX_WEIGHED_WORDS = 25  # a longer text holds such words by chance

# The first kind that is found decides the reply; every reply begins with 112.
KINDS = ("home-violence", "crisis", "danger")


@dataclass(frozen=True)
class Emergency:
    """What was recognised: the kind of reply, the language of the rule and the rule itself."""

    kind: str
    language: str
    rule: str


class EmergencyRules:
    """The rules of one language, from knowledge/emergencies/<language>.yaml."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self._book = Phrasebook(data.get("words", {}))
        self._rules: dict[str, list[Rule]] = {kind: self._compile(data.get(kind, ())) for kind in KINDS}
        self._calm = self._compile(data.get("calm", ()))
        self._never = self._compile(data.get("never", ()))
        signs = data.get("signs", {})
        self._signs = {name: self._book.number("|".join(signs[name].split())) for name in ("strong", "weak", "urgent") if name in signs}

    def _compile(self, lines: Any) -> list[Rule]:
        if isinstance(lines, Mapping):
            lines = [line for about in lines.values() for line in about]
        return [self._book.compile(line) for line in lines]

    def find(self, message: Sequence[str]) -> Emergency | None:
        """Return the gravest emergency that the words of a message tell of."""
        positions = self._book.read(message)
        found = {kind: [rule for rule in rules if matches(rule, positions)] for kind, rules in self._rules.items()}
        if any(matches(rule, positions) for rule in self._never):
            return None
        is_calm = any(matches(rule, positions) for rule in self._calm)
        for kind, rules in found.items():
            rule = next((rule for rule in rules if rule.is_sure or not is_calm), None)
            if rule:
                return Emergency(kind, self.language, rule.written)
        points = self._points(positions, len(message)) + (CALM if is_calm else 0)
        return Emergency("danger", self.language, f"signs {points}") if points >= ENOUGH else None

    def _points(self, positions: Mapping[int, Sequence[int]], length: int) -> int:
        if not self._signs or length > MAX_WEIGHED_WORDS:
            return 0
        places = {name: set(positions.get(number, ())) for name, number in self._signs.items()}
        strong = min(MAX_STRONG, len(places["strong"]))
        weak = min(MAX_WEAK, len(places["weak"] - places["strong"]))
        urgent = bool(places["urgent"])
        return STRONG * strong + WEAK * weak + URGENT * urgent if strong else 0


def find_emergency(text: str, rules: Iterable[EmergencyRules]) -> Emergency | None:
    """Return what danger a text tells of, in the order of the rules' languages."""
    message = words(text)
    if not message:
        return None
    return next((found for one in rules if (found := one.find(message))), None)
