"""Danger, recognised by rules before anything else; look-alikes are told apart by calm words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from welcomebot.domain.folding import words
from welcomebot.domain.phrases import Phrasebook, Rule, matches

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

    def _compile(self, lines: Any) -> list[Rule]:
        if isinstance(lines, Mapping):
            lines = [line for about in lines.values() for line in about]
        return [self._book.compile(line) for line in lines]

    def find(self, message: Sequence[str]) -> Emergency | None:
        """Return the gravest emergency that the words of a message tell of."""
        positions = self._book.read(message)
        found = {kind: [rule for rule in rules if matches(rule, positions)] for kind, rules in self._rules.items()}
        if not any(found.values()) or any(matches(rule, positions) for rule in self._never):
            return None
        is_calm = any(matches(rule, positions) for rule in self._calm)
        for kind, rules in found.items():
            rule = next((rule for rule in rules if rule.is_sure or not is_calm), None)
            if rule:
                return Emergency(kind, self.language, rule.written)
        return None


def find_emergency(text: str, rules: Iterable[EmergencyRules]) -> Emergency | None:
    """Return what danger a text tells of, in the order of the rules' languages."""
    message = words(text)
    if not message:
        return None
    return next((found for one in rules if (found := one.find(message))), None)
