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
    """Send a text; longer than Telegram allows, it goes out in several messages, the keyboard under the last."""

    chat_id: int
    html: Html
    keyboard: Keyboard = ()
    is_paced: bool = False


@dataclass(frozen=True)
class EditMessage:
    """Change a message that the bot sent; one that can no longer be changed is sent anew."""

    chat_id: int
    message_id: int
    html: Html
    keyboard: Keyboard = ()


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


@dataclass(frozen=True)
class SetCommands:
    """Set the command menu of one chat: (command, description) in the person's language."""

    chat_id: int
    commands: tuple[tuple[str, str], ...]


Effect = SendMessage | EditMessage | EditKeyboard | SendDocument | SetCommands
