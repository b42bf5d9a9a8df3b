"""Going through the questions of a draft: on, back, and to one of them; events like those of draft_events."""

from dataclasses import dataclass, replace
from typing import ClassVar

from welcomebot.domain.vacancy_draft import Draft, Question


@dataclass(frozen=True)
class WentOn:
    """The employer is done with a question, or skips it: what was set stays."""

    asked: Question  # the question under whose message the button stands
    question: ClassVar[Question | None] = None

    def applied(self, draft: Draft) -> Draft:
        """Go on, unless the draft is at another question by now."""
        return draft.on() if draft.question is self.asked else draft


@dataclass(frozen=True)
class WentBack:
    """The employer goes back."""

    asked: Question
    question: ClassVar[Question | None] = None

    def applied(self, draft: Draft) -> Draft:
        """Go back, unless the draft is at another question by now."""
        return draft.back() if draft.question is self.asked else draft


@dataclass(frozen=True)
class WentTo:
    """The employer wants to change one answer of an ad that is otherwise ready."""

    to: Question
    question: ClassVar[Question | None] = Question.PREVIEW

    def applied(self, draft: Draft) -> Draft:
        """Go to the question."""
        return replace(draft, question=self.to)
