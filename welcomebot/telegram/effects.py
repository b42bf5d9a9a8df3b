"""What a handler wants Telegram to do; the runner stores effects in the outbox, in the update's own transaction."""

from dataclasses import dataclass

from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.html import Html


@dataclass(frozen=True)
class Button:
    """One button with exactly one action: a tap for the bot, a link, or a text to copy."""

    label: str
    tap: Callback | None = None
    url: str | None = None
    copy: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class SendMessage:
    """Send a text; longer than Telegram allows, it goes out in several messages, the keyboard under the last.

    `thread_id` is the forum topic of a group that it goes to. A silent one makes no sound. `asks` opens the answer field of the person who is named in it.
    `key` is a name under which the message is found again, to be changed later.
    """

    chat_id: int
    html: Html
    keyboard: Keyboard = ()
    is_paced: bool = False
    thread_id: int | None = None
    is_silent: bool = False
    asks: bool = False
    key: str = ""


@dataclass(frozen=True)
class EditMessage:
    """Change a message that the bot sent; one that can no longer be changed is sent anew, to the forum topic `thread_id` if it is one of those."""

    chat_id: int
    message_id: int
    html: Html
    keyboard: Keyboard = ()
    thread_id: int | None = None


@dataclass(frozen=True)
class EditKeyboard:
    """Change only the buttons under a message."""

    chat_id: int
    message_id: int
    keyboard: Keyboard = ()


@dataclass(frozen=True)
class SendDocument:
    """Send a text file."""

    chat_id: int
    filename: str
    content: str
    caption: Html
    thread_id: int | None = None


@dataclass(frozen=True)
class SendPicture:
    """Send a picture: `png` is the file's content."""

    chat_id: int
    png: bytes
    caption: Html
    thread_id: int | None = None


@dataclass(frozen=True)
class SetCommands:
    """Set the command menu of one chat: (command, description) in the person's language."""

    chat_id: int
    commands: tuple[tuple[str, str], ...]


Effect = SendMessage | EditMessage | EditKeyboard | SendDocument | SendPicture | SetCommands
