"""Messages that lean on the answer before: "and for my wife?", "how much does it cost", "where is it"."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from welcomebot.domain.answering import Candidate, Decision, Outcome
from welcomebot.domain.folding import words
from welcomebot.domain.phrases import Phrasebook, matches

FOLLOWS_FOR = timedelta(minutes=10)  # after the answer was read
MAX_FOLLOW_UP_WORDS = 9  # a longer message says itself what it is about


class FollowUpRules:
    """The words of one language, from knowledge/follow_ups/<language>.yaml.

    `leans` holds words by what they ask for: a price, a place, a person's case. A message follows up where it consists of
    them and of `fillers` alone, with at least one of `leans`: then it names no subject of its own.
    """

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        leans = " ".join(data.get("leans", {}).values())
        self._book = Phrasebook({"leans": leans, "all": f"{leans} {data.get('fillers', '')}"})
        self._present, self._every = self._book.compile("@leans"), self._book.compile("@all")

    def fits(self, message: list[str]) -> bool:
        """Tell whether the words of a message name no subject of their own."""
        return matches(self._present, self._book.read(message)) and self._book.covers(message, self._every)


def is_follow_up(text: str, rules: Iterable[FollowUpRules]) -> bool:
    """Tell whether a message can only be understood with what was spoken of before."""
    message = words(text)
    return 0 < len(message) <= MAX_FOLLOW_UP_WORDS and any(one.fits(message) for one in rules)


def understood_with(decision: Decision, found: Sequence[Candidate], after: str, related: Collection[str]) -> Decision:
    """Return what a follow-up leads to; `found` is what the search finds for it together with the title of the article `after`.

    The article itself or one that belongs to it answers. Where another one is nearer, or answers the message as it stands, the person chooses.
    """
    places = {candidate.article_id: candidate for candidate in found}
    read = places.get(after, Candidate(after, 0.0))
    first = found[0] if found and found[0].article_id in {after, *related} else read
    rivals = (*decision.offered[: decision.outcome is Outcome.ANSWER], *found[:1])
    other = next((candidate for candidate in rivals if candidate.article_id not in {after, *related}), None)
    outcome, offered = (Outcome.ANSWER, (first,)) if other is None else (Outcome.CHOICES, (first, other))
    return replace(decision, outcome=outcome, offered=offered, candidates=tuple(found), detail="", after=after)
