"""The steps of a conversation that takes more than one message, as pure functions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WRITING_LASTS = timedelta(hours=1)


class OfficeStep(StrEnum):
    """Where a person is when they write to the office: at rest, or the next message is for the office."""

    IDLE = "idle"
    WRITING = "writing"


class OfficeEvent(StrEnum):
    """What happens to that conversation."""

    WANTS_TO_WRITE = "wants-to-write"
    WROTE = "wrote"
    CANCELLED = "cancelled"


class OfficeEffect(StrEnum):
    """What the bot does about it."""

    ASK_FOR_TEXT = "ask-for-text"
    SEND_TO_OFFICE = "send-to-office"
    SAY_CANCELLED = "say-cancelled"
    NOTHING = "nothing"


@dataclass(frozen=True)
class OfficeDialogue:
    """Writing a message to the office; a wish older than an hour is forgotten."""

    step: OfficeStep = OfficeStep.IDLE
    expires_at: datetime | None = None

    def is_writing(self, now: datetime) -> bool:
        """Tell whether the next text is for the office."""
        return self.step is OfficeStep.WRITING and (self.expires_at is None or now < self.expires_at)


def advance(state: OfficeDialogue, event: OfficeEvent, now: datetime) -> tuple[OfficeDialogue, OfficeEffect]:
    """Return the next state and what to do; every event is allowed in every state."""
    if event is OfficeEvent.WANTS_TO_WRITE:
        return OfficeDialogue(OfficeStep.WRITING, now + WRITING_LASTS), OfficeEffect.ASK_FOR_TEXT
    if not state.is_writing(now):
        return OfficeDialogue(), OfficeEffect.NOTHING
    return OfficeDialogue(), OfficeEffect.SEND_TO_OFFICE if event is OfficeEvent.WROTE else OfficeEffect.SAY_CANCELLED
