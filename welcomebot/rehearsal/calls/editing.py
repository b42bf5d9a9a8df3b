"""Changing and deleting messages."""

from typing import Any

from welcomebot.rehearsal.call import Call
from welcomebot.rehearsal.rules import check_caption, check_text
from welcomebot.rehearsal.state import Message
from welcomebot.rehearsal.trouble import bad_request
from welcomebot.rehearsal.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
)
LONGEST_DELETION = 100
DELETABLE_S = 48 * 3600  # a bot may delete messages that are not older


def message_to_edit(world: World, call: Call) -> Message:
    """Return the bot's own message that a call means."""
    if "inline_message_id" in call.params:
        raise bad_request("MESSAGE_ID_INVALID")
    message = world.message_of(world.chat_of(call), call.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not world.is_mine(message):
        raise bad_request("message can't be edited")
    return message


def change(world: World, call: Call, message: Message, new: dict[str, Any]) -> dict[str, Any]:
    """Change a message's fields; None takes a field away. Without any difference it is an error, as with Telegram."""
    markup = call.keyboard()
    new["reply_markup"] = markup if markup and markup.get("inline_keyboard") else None
    data = message.data
    if all(data.get(key) == value for key, value in new.items()):
        raise bad_request(NOT_MODIFIED)
    for key, value in new.items():
        if value is None:
            data.pop(key, None)
        else:
            data[key] = value
    data["edit_date"] = int(world.clock())
    world.tell("edit", data["chat"]["id"], message)
    return data


def edit_message_text(world: World, call: Call) -> dict[str, Any]:
    """Change a text."""
    message = message_to_edit(world, call)
    if "text" not in message.data:
        raise bad_request("there is no text in the message to edit")
    formatted = call.formatted(text="text", entities="entities")
    check_text(formatted)
    result = change(world, call, message, {"text": formatted.text, "entities": formatted.entities or None})
    message.html = call.text("text")
    return result


def edit_message_caption(world: World, call: Call) -> dict[str, Any]:
    """Change the caption of a picture or file."""
    message = message_to_edit(world, call)
    if not message.data.keys() & {"document", "photo"}:
        raise bad_request("there is no caption in the message to edit")
    formatted = call.formatted(text="caption", entities="caption_entities")
    check_caption(formatted)
    result = change(world, call, message, {"caption": formatted.text or None, "caption_entities": formatted.entities or None})
    message.html = call.text("caption")
    return result


def edit_message_reply_markup(world: World, call: Call) -> dict[str, Any]:
    """Change only the buttons."""
    return change(world, call, message_to_edit(world, call), {})


def delete_message(world: World, call: Call) -> bool:
    """Delete one message."""
    message = world.message_of(world.chat_of(call), call.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if message.data["date"] + DELETABLE_S < world.clock():
        raise bad_request("message can't be deleted for everyone")
    _delete(world, message)
    return True


def delete_messages(world: World, call: Call) -> bool:
    """Delete several messages; those that are gone are skipped."""
    chat, numbers = world.chat_of(call), call.json("message_ids", [])
    if not 0 < len(numbers) <= LONGEST_DELETION:
        raise bad_request("too many message identifiers specified" if numbers else "message identifiers are not specified")
    for number in numbers:
        if message := world.message_of(chat, int(number)):
            _delete(world, message)
    return True


def _delete(world: World, message: Message) -> None:
    message.is_deleted = True
    world.tell("delete", message.data["chat"]["id"], message)


def set_message_reaction(world: World, call: Call) -> bool:
    """React to a message."""
    message = world.message_of(world.chat_of(call), call.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    message.reaction = call.json("reaction", [])
    world.tell("edit", message.data["chat"]["id"], message)
    return True


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
}
