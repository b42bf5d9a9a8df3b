"""Posting a vacancy in six questions: what is known so far, and which question comes next. What an answer changes stands in draft_events."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from welcomebot.domain.posting_answers import Applying, Paid
from welcomebot.domain.vacancies import Cefr, Employment, PayBasis, WorkTime


class Question(StrEnum):
    """The questions in their order; SKILLS confirms what was understood of WORK, PREVIEW shows the ad before it is sent."""

    WORK = "work"
    SKILLS = "skills"
    PLACE = "place"
    TIME = "time"
    LANGUAGES = "languages"
    PAY = "pay"
    APPLY = "apply"
    PREVIEW = "preview"


ORDER = tuple(Question)
# What people count: SKILLS belongs to the first question.
NUMBERS = {Question.WORK: 1, Question.SKILLS: 1, Question.PLACE: 2, Question.TIME: 3, Question.LANGUAGES: 4, Question.PAY: 5, Question.APPLY: 6}


class Weight(StrEnum):
    """What a skill is to the employer."""

    MUST = "must"
    WISH = "wish"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Chip:
    """A part of the employer's text, with the concepts that it names; an occupation is kept or dropped, a skill also weighed."""

    text: str
    concepts: tuple[str, ...] = ()
    is_occupation: bool = False
    weight: Weight = Weight.MUST

    def tapped(self) -> "Chip":
        """Return the chip after a tap: must, wish, dropped and round again; an occupation is only kept or dropped."""
        order = (Weight.MUST, Weight.DROPPED) if self.is_occupation else tuple(Weight)
        place = order.index(self.weight) if self.weight in order else 0
        return replace(self, weight=order[(place + 1) % len(order)])


@dataclass(frozen=True)
class Draft:
    """A vacancy that is being written. `changes` is the number of the ad that it changes, 0 for a new one."""

    question: Question = Question.WORK
    title: str = ""
    description: str = ""
    language: str = "fi"
    chips: tuple[Chip, ...] = ()
    municipality: str = ""
    work_times: tuple[WorkTime, ...] = (WorkTime.FULL_TIME,)
    employment: Employment = Employment.PERMANENT
    languages: Mapping[str, Cefr] = field(default_factory=lambda: MappingProxyType({}))
    permits: tuple[str, ...] = ()
    hard: frozenset[str] = frozenset()  # as in Vacancy
    wished: frozenset[str] = frozenset()  # the languages that were made a wish: they stay one whatever their level
    pay: Paid = field(default_factory=lambda: Paid(basis=PayBasis.AGREEMENT))
    applying: Applying = field(default_factory=Applying)
    was_previewed: bool = False  # every question was asked: from now on an answer leads back to the preview
    changes: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether the ad says what the work is and how to apply."""
        return bool(self.title) and self.applying.is_reachable

    def on(self) -> "Draft":
        """Return the draft at the next question; without a title or a way to apply there is no way on from the question that asks for it."""
        stays = (self.question is Question.WORK and not self.title) or (self.question is Question.APPLY and not self.applying.is_reachable)
        if stays or self.question is Question.PREVIEW:
            return self
        following = Question.PREVIEW if self.was_previewed and self.is_whole else ORDER[ORDER.index(self.question) + 1]
        return replace(self, question=following, was_previewed=self.was_previewed or following is Question.PREVIEW)

    def back(self) -> "Draft":
        """Return the draft at the question before, or at the preview where one answer was to be changed."""
        before = Question.PREVIEW if self.was_previewed else ORDER[max(0, ORDER.index(self.question) - 1)]
        return replace(self, question=before)
