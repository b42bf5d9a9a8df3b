"""What a question can lead to, and what the search knows about each candidate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SEVERAL = "several"


class Outcome(StrEnum):
    """How a question ends."""

    ANSWER = "answer"
    CHOICES = "choices"
    NO_ANSWER = "no_answer"
    EMERGENCY = "emergency"
    SMALL_TALK = "small_talk"
    OWN_CASE = "own_case"
    HUMAN = "human"


@dataclass(frozen=True)
class Candidate:
    """An article that may answer, with its fused score (0-1) and the signals that it came from."""

    article_id: str
    score: float
    signals: Mapping[str, float] = field(default_factory=dict)
    matched: str = ""  # the stored question or passage that was nearest


@dataclass(frozen=True)
class Decision:
    """What the bot does with a question: the outcome, the language of the reply and the articles offered.

    `detail` names the emergency kind, the small-talk kind, the authority of an own case, or the topic that the office does not answer; it is
    SEVERAL where each of the articles offered answers another part of the message. `after` is the article that a message was understood with.
    `candidates` are the ten best articles whatever the outcome. `unspoken` is the language that the question was surely asked in, where
    the service has no texts in it.
    """

    outcome: Outcome
    language: str
    offered: tuple[Candidate, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    detail: str = ""
    unspoken: str | None = None
    after: str | None = None
