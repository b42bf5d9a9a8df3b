"""What Telegram accepts in a message: lengths, entities, keyboards, commands."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from welcomebot.rehearsal.html_rules import ENTITY_OF_TAG, Formatted
from welcomebot.rehearsal.trouble import bad_request
from welcomebot.rehearsal.utf16 import utf16_length

MAX_TEXT_UNITS = 4096
MAX_CAPTION_UNITS = 1024
MAX_ENTITIES = 100
MAX_BUTTONS = 100
MAX_CALLBACK_BYTES = 64
MAX_COPY_UNITS = 256
MAX_CALLBACK_ANSWER_UNITS = 200
MAX_PLACEHOLDER_UNITS = 64
MAX_COMMANDS = 100
MAX_COMMAND_DESCRIPTION_UNITS = 256
MAX_FILE_BYTES = 50 * 1024 * 1024
# People can send larger files than a bot can get.
MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024

# All fields of an inline button that are an action; a button has exactly one.
BUTTON_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
BUTTON_FIELDS = BUTTON_ACTIONS | {"text", "style", "icon_custom_emoji_id"}
BUTTON_STYLES = frozenset({"danger", "success", "primary"})
KEYBOARD_KINDS = frozenset({"inline_keyboard", "keyboard", "remove_keyboard", "force_reply"})
ENTITY_TYPES = frozenset(ENTITY_OF_TAG.values()) | {
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "expandable_blockquote",
    "text_mention",
}

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
BUTTON_URL = re.compile(r"(?:(?:https?|tg|ton)://)?[^\s/?#:]+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
TELEGRAM_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})


def check_text(formatted: Formatted) -> None:
    """Raise ApiError where a text is empty or too long, counted after the markup was read."""
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > MAX_TEXT_UNITS:
        raise bad_request("message is too long")


def check_caption(formatted: Formatted) -> None:
    """Raise ApiError where a caption is too long."""
    if utf16_length(formatted.text) > MAX_CAPTION_UNITS:
        raise bad_request("message caption is too long")


def check_entities(text: str, entities: list[dict[str, Any]]) -> None:
    """Raise ApiError for an entity of an unknown type or beyond the text."""
    length = utf16_length(text)
    for entity in entities:
        if entity.get("type") not in ENTITY_TYPES:
            raise bad_request(f"can't parse MessageEntity: Unsupported type {entity.get('type')!r} specified")
        if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > length:
            raise bad_request("entity begins or ends outside of the text")


def check_keyboard(markup: dict[str, Any]) -> list[str]:
    """Raise ApiError where a keyboard breaks a rule; return what Telegram accepts and a person then finds broken."""
    if not KEYBOARD_KINDS & markup.keys():
        raise bad_request("object expected as reply markup")
    if len(KEYBOARD_KINDS & markup.keys()) > 1:
        raise bad_request("a message has one kind of reply markup")
    if "force_reply" in markup:
        check_force_reply(markup)
    buttons = [button for row in markup.get("inline_keyboard", ()) for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return [flaw for button in buttons for flaw in check_button(button)]


def check_force_reply(markup: dict[str, Any]) -> None:
    """Raise ApiError where the wish for a reply breaks a rule."""
    if markup["force_reply"] is not True:
        raise bad_request("object expected as reply markup")
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 0 < utf16_length(placeholder) <= MAX_PLACEHOLDER_UNITS:
        raise bad_request("invalid input field placeholder specified")


def check_button(button: dict[str, Any]) -> list[str]:
    """Check one inline button."""
    if not button.get("text"):
        raise bad_request("can't parse inline keyboard button: Button text must be non-empty")
    if unknown := button.keys() - BUTTON_FIELDS:
        raise bad_request(f"can't parse inline keyboard button: Unknown field {min(unknown)!r}")
    actions = BUTTON_ACTIONS & button.keys()
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"can't parse inline keyboard button: Exactly one action is allowed, found {', '.join(sorted(actions))}")
    if "style" in button and button["style"] not in BUTTON_STYLES:
        raise bad_request("can't parse inline keyboard button: Invalid button style specified")
    if "callback_data" in button and not 0 < len(str(button["callback_data"]).encode()) <= MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 0 < utf16_length(button["copy_text"].get("text", "")) <= MAX_COPY_UNITS:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" in button:
        return check_link(button["url"])
    return []


def check_link(url: str) -> list[str]:
    """Raise ApiError for what is no link; return a flaw for a deep link whose payload Telegram would drop."""
    if not BUTTON_URL.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: URL host is empty")
    payload = start_payload(url)
    return [] if payload is None or START_PAYLOAD.fullmatch(payload) else [f"deep link payload {payload!r} is not 1-64 of A-Z a-z 0-9 _ -"]


def start_payload(url: str) -> str | None:
    """Return the payload of a deep link `https://t.me/<bot>?start=…`, or None for another link."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.hostname not in TELEGRAM_HOSTS:
        return None
    values = parse_qs(parts.query, keep_blank_values=True).get("start")
    return values[0] if values else None


def check_language(code: str) -> None:
    """Raise ApiError unless a language code has two letters or is empty."""
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")


def check_commands(commands: list[dict[str, str]]) -> None:
    """Raise ApiError where a command or its description breaks a rule."""
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command.get("command", "").removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 0 < utf16_length(command.get("description", "")) <= MAX_COMMAND_DESCRIPTION_UNITS:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
