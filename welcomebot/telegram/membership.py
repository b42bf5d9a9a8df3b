"""Who left, who came back and which group moved, read from the raw JSON of an update."""

from typing import Any

from welcomebot.services.queues import ChatChange
from welcomebot.telegram.lanes import Json, content_of

GONE = frozenset({"kicked", "left"})


def chat_changes(update: Json) -> tuple[ChatChange, ...]:
    """Return what an update says about its chat's reach."""
    kind, content = content_of(update)
    chat_id = content.get("chat", {}).get("id") if isinstance(content.get("chat"), dict) else None
    if not isinstance(chat_id, int):
        return ()
    if kind == "my_chat_member":
        return (ChatChange(chat_id, is_active=_status(content) not in GONE),)
    return _migration(chat_id, content) if kind == "message" else ()


def _status(content: Json) -> Any:
    member = content.get("new_chat_member")
    return member.get("status") if isinstance(member, dict) else None


def _migration(chat_id: int, message: Json) -> tuple[ChatChange, ...]:
    """Both sides of a move say so: the old group and the new supergroup."""
    new, old = message.get("migrate_to_chat_id"), message.get("migrate_from_chat_id")
    if isinstance(new, int):
        return (ChatChange(chat_id, is_active=False, migrated_to=new),)
    if isinstance(old, int):
        return (ChatChange(old, is_active=False, migrated_to=chat_id),)
    return ()
