"""A Bot API call before anybody makes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A Bot API call to store; the payload holds the call's parameters without the chat. After `not_after` it is not made any more."""

    dedupe_key: str
    chat_id: int | None
    method: str
    payload: Json
    is_paced: bool = False
    not_after: datetime | None = None
