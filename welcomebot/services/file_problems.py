"""What is wrong with a file that somebody sent: a sentence with its values, which is English in a log and the person's own language in the chat."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

SHOWN = 40  # characters of a bad value


@dataclass(frozen=True)
class Problem:
    """One mistake. `sentence` is a message id with named placeholders, `column` is what the file calls the place of the mistake."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)
    column: str = ""

    def __str__(self) -> str:
        return self.told(str)

    def at(self, column: str) -> "Problem":
        """Return the same mistake in a column."""
        return replace(self, column=column)

    def told(self, translate: Callable[[str], str]) -> str:
        """Return the mistake as one line, its sentence through `translate`."""
        sentence = translate(self.sentence).format(**self.values)
        return f"{self.column}: {sentence}" if self.column else sentence


def wrong(sentence: str, **values: object) -> Problem:
    """Return a mistake; its sentence is marked for the catalogue where it is written."""
    return Problem(sentence, values)


def shown(value: object) -> str:
    """Return a value as a message shows it: quoted and short."""
    text = str(value)
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")
