"""What the office's figures say: how much is asked in which language, what comes of it, how long people wait, what is missing.

Only sums leave this module's callers: see rounded_counts for what may be shown of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import quantiles
from zoneinfo import ZoneInfo

ENOUGH = 20  # questions or verdicts below which a share says nothing, and might tell of one person
BEHIND = 0.10  # a language that finds its answers this much less often than the others is left behind
TOP = 5
ANSWER, CHOICES, NO_ANSWER = "answer", "choices", "no_answer"
DECILES = 10


@dataclass(frozen=True)
class Asked:
    """A question as the figures see it: never its words, never its person."""

    asked_at: datetime
    language: str
    outcome: str
    article_ids: tuple[str, ...] = ()
    is_sent: bool = False
    is_helpful: bool | None = None


@dataclass(frozen=True)
class LanguageFigures:
    """What came of the questions of a language; greetings, dangers and own cases are left out."""

    answered: int = 0
    choices: int = 0
    refused: int = 0
    handed_over: int = 0

    @property
    def asked(self) -> int:
        """Return how many questions there were."""
        return self.answered + self.choices + self.refused

    @property
    def share_found(self) -> float | None:
        """Return the share (0-1) that led to an answer or to choices; None where there are too few questions to say."""
        return (self.answered + self.choices) / self.asked if self.asked >= ENOUGH else None

    def __add__(self, other: "LanguageFigures") -> "LanguageFigures":
        return LanguageFigures(self.answered + other.answered, self.choices + other.choices, self.refused + other.refused, self.handed_over + other.handed_over)


@dataclass(frozen=True)
class SkillFigures:
    """A skill or work that ads ask for: in how many open ads, and how many seekers know it."""

    concept_id: str
    wanted: int
    known: int


@dataclass(frozen=True)
class Figures:
    """The office's figures of some days, both ends included. `waits_h` are the hours that half and nine tenths of the answered waited at most."""

    since: date
    until: date
    by_day: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    languages: Mapping[str, LanguageFigures] = field(default_factory=dict)
    helpful: float | None = None
    waits_h: tuple[float, float] | None = None
    top_articles: tuple[tuple[str, int], ...] = ()
    emergencies: int = 0
    skills: tuple[SkillFigures, ...] = ()

    @property
    def all(self) -> LanguageFigures:
        """Return the sum over all languages."""
        return sum(self.languages.values(), LanguageFigures())

    def left_behind(self) -> Mapping[str, int]:
        """Return the languages that find answers less often than all others together, with the percentage points."""
        behind = {language: self._points_behind(language) for language in sorted(self.languages)}
        return {language: round(points * 100) for language, points in behind.items() if points >= BEHIND}

    def _points_behind(self, language: str) -> float:
        own = self.languages[language].share_found
        others = sum((figures for code, figures in self.languages.items() if code != language), LanguageFigures()).share_found
        # Without the rounding, 0.8 - 0.7 is a little less than 0.1.
        return round(others - own, 9) if own is not None and others is not None else 0.0


def figures(asked: Iterable[Asked], waits: Sequence[tuple[datetime, datetime]], *, since: date, until: date, zone: ZoneInfo) -> Figures:
    """Return the figures; `waits` are the moments between which people waited for a reply."""
    questions = [question for question in asked if question.outcome in (ANSWER, CHOICES, NO_ANSWER)]
    by_day: dict[date, Counter[str]] = defaultdict(Counter)
    for question in questions:
        by_day[question.asked_at.astimezone(zone).date()][question.language] += 1
    languages = {code: _of_language([q for q in questions if q.language == code]) for code in sorted({q.language for q in questions})}
    shown = Counter(question.article_ids[0] for question in questions if question.outcome == ANSWER and question.article_ids)
    verdicts = [question.is_helpful for question in questions if question.is_helpful is not None]
    return Figures(
        since=since,
        until=until,
        by_day=by_day,
        languages=languages,
        helpful=sum(verdicts) / len(verdicts) if len(verdicts) >= ENOUGH else None,
        waits_h=_waits(waits),
        # The name decides between equal counts, so that the same data always gives the same list.
        top_articles=tuple(sorted(shown.items(), key=lambda each: (-each[1], each[0]))[:TOP]),
    )


def _of_language(questions: Sequence[Asked]) -> LanguageFigures:
    outcomes = Counter(question.outcome for question in questions)
    return LanguageFigures(outcomes[ANSWER], outcomes[CHOICES], outcomes[NO_ANSWER], sum(question.is_sent for question in questions))


def _waits(waits: Sequence[tuple[datetime, datetime]]) -> tuple[float, float] | None:
    if len(waits) < ENOUGH:
        return None
    hours = [(ended - began).total_seconds() / 3600 for began, ended in waits]
    cuts = quantiles(hours, n=DECILES, method="inclusive")
    return cuts[DECILES // 2 - 1], cuts[-1]
