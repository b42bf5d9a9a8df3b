"""Chats and their members."""

from typing import Any

from welcomebot.rehearsal.call import Call
from welcomebot.rehearsal.state import NOT_A_MEMBER
from welcomebot.rehearsal.trouble import bad_request
from welcomebot.rehearsal.world import World


def get_chat(world: World, call: Call) -> dict[str, Any]:
    """Return what the bot may know about a chat."""
    chat = world.chat_of(call)
    return chat.info | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}


def get_chat_member(world: World, call: Call) -> dict[str, Any]:
    """Return a person's role in a group."""
    member = world.chat_of(call).members.get(call.integer("user_id"))
    if member is None:
        raise bad_request("member not found")
    return member


def get_chat_administrators(world: World, call: Call) -> list[dict[str, Any]]:
    """Return the administrators of a group, without other bots."""
    return [member for member in world.chat_of(call).members.values() if member["status"] in {"creator", "administrator"}]


def get_chat_member_count(world: World, call: Call) -> int:
    """Return how many people are in a chat."""
    return len(world.chat_of(call).members)


def leave_chat(world: World, call: Call) -> bool:
    """Leave a group or channel."""
    chat = world.chat_of(call)
    if chat.info["type"] == "private":
        raise bad_request("chat not found")
    chat.refusal = NOT_A_MEMBER
    chat.members.pop(world.me["id"], None)
    return True


NO_GIFTS = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False)

METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}
