"""What an answer changes in a draft. Every event is allowed in every state: one of another question changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import ClassVar, Protocol

from welcomebot.domain.posting_answers import Applying, Paid
from welcomebot.domain.vacancies import Cefr, Employment, WorkTime
from welcomebot.domain.vacancy_draft import Chip, Draft, Question

LEVELS = (None, Cefr.A1, Cefr.A2, Cefr.B1, Cefr.B2, Cefr.C1)  # a tap goes on to the next


class Event(Protocol):
    """Something that the employer did; `question` is where it counts, None is everywhere."""

    question: ClassVar[Question | None]

    def applied(self, draft: Draft) -> Draft:
        """Return the draft after it."""


def advance(draft: Draft, event: Event) -> Draft:
    """Return the draft after an event; a button of an older message finds the draft at another question and changes nothing."""
    return event.applied(draft) if event.question in (None, draft.question) else draft


@dataclass(frozen=True)
class Described:
    """The first question is answered, and this was understood."""

    title: str
    description: str
    language: str
    chips: tuple[Chip, ...] = ()
    languages: Mapping[str, Cefr] = field(default_factory=lambda: MappingProxyType({}))
    permits: tuple[str, ...] = ()
    question: ClassVar[Question | None] = Question.WORK

    def applied(self, draft: Draft) -> Draft:
        """Take the text with what it names. No language and no card is a must before the employer marks it so."""
        if not self.title:
            return draft
        return replace(
            draft,
            question=Question.SKILLS,
            title=self.title,
            description=self.description,
            language=self.language,
            chips=self.chips,
            languages=MappingProxyType({**draft.languages, **self.languages}),
            wished=draft.wished | {name for name in (f"language:{code}" for code in self.languages) if name not in draft.hard},
            permits=tuple(dict.fromkeys((*draft.permits, *self.permits))),
        )


@dataclass(frozen=True)
class ChipTapped:
    """The chip at a position was tapped."""

    position: int
    question: ClassVar[Question | None] = Question.SKILLS

    def applied(self, draft: Draft) -> Draft:
        """Give the chip its next weight."""
        return replace(draft, chips=tuple(chip.tapped() if place == self.position else chip for place, chip in enumerate(draft.chips)))


@dataclass(frozen=True)
class Placed:
    """The place was named."""

    municipality: str
    question: ClassVar[Question | None] = Question.PLACE

    def applied(self, draft: Draft) -> Draft:
        """Take the place and go on."""
        return replace(draft, municipality=self.municipality).on()


@dataclass(frozen=True)
class TimeTapped:
    """A working time was put on or taken off."""

    time: WorkTime
    question: ClassVar[Question | None] = Question.TIME

    def applied(self, draft: Draft) -> Draft:
        """Put the time on or take it off."""
        others = tuple(other for other in draft.work_times if other is not self.time)
        return replace(draft, work_times=others if self.time in draft.work_times else (*others, self.time))


@dataclass(frozen=True)
class KindTapped:
    """The kind of work was chosen."""

    kind: Employment
    question: ClassVar[Question | None] = Question.TIME

    def applied(self, draft: Draft) -> Draft:
        """Take the kind."""
        return replace(draft, employment=self.kind)


@dataclass(frozen=True)
class LevelTapped:
    """A language was tapped."""

    code: str
    question: ClassVar[Question | None] = Question.LANGUAGES

    def applied(self, draft: Draft) -> Draft:
        """Ask for the next level of the language; one that is asked for anew is a must, or the wish that it was."""
        had, name = draft.languages.get(self.code), f"language:{self.code}"
        level = LEVELS[(LEVELS.index(had) + 1) % len(LEVELS)] if had in LEVELS else None
        languages = {code: known for code, known in draft.languages.items() if code != self.code}
        if level is None:
            return replace(draft, languages=MappingProxyType(languages), hard=draft.hard - {name})
        hard = draft.hard | {name} if had is None and name not in draft.wished else draft.hard
        return replace(draft, languages=MappingProxyType({**languages, self.code: level}), hard=hard)


@dataclass(frozen=True)
class CardTapped:
    """A card or permit was tapped."""

    permit: str
    question: ClassVar[Question | None] = Question.LANGUAGES

    def applied(self, draft: Draft) -> Draft:
        """Go on from not asked for to a must, to one that can be got later, and round again."""
        name = f"permit:{self.permit}"
        if self.permit not in draft.permits:
            return replace(draft, permits=(*draft.permits, self.permit), hard=draft.hard | {name})
        if name in draft.hard:
            return replace(draft, hard=draft.hard - {name})
        return replace(draft, permits=tuple(other for other in draft.permits if other != self.permit))


@dataclass(frozen=True)
class MustTapped:
    """A language was made a must, or a wish."""

    code: str
    question: ClassVar[Question | None] = Question.LANGUAGES

    def applied(self, draft: Draft) -> Draft:
        """Turn a must into a wish, and back."""
        if self.code not in draft.languages:
            return draft
        name = f"language:{self.code}"
        is_must = name in draft.hard
        return replace(draft, hard=draft.hard - {name} if is_must else draft.hard | {name}, wished=draft.wished | {name} if is_must else draft.wished - {name})


@dataclass(frozen=True)
class PayTold:
    """Pay and hours were told."""

    pay: Paid
    question: ClassVar[Question | None] = Question.PAY

    def applied(self, draft: Draft) -> Draft:
        """Take them in the place of what was there, and go on; hours that were not told stay."""
        return replace(draft, pay=replace(self.pay, hours_a_week=self.pay.hours_a_week or draft.pay.hours_a_week)).on()


@dataclass(frozen=True)
class ApplyTold:
    """The last day or a way to apply was told."""

    applying: Applying
    question: ClassVar[Question | None] = Question.APPLY

    def applied(self, draft: Draft) -> Draft:
        """Take them and go on once there is a way to apply. Ways are told together: an old number beside a new address is not meant."""
        told, day = self.applying, self.applying.last_day or draft.applying.last_day
        now = replace(told if told.is_reachable else draft.applying, last_day=day)
        return replace(draft, applying=now).on() if told.is_reachable else replace(draft, applying=now)
