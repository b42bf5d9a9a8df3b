"""What a button carries: a version, an action and short arguments, in at most 64 ASCII bytes."""

import re
from dataclasses import dataclass

VERSION = "1"
MAX_BYTES = 64  # Telegram's limit for callback_data
PART = re.compile(r"[A-Za-z0-9_.-]*")


@dataclass(frozen=True)
class Callback:
    """A tap: the action and its arguments, for example `Callback("rate", ("17", "up"))`."""

    action: str
    args: tuple[str, ...] = ()

    def encode(self) -> str:
        """Return the button's data; raises ValueError where it would not fit or could not be read back."""
        parts = (VERSION, self.action, *self.args)
        data = ":".join(parts)
        if not self.action or not all(PART.fullmatch(part) for part in parts) or len(data) > MAX_BYTES:
            raise ValueError(f"not a button's data: {data!r}")
        return data


def decode(data: str) -> Callback | None:
    """Return the tap that data stands for, or None for an unknown or older format."""
    version, *parts = data.split(":")
    if version != VERSION or not parts or not parts[0] or not all(PART.fullmatch(part) for part in parts):
        return None
    return Callback(action=parts[0], args=tuple(parts[1:]))
