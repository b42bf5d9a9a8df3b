"""Greetings, thanks and chat: messages that ask for nothing the office could answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from welcomebot.domain.folding import words
from welcomebot.domain.phrases import Phrasebook, RuleList, matches

# Longer messages ask for something, whatever they begin with.
MAX_CHAT_WORDS = 14


@dataclass(frozen=True)
class SmallTalk:
    """What was recognised: the kind of reply and the language of the rule."""

    kind: str
    language: str


class SmallTalkRules:
    """The rules of one language, from knowledge/small_talk/<language>.yaml.

    `only` holds words by kind: the message must consist of them and of fillers alone. `phrases` holds rules by kind
    that may stand in a longer message; `unless` are rules of words that show a real question.
    """

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        fillers = f" {data.get('fillers', '')}"
        only: Mapping[str, str] = data.get("only", {})
        groups = {**data.get("words", {}), **{f"only-{kind}": value for kind, value in only.items()}}
        groups |= {f"all-{kind}": value + fillers for kind, value in only.items()}
        self._book = Phrasebook(groups)
        self._only = {kind: (self._book.compile(f"@only-{kind}"), self._book.compile(f"@all-{kind}")) for kind in only}
        self._phrases = {kind: self._compile(lines) for kind, lines in data.get("phrases", {}).items()}
        self._unless = self._compile(data.get("unless", ()))

    def _compile(self, lines: Iterable[str]) -> RuleList:
        return RuleList([self._book.compile(line) for line in lines])

    def find(self, message: Sequence[str]) -> SmallTalk | None:
        """Return what chat the words of a message are."""
        positions = self._book.read(message)
        for kind, (present, every) in self._only.items():
            if matches(present, positions) and self._book.covers(message, every):
                return SmallTalk(kind, self.language)
        if self._unless.has_match(positions):
            return None
        for kind, rules in self._phrases.items():
            if rules.has_match(positions):
                return SmallTalk(kind, self.language)
        return None


def find_small_talk(text: str, rules: Iterable[SmallTalkRules]) -> SmallTalk | None:
    """Return what chat a short text is; a text without any word counts as chat too."""
    message = words(text)
    if not message:
        return SmallTalk("chat", "")
    if len(message) > MAX_CHAT_WORDS:
        return None
    return next((found for one in rules if (found := one.find(message))), None)
