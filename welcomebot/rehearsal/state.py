"""What the simulated Telegram remembers: chats, messages, files, callback queries."""

from dataclasses import dataclass, field
from typing import Any

MESSAGES_KEPT_PER_CHAT = 500
CALLBACK_QUERY_AGE_S = 150  # the server forgets a callback query after this time

# The person left: why the bot may not write, as Telegram words it.
BLOCKED = "bot was blocked by the user"
DEACTIVATED = "user is deactivated"
NOT_STARTED = "bot can't initiate conversation with a user"
KICKED = "bot was kicked from the group chat"
NOT_A_MEMBER = "bot is not a member of the channel chat"


@dataclass(slots=True)
class Message:
    """One message: `data` is what the Bot API sends, `html` the markup as it was written."""

    data: dict[str, Any]
    html: str = ""
    is_deleted: bool = False
    is_silent: bool = False  # it came without a sound
    keyboard: dict[str, Any] | None = None  # a reply keyboard, which the Bot API does not send back
    reaction: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class File:
    """A file that somebody sent."""

    file_id: str
    name: str
    content: bytes
    mime_type: str


@dataclass(slots=True)
class Chat:
    """A private chat, group or channel; `info` is its Bot API form, `refusal` why the bot may not write, `topics` those of a forum by thread."""

    info: dict[str, Any]
    refusal: str = ""
    migrated_to: int | None = None
    members: dict[int, dict[str, Any]] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int = 0
    topics: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Return the chat's number."""
        return int(self.info["id"])

    def keep(self, message: Message) -> None:
        """Store a message and forget the oldest beyond the limit."""
        self.messages[message.data["message_id"]] = message
        if len(self.messages) > MESSAGES_KEPT_PER_CHAT:
            del self.messages[next(iter(self.messages))]


@dataclass(slots=True)
class CallbackQuery:
    """A tap that waits for the bot's answer."""

    person_id: int
    asked_at: float
