"""Where in the inbox somebody is, short enough for a button: what was chosen, and which one of it."""

from dataclasses import dataclass, field, replace

from welcomebot.domain.language import CODES
from welcomebot.services.office_ports import HandoverKind
from welcomebot.services.read_inbox import AGES_H, Chosen
from welcomebot.telegram.callback_codec import Callback

ALL, HOME, NOWHERE = "all", "home", "-"


@dataclass(frozen=True)
class InboxPlace:
    """A place in what was chosen; None is the page with the counts."""

    chosen: Chosen = field(default_factory=Chosen)
    number: int | None = None

    @classmethod
    def of(cls, data: str) -> "InboxPlace | None":
        """Return the place that a button carries, None where it carries none."""
        if data == NOWHERE:
            return None
        kind, language, hours, number = [*data.split("."), "", "", "", ""][:4]
        chosen = Chosen(
            HandoverKind(kind) if kind in list(HandoverKind) else None,
            language if language in CODES else None,
            int(hours) if hours in map(str, AGES_H) else 0,
        )
        return cls(chosen, int(number) if number.isdecimal() else None)

    @property
    def data(self) -> str:
        """Return what a button carries."""
        chosen = self.chosen
        return f"{chosen.kind or ALL}.{chosen.language or ALL}.{chosen.hours}.{HOME if self.number is None else self.number}"

    @property
    def tap(self) -> Callback:
        """Return the tap that leads there."""
        return Callback("inbox", (self.data,))

    def at(self, number: int | None) -> "InboxPlace":
        """Return another place in what was chosen."""
        return replace(self, number=number)


def home_of(place: InboxPlace | None) -> InboxPlace:
    """Return the page with the counts; what was chosen stays chosen."""
    return place.at(None) if place else InboxPlace()
