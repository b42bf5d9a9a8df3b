"""Wishes to speak with a person instead of a bot."""

from collections.abc import Iterable, Mapping
from typing import Any

from welcomebot.domain.folding import words
from welcomebot.domain.phrases import Phrasebook, RuleList

MAX_WISH_WORDS = 20  # a longer message tells its matter, and is answered like any other


class HumanWishRules:
    """The rules of one language, from knowledge/human_wish/<language>.yaml.

    `asks` are rules that show such a wish, `unless` rules of words that show a wish for somebody else: a doctor, Kela, a landlord.
    """

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self._book = Phrasebook(data.get("words", {}))
        self._asks = RuleList([self._book.compile(line) for line in data.get("asks", ())])
        self._unless = RuleList([self._book.compile(line) for line in data.get("unless", ())])

    def fits(self, message: list[str]) -> bool:
        """Tell whether the words of a message wish for a person of the office."""
        positions = self._book.read(message)
        return self._asks.has_match(positions) and not self._unless.has_match(positions)


def wants_human(text: str, rules: Iterable[HumanWishRules]) -> bool:
    """Tell whether somebody wants a person of the office instead of the bot."""
    message = words(text)
    return len(message) <= MAX_WISH_WORDS and any(one.fits(message) for one in rules)
