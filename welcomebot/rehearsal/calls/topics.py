"""Forum topics: making them, and finding the one that a message goes to."""

from typing import Any

from welcomebot.rehearsal.call import Call
from welcomebot.rehearsal.state import Chat
from welcomebot.rehearsal.trouble import bad_request
from welcomebot.rehearsal.utf16 import utf16_length
from welcomebot.rehearsal.world import World

MAX_TOPIC_NAME_UNITS = 128
BLUE = 0x6FB9F0
# Telegram takes no other colours.
ICON_COLOURS = frozenset({BLUE, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F})


def create_forum_topic(world: World, call: Call) -> dict[str, Any]:
    """Make a topic; its thread has the number of the service message that it begins with."""
    chat = world.chat_of(call)
    if not chat.info.get("is_forum"):
        raise bad_request("the chat is not a forum")
    if not chat.members.get(world.me["id"], {}).get("can_manage_topics"):
        raise bad_request("not enough rights to create a topic")
    name, colour = call.text("name").strip(), call.integer("icon_color", BLUE)
    if not 0 < utf16_length(name) <= MAX_TOPIC_NAME_UNITS:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_NAME_TOO_LONG")
    if colour not in ICON_COLOURS:
        raise bad_request("invalid forum topic icon color specified")
    topic = {"name": name, "icon_color": colour}
    thread_id = chat.last_message_id + 1
    world.add_message(chat, world.sender, {"forum_topic_created": topic, "message_thread_id": thread_id, "is_topic_message": True})
    chat.topics[thread_id] = topic
    return {"message_thread_id": thread_id, **topic}


def thread_fields(call: Call, chat: Chat) -> dict[str, Any]:
    """Return the fields of a message that goes to a topic, none for one that does not."""
    if "message_thread_id" not in call.params:
        return {}
    thread_id = call.integer("message_thread_id")
    if thread_id not in chat.topics:
        raise bad_request("message thread not found")
    return {"message_thread_id": thread_id, "is_topic_message": True}


METHODS = {"createForumTopic": create_forum_topic}
