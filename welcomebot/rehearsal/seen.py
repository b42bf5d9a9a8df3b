"""A message as a person sees it, after edits."""

from typing import Any

from welcomebot.rehearsal.markup import render_html
from welcomebot.rehearsal.state import Message
from welcomebot.rehearsal.world import World

# Content without text -> what a person sees in its place.
KINDS = ("text", "document", "photo", "voice", "sticker", "location", "contact", "video", "audio", "animation", "video_note", "poll", "dice", "venue")


class Seen:
    """A live view: it shows the message as it is now."""

    def __init__(self, world: World, message: Message) -> None:
        self._world = world
        self.message = message

    @property
    def message_id(self) -> int:
        """Return the message's number."""
        return int(self.message.data["message_id"])

    @property
    def chat_id(self) -> int:
        """Return the chat's number."""
        return int(self.message.data["chat"]["id"])

    @property
    def kind(self) -> str:
        """Return what it is: text, document, photo, …, or service."""
        return next((kind for kind in KINDS if kind in self.message.data), "service")

    @property
    def text(self) -> str:
        """Return the plain text or caption."""
        return str(self.message.data.get("text") or self.message.data.get("caption") or "")

    @property
    def entities(self) -> list[dict[str, Any]]:
        """Return the entities of the text or caption."""
        return list(self.message.data.get("entities") or self.message.data.get("caption_entities") or ())

    @property
    def is_silent(self) -> bool:
        """Tell whether it came without a sound."""
        return self.message.is_silent

    @property
    def html(self) -> str:
        """Return the markup as the bot wrote it."""
        return self.message.html

    @property
    def safe_html(self) -> str:
        """Return the text as HTML that a browser may show."""
        return render_html(self.text, self.entities)

    @property
    def keyboard(self) -> list[list[dict[str, Any]]]:
        """Return the rows of buttons: those under the message, or a reply keyboard."""
        markup = self.message.data.get("reply_markup") or {}
        if markup.get("inline_keyboard"):
            return [list(row) for row in markup["inline_keyboard"]]
        rows = (self.message.keyboard or {}).get("keyboard", [])
        return [[{"text": button} if isinstance(button, str) else button for button in row] for row in rows]

    @property
    def buttons(self) -> list[str]:
        """Return the labels of all buttons, row by row."""
        return [str(button["text"]) for row in self.keyboard for button in row]

    def button(self, label: str) -> dict[str, Any] | None:
        """Return the button with this label."""
        return next((button for row in self.keyboard for button in row if button["text"] == label), None)

    @property
    def asks(self) -> bool:
        """Tell whether it opens the answer field."""
        return bool((self.message.keyboard or {}).get("force_reply"))

    @property
    def thread_id(self) -> int | None:
        """Return the forum topic that it is in."""
        return self.message.data.get("message_thread_id")

    @property
    def is_from_bot(self) -> bool:
        """Tell whether the bot wrote it."""
        return self._world.is_mine(self.message)

    @property
    def is_edited(self) -> bool:
        """Tell whether it was changed after it was sent."""
        return "edit_date" in self.message.data

    @property
    def document_name(self) -> str:
        """Return the name of the file."""
        return str(self.message.data.get("document", {}).get("file_name", ""))

    @property
    def document_bytes(self) -> bytes:
        """Return the content of the file."""
        document = self.message.data.get("document")
        return self._world.files[document["file_id"]].content if document else b""

    @property
    def document_content(self) -> str:
        """Return the content of a text file."""
        return self.document_bytes.decode()

    @property
    def reply_to(self) -> int | None:
        """Return the number of the message that this one replies to."""
        reply = self.message.data.get("reply_to_message")
        return int(reply["message_id"]) if reply else None

    def __repr__(self) -> str:
        return f"Seen({self.message_id}, {self.text!r}, {self.buttons})"
