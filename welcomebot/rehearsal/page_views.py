"""What the chat page gets as JSON: people, messages, command menus."""

from typing import Any

from welcomebot.domain.language import LANGUAGES, RTL_CODES, endonym
from welcomebot.rehearsal.people import Person
from welcomebot.rehearsal.seen import Seen
from welcomebot.rehearsal.server import BotApi
from welcomebot.rehearsal.state import BLOCKED, File, Message

PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
ACTIONS = {"callback_data": "tap", "url": "link", "copy_text": "copy"}


def state_view(api: BotApi) -> dict[str, Any]:
    """Return everything that the page shows."""
    return {
        "languages": [{"code": language.code, "name": language.endonym} for language in LANGUAGES],
        "people": [person_view(api, person) | {"messages": messages_view(api, person)} for person in api.people.values()],
    }


def person_view(api: BotApi, person: Person) -> dict[str, Any]:
    """Return a person with what the bot shows in their language."""
    code = person.language
    about = {field: api.about.get((field, code)) or api.about.get((field, "")) or "" for field in ("name", "description")}
    return {
        "id": person.user_id,
        "name": person.info["first_name"],
        "language": code,
        "language_name": endonym(code),
        "is_rtl": code in RTL_CODES,
        "is_blocked": person.chat.refusal == BLOCKED,
        "bot_name": about["name"] or api.me["first_name"],
        "bot_description": about["description"],
        "commands": person.commands,
    }


def messages_view(api: BotApi, person: Person) -> list[dict[str, Any]]:
    """Return the messages of a person's chat."""
    return [message_view(api, seen.message) for seen in person.messages]


def message_view(api: BotApi, message: Message) -> dict[str, Any]:
    """Return one message; its text is HTML that is safe to show."""
    seen = Seen(api, message)
    view: dict[str, Any] = {
        "id": seen.message_id,
        "is_mine": not seen.is_from_bot,
        "kind": seen.kind,
        "text": seen.text,
        "html": seen.safe_html,
        "time": message.data.get("date"),
        "is_edited": seen.is_edited,
        "is_deleted": message.is_deleted,
        "keyboard": [[_button_view(button) for button in row] for row in seen.keyboard],
        "reaction": "".join(reaction.get("emoji", "") for reaction in message.reaction),
    }
    if reply := message.data.get("reply_to_message"):
        view["reply_to"] = reply.get("text", "")
    if (file := _file_of(api, message)) is not None:
        view["file"] = {"name": file.name, "size": len(file.content), "url": f"/files/{file.file_id}", "is_picture": file.mime_type in PICTURES}
    return view


def _button_view(button: dict[str, Any]) -> dict[str, Any]:
    action = next((ACTIONS[key] for key in ACTIONS if key in button), "text")
    view = {"text": button["text"], "action": action, "style": button.get("style", "")}
    if action == "link":
        view["url"] = button["url"]
    elif action == "copy":
        view["copy"] = button["copy_text"]["text"]
    return view


def _file_of(api: BotApi, message: Message) -> File | None:
    media = message.data.get("document") or (message.data.get("photo") or [None])[0]
    return api.files.get(media["file_id"]) if media else None
