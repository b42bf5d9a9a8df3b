"""Several needs in one message: "I need a tax card. And where do I get a bank account?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from welcomebot.domain.answering import SEVERAL, Decision, Outcome
from welcomebot.domain.folding import words

MAX_NEEDS = 4  # as many as there are choices
MIN_WORDS = 2  # of a part; a single word is mostly an afterthought
MIN_MESSAGE = 5  # words; a shorter message has one need
# Ends of sentences, line breaks, and the words for "and" where another part follows; Arabic writes that word into the next one, so longer forms
# stand for it. Commas are no borders: what stands between them tells a situation.
_BETWEEN = re.compile(
    r"[.!?؟;…\n]+\s*"
    r"|\s+(?:and|also|ja|sekä|och|samt|і|й|та|також|и|также|ещё|еще|وأيضا|وكمان|وبعدين|كمان|أيضا)\s+",
    re.IGNORECASE,
)


def needs_in(text: str) -> list[str]:
    """Return the parts of a message that may each ask for something; nothing where it has one part only."""
    if len(words(text)) < MIN_MESSAGE:
        return []
    parts = [part.strip() for part in _BETWEEN.split(text)]
    found = list(dict.fromkeys(part for part in parts if len(words(part)) >= MIN_WORDS))
    return found[:MAX_NEEDS] if len(found) > 1 else []


def one_choice_a_need(whole: Decision, parts: Sequence[Decision]) -> Decision:
    """Return choices where several parts of a message have an answer each, and what the whole message leads to otherwise.

    Each of the answers must be near the whole message too: a part that only tells the situation leads somewhere else.
    """
    near = {candidate.article_id for candidate in whole.candidates[:MAX_NEEDS]}
    answers = {part.offered[0].article_id: part.offered[0] for part in parts if part.outcome is Outcome.ANSWER and part.offered[0].article_id in near}
    if len(answers) < 2:  # noqa: PLR2004 - one answer is no choice
        return whole
    return replace(whole, outcome=Outcome.CHOICES, offered=tuple(answers.values()), detail=SEVERAL)
