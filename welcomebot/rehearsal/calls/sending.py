"""Sending texts, places, people; chat actions; answers to taps."""

from typing import Any

from welcomebot.rehearsal.call import Call
from welcomebot.rehearsal.calls.topics import thread_fields
from welcomebot.rehearsal.rules import MAX_CALLBACK_ANSWER_UNITS, check_text, start_payload
from welcomebot.rehearsal.state import CALLBACK_QUERY_AGE_S, Chat, Message
from welcomebot.rehearsal.trouble import bad_request
from welcomebot.rehearsal.utf16 import utf16_length
from welcomebot.rehearsal.world import World

OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def put(world: World, call: Call, chat: Chat, content: dict[str, Any], *, html: str = "") -> dict[str, Any]:
    """Store the bot's new message with its reply and keyboard, and return it in the Bot API's form."""
    markup = call.keyboard()
    if reply := replied_message(world, call, chat):
        content["reply_to_message"] = {key: value for key, value in reply.data.items() if key != "reply_to_message"}
    if markup and "inline_keyboard" in markup and markup["inline_keyboard"]:
        content["reply_markup"] = markup
    content |= thread_fields(call, chat)
    if call.flag("protect_content"):
        content["has_protected_content"] = True
    message = world.add_message(chat, world.sender, content, html=html)
    message.is_silent = call.flag("disable_notification")
    if markup and "inline_keyboard" not in markup:
        message.keyboard = markup
    return message.data


def replied_message(world: World, call: Call, chat: Chat) -> Message | None:
    """Return the message that this one replies to."""
    reply = call.json("reply_parameters")
    if not reply:
        return None
    target = world.chats.get(int(reply.get("chat_id", chat.id)), chat)
    message = world.message_of(target, int(reply["message_id"]))
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


def send_message(world: World, call: Call) -> dict[str, Any]:
    """Send a text."""
    chat = world.chat_of(call)
    formatted = call.formatted(text="text", entities="entities")
    check_text(formatted)
    content: dict[str, Any] = {"text": formatted.text}
    if formatted.entities:
        content["entities"] = formatted.entities
    if options := call.json("link_preview_options"):
        content["link_preview_options"] = options
    return put(world, call, chat, content, html=call.text("text"))


def send_location(world: World, call: Call) -> dict[str, Any]:
    """Send a place on the map."""
    chat = world.chat_of(call)
    return put(world, call, chat, {"location": {"latitude": call.number("latitude"), "longitude": call.number("longitude")}})


def send_venue(world: World, call: Call) -> dict[str, Any]:
    """Send a place with its name and address."""
    chat = world.chat_of(call)
    location = {"latitude": call.number("latitude"), "longitude": call.number("longitude")}
    return put(world, call, chat, {"venue": {"location": location, "title": call.text("title"), "address": call.text("address")}, "location": location})


def send_contact(world: World, call: Call) -> dict[str, Any]:
    """Send a phone number with a name."""
    chat = world.chat_of(call)
    return put(world, call, chat, {"contact": {"phone_number": call.text("phone_number"), "first_name": call.text("first_name")}})


def send_chat_action(world: World, call: Call) -> bool:
    """Show that the bot is typing."""
    chat = world.chat_of(call)
    if call.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.tell("action", chat.id, call.text("action"))
    return True


def answer_callback_query(world: World, call: Call) -> bool:
    """End the wait after a tap, with a short text or without."""
    query = world.queries.get(call.text("callback_query_id"))
    if query is None or query.asked_at + CALLBACK_QUERY_AGE_S < world.clock():
        raise bad_request(OLD_QUERY)
    if utf16_length(call.text("text")) > MAX_CALLBACK_ANSWER_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    if (url := call.text("url")) and start_payload(url) is None:
        raise bad_request("URL_INVALID")
    if text := call.text("text"):
        world.toasts.setdefault(query.person_id, []).append(text)
    world.tell("toast", query.person_id, (text, call.flag("show_alert")))
    return True


METHODS = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    "answerCallbackQuery": answer_callback_query,
}
