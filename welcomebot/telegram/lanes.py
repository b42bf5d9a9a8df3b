"""What the raw JSON of an update tells before anybody reads it: whose it is and of what kind."""

from typing import Any

Json = dict[str, Any]

NOBODY = 0
# News about the bot's own place in a chat are kept in any flood.
MEMBERSHIP = frozenset({"my_chat_member"})
LARGEST_NUMBER = 2**63 - 1


class NotAnUpdateError(ValueError):
    """The JSON is no update of Telegram."""


def number_of(update: Json) -> int:
    """Return the update's number; raises NotAnUpdateError for anything else than an update."""
    number = update.get("update_id") if isinstance(update, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= LARGEST_NUMBER:
        raise NotAnUpdateError("an object with update_id is expected")
    return number


def content_of(update: Json) -> tuple[str, Json]:
    """Return the update's kind and what it holds."""
    for kind, content in update.items():
        if kind != "update_id" and isinstance(content, dict):
            return kind, content
    return "unknown", {}


def lane_of(update: Json) -> int:
    """Return the person's number, the chat's where no person is behind it, else 0."""
    _, content = content_of(update)
    chat = _number(content.get("chat")) or _number(_dict(content.get("message")).get("chat"))
    if content.get("sender_chat"):
        return chat or NOBODY
    return _number(content.get("from")) or _number(content.get("user")) or chat or NOBODY


def private_chat_of(update: Json) -> int | None:
    """Return the private chat that somebody wrote in or tapped in, or None."""
    kind, content = content_of(update)
    if kind in MEMBERSHIP:
        return None
    chat = _dict(content.get("chat") or _dict(content.get("message")).get("chat"))
    return _number(chat) if chat.get("type") == "private" else None


def plain_text_of(update: Json) -> str | None:
    """Return the text of an ordinary message in a private chat; None for commands and everything else."""
    message = _dict(update.get("message"))
    text = message.get("text")
    if not isinstance(text, str) or text.startswith("/") or _dict(message.get("chat")).get("type") != "private":
        return None
    return text


def _dict(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> int | None:
    number = _dict(value).get("id")
    return number if isinstance(number, int) and not isinstance(number, bool) and abs(number) <= LARGEST_NUMBER else None
