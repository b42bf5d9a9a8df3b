"""Questions about the state, decision or amount of somebody's own matter, which the bot cannot see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from welcomebot.domain.folding import words
from welcomebot.domain.phrases import Phrasebook, RuleList, matches

DEFAULT_AUTHORITY = "other"


@dataclass(frozen=True)
class OwnCase:
    """Whose matter it is, as far as it can be guessed, and the language of the rule."""

    authority: str
    language: str


class OwnCaseRules:
    """The rules of one language, from knowledge/own_case/<language>.yaml.

    `asks` are rules that show such a question, `how-to` rules of words that ask for advice instead, and `authorities`
    the words that tell who handles it.
    """

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self._book = Phrasebook(data.get("words", {}))
        self._asks = RuleList([self._book.compile(line) for line in data.get("asks", ())])
        self._how_to = RuleList([self._book.compile(line) for line in data.get("how-to", ())])
        self._authorities = {name: self._book.compile(term) for name, term in data.get("authorities", {}).items()}

    def find(self, message: Sequence[str]) -> OwnCase | None:
        """Return whose matter the words of a message ask about."""
        positions = self._book.read(message)
        asks = list(self._asks.matching(positions))
        if not asks:
            return None
        if self._how_to.has_match(positions) and not any(rule.is_sure for rule in asks):
            return None
        found = (name for name, rule in self._authorities.items() if matches(rule, positions))
        return OwnCase(next(found, DEFAULT_AUTHORITY), self.language)


def find_own_case(text: str, rules: Iterable[OwnCaseRules]) -> OwnCase | None:
    """Return whose matter a text asks about, if it asks about the person's own."""
    message = words(text)
    return next((found for one in rules if (found := one.find(message))), None)
