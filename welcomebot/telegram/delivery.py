"""The update being handled now: its transaction, its effects and, if handling failed, the error."""

from contextvars import ContextVar
from dataclasses import dataclass, field

from welcomebot.services.ports import Work
from welcomebot.telegram.effects import Effect


@dataclass
class Delivery:
    """One attempt at one update; `process_update` never raises, so the error handler leaves the error here."""

    update_id: int
    work: Work
    effects: list[Effect] = field(default_factory=list)
    error: BaseException | None = None


CURRENT: ContextVar[Delivery] = ContextVar("delivery")
