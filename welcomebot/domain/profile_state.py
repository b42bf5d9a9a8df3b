"""Where a person is in telling about their work, and what can happen there."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from welcomebot.domain.profile_chips import Chip, Heard
from welcomebot.domain.profile_screens import MAIN, STEPS, Offer, Step, options
from welcomebot.domain.seekers import Seeker, Wishes


@dataclass(frozen=True)
class Tapped:
    """A choice on the screen was tapped; `is_on` is what a switch shall be afterwards, so that a double tap does nothing twice."""

    place: int
    is_on: bool = True


@dataclass(frozen=True)
class Turned:
    """Another page is wanted."""

    page: int


@dataclass(frozen=True)
class Named:
    """A place was written."""

    place: str


@dataclass(frozen=True)
class Dated:
    """A day was written."""

    day: date


class Move(StrEnum):
    """The ways through the steps."""

    NEXT = "next"  # also with nothing told: that skips the step
    BACK = "back"
    FURTHER = "further"  # to the other screen of the step
    NO_OTHERS = "no-others"  # the person has no other than the chosen of what was shown


Event = Tapped | Turned | Named | Dated | Heard | Move


@dataclass(frozen=True)
class ProfileDialogue:
    """Where a person is in telling about themselves, and what they have told."""

    step: Step = Step.WORK
    focus: str = MAIN
    page: int = 0
    pages_seen: int = 0  # the highest page that was shown
    options: tuple[str, ...] = ()
    chips: tuple[Chip, ...] = ()
    unlinked: tuple[str, ...] = ()
    edition: int = 0
    is_change: bool = False  # only this step is asked
    is_over: bool = False
    seeker: Seeker = field(default_factory=lambda: Seeker(id=""))
    wishes: Wishes = field(default_factory=Wishes)
    offer: Offer = field(default_factory=Offer)

    def at(self, step: Step, focus: str = MAIN) -> "ProfileDialogue":
        """Return the state at a screen, with the choices that it has now."""
        choices = options(step, focus, self.seeker, self.offer)
        return replace(self, step=step, focus=focus, page=0, pages_seen=0, options=choices, edition=self.edition + 1)

    def knowing(self, **fields: object) -> "ProfileDialogue":
        """Return the state with something told."""
        return replace(self, seeker=replace(self.seeker, **fields))  # type: ignore[arg-type]

    @property
    def size(self) -> int:
        """Return how many choices the screen has."""
        return len(self.chips if self.step is Step.WORK else self.options)

    def forward(self) -> "ProfileDialogue":
        """Return the state at the next step; after the last one, and after a change of one step, it is over."""
        if self.is_change or self.step is STEPS[-1]:
            return self.ended()
        return self.at(STEPS[STEPS.index(self.step) + 1])

    def ended(self) -> "ProfileDialogue":
        """Return the state at the end."""
        return replace(self, is_over=True, edition=self.edition + 1)
