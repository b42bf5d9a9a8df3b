"""The office's own test questions, and what a change of the answers does to them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from welcomebot.domain.answering import Decision, Outcome

AMONG = 3  # an article counts as found among so many
# A question about one of these may be answered as danger: the reply begins with 112 and holds what the article says first.
SAFETY = frozenset({"emergency", "crisis-help", "domestic-violence", "police", "victim-support"})


@dataclass(frozen=True)
class GoldenQuestion:
    """A question with the article that answers it; None where the bot must honestly refuse. `emergency` is the kind of danger that it tells of."""

    text: str
    article_id: str | None = None
    emergency: str = ""


@dataclass(frozen=True)
class GoldenSet:
    """The questions of one language. `skipped` are those whose article does not exist yet."""

    language: str
    questions: tuple[GoldenQuestion, ...] = ()
    skipped: int = 0

    @property
    def about_articles(self) -> tuple[GoldenQuestion, ...]:
        """Return the questions that articles decide on; danger is told by rules before any article is looked at."""
        return tuple(question for question in self.questions if not question.emergency)

    def among(self, article_ids: Iterable[str]) -> "GoldenSet":
        """Return the set with the questions whose articles exist; the others are counted."""
        known = frozenset(article_ids)
        kept = tuple(question for question in self.questions if question.article_id is None or question.article_id in known)
        return GoldenSet(self.language, kept, self.skipped + len(self.questions) - len(kept))


@dataclass(frozen=True)
class Given:
    """What a question led to: the outcome and the articles that were offered, the best first."""

    outcome: Outcome
    offered: tuple[str, ...] = ()

    @classmethod
    def of(cls, decision: Decision) -> "Given":
        """Return what a decision gave."""
        return cls(decision.outcome, tuple(candidate.article_id for candidate in decision.offered))


class Mark(StrEnum):
    """How good an outcome is."""

    FIRST = "first"  # the right article at once
    AMONG = "among"  # the right article among the choices
    SILENT = "silent"  # no article, though there is one
    WRONG = "wrong"  # other articles only, or any where the bot must refuse
    REFUSED = "refused"  # rightly
    CAUGHT = "caught"  # danger was told
    MISSED = "missed"  # danger was not told


GOOD = frozenset({Mark.FIRST, Mark.AMONG, Mark.REFUSED, Mark.CAUGHT})
_WORTH = {Mark.FIRST: 3, Mark.REFUSED: 3, Mark.AMONG: 2, Mark.SILENT: 1, Mark.WRONG: 0}


def mark(question: GoldenQuestion, given: Given) -> Mark:
    """Return how good an outcome is for a question."""
    if question.emergency:
        return Mark.CAUGHT if given.outcome is Outcome.EMERGENCY else Mark.MISSED
    is_alarm = given.outcome is Outcome.EMERGENCY
    if question.article_id is None:
        return Mark.WRONG if given.offered or is_alarm else Mark.REFUSED
    if is_alarm and question.article_id in SAFETY:
        return Mark.FIRST
    if question.article_id not in given.offered[:AMONG]:
        return Mark.WRONG if given.offered else Mark.SILENT
    return Mark.FIRST if given.offered[0] == question.article_id else Mark.AMONG


class Effect(StrEnum):
    """What a change does to a question; the worst first."""

    UNANSWERED = "unanswered"  # answered today, no answer then
    OTHER = "other"  # another answer than the right one then
    ANSWERED = "answered"  # rightly refused today, an answer then
    LESS_SURE = "less-sure"  # the answer at once today, choices then
    BETTER = "better"


def effect(question: GoldenQuestion, before: Given, after: Given) -> Effect | None:
    """Return what a change does to a question; None where it ends as well as today."""
    was, becomes = mark(question, before), mark(question, after)
    if _worth(was, before) == _worth(becomes, after):
        return None
    if _worth(was, before) < _worth(becomes, after):
        return Effect.BETTER
    if was is Mark.REFUSED:
        return Effect.ANSWERED
    if becomes is Mark.SILENT:
        return Effect.UNANSWERED
    return Effect.OTHER if becomes is Mark.WRONG else Effect.LESS_SURE


def _worth(found: Mark, given: Given) -> tuple[int, bool]:
    # Choices with the right article first are less than the article alone.
    return _WORTH[found], found is not Mark.FIRST or given.outcome is not Outcome.CHOICES


@dataclass(frozen=True)
class Change:
    """A question that ends otherwise."""

    question: GoldenQuestion
    effect: Effect


@dataclass(frozen=True)
class Replayed:
    """What a change does to all questions of a language."""

    language: str
    questions: int
    changes: tuple[Change, ...] = ()

    @property
    def counts(self) -> Mapping[Effect, int]:
        """Return how many questions each effect touches, the worst effect first."""
        counted = Counter(change.effect for change in self.changes)
        return {kind: counted[kind] for kind in Effect if counted[kind]}

    @property
    def is_worse(self) -> bool:
        """Tell whether any question ends worse."""
        return any(change.effect is not Effect.BETTER for change in self.changes)


def compare(questions: Iterable[GoldenQuestion], before: Iterable[Given], after: Iterable[Given]) -> tuple[Change, ...]:
    """Return the questions that end otherwise, in their order."""
    judged = ((question, effect(question, was, becomes)) for question, was, becomes in zip(questions, before, after, strict=True))
    return tuple(Change(question, found) for question, found in judged if found is not None)


Share = tuple[int, int]  # how many, of how many


@dataclass(frozen=True)
class Tally:
    """How the questions of a language end today. `misses` are those that end wrongly."""

    language: str
    right_first: Share
    right_among: Share
    refused: Share
    caught: Share
    misses: tuple[tuple[GoldenQuestion, Given], ...] = ()
    skipped: int = 0

    @classmethod
    def of(cls, golden: GoldenSet, given: Iterable[Given]) -> "Tally":
        """Return the tally of a set."""
        judged = [(question, outcome, mark(question, outcome)) for question, outcome in zip(golden.questions, given, strict=True)]
        about = Counter(found for question, _, found in judged if question.article_id is not None)
        others = Counter(found for question, _, found in judged if question.article_id is None)
        size = about.total()
        return cls(
            golden.language,
            (about[Mark.FIRST], size),
            (about[Mark.FIRST] + about[Mark.AMONG], size),
            (others[Mark.REFUSED], others[Mark.REFUSED] + others[Mark.WRONG]),
            (others[Mark.CAUGHT], others[Mark.CAUGHT] + others[Mark.MISSED]),
            tuple((question, outcome) for question, outcome, found in judged if found not in GOOD),
            golden.skipped,
        )
