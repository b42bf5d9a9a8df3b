"""What a message says before any article is looked at: its language, and whether a rule decides what it leads to."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from welcomebot.domain.answering import Outcome
from welcomebot.domain.emergency import EmergencyExamples, EmergencyRules, Felt, believed, find_emergency
from welcomebot.domain.folding import words
from welcomebot.domain.follow_up import is_follow_up
from welcomebot.domain.human_wish import wants_human
from welcomebot.domain.language import CODES, FALLBACKS
from welcomebot.domain.one_script import in_one_script
from welcomebot.domain.own_case import find_own_case
from welcomebot.domain.small_talk import find_small_talk
from welcomebot.search.language import detect, is_sure
from welcomebot.search.rule_files import DOTS, Rules, load_rules

MAX_READ = 1_000  # characters of a question


@dataclass(frozen=True)
class Heard:
    """A message with its language, and that of the reply; `ruled` is the outcome where a rule decides, `is_felt` where only its meaning tells of danger."""

    text: str
    detected: str
    language: str
    unspoken: str | None = None
    ruled: Outcome | None = None
    detail: str = ""
    is_felt: bool = False


class Hearing:
    """The rules of all languages, asked in the order in which they matter."""

    def __init__(self, rules: Rules | None = None) -> None:
        self._rules = rules or load_rules()

    @property
    def examples(self) -> EmergencyExamples:
        """Return the messages that danger is learnt from."""
        return self._rules.examples

    def hear(self, text: str, chosen: str | None, written: Collection[str] = (), felt: Felt | None = None) -> Heard:
        """Return what a message says; `chosen` is the person's language, `written` are those of the articles, `felt` is what its meaning tells."""
        text = in_one_script(text[:MAX_READ])
        detected, confidence = detect(text, chosen, written)
        is_spoken = detected in CODES
        heard = Heard(
            text,
            detected,
            language=detected if is_spoken else chosen or FALLBACKS[0],
            unspoken=detected if not is_spoken and is_sure(text, confidence) else None,
        )
        if emergency := believed(find_emergency(text, self._emergency_rules(text)), felt, len(words(text))):
            return replace(heard, ruled=Outcome.EMERGENCY, detail=emergency.kind)
        if wants_human(text, self._rules.human_wish):
            return replace(heard, ruled=Outcome.HUMAN)
        if chat := find_small_talk(text, self._rules.small_talk):
            return replace(heard, ruled=Outcome.SMALL_TALK, detail=chat.kind)
        if own := find_own_case(text, self._rules.own_case):
            return replace(heard, ruled=Outcome.OWN_CASE, detail=own.authority)
        if felt and felt.is_sure:
            return replace(heard, ruled=Outcome.EMERGENCY, detail=felt.kind, is_felt=True)
        return heard

    def is_emergency(self, text: str) -> bool:
        """Tell whether a text has words of danger; quick, for whoever does something else and may be interrupted."""
        return find_emergency(text[:MAX_READ], self._emergency_rules(text)) is not None

    def is_follow_up(self, text: str) -> bool:
        """Tell whether a text can only be understood with what was spoken of before."""
        return is_follow_up(text, self._rules.follow_ups)

    def _emergency_rules(self, text: str) -> list[EmergencyRules]:
        # Rules of every language are asked: the language of a short cry for help is guessed wrongly too often.
        plain = () if any(letter in text for letter in DOTS) else self._rules.emergencies_without_dots
        return [*self._rules.emergencies, *plain]
