"""The small menus that are always good to have."""

from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn


def outdated_menu(turn: Turn) -> tuple[Html, Keyboard]:
    """Return the reply to a button that no longer means anything."""
    tr = turn.tr
    if not turn.is_private:
        return Html.of(tr("This button is from an older message.")), ()
    return Html.of(tr("This button is from an older message. Write your question, or choose here:")), start_buttons(turn)


def private_chat_card(turn: Turn) -> tuple[Html, Keyboard]:
    """Return the invitation to a private chat: a group would read what somebody asks."""
    text = turn.tr("I answer in a private chat, so that nobody else reads your question.")
    return Html.of(text), ((Button(turn.tr("Open a private chat"), url=f"https://t.me/{turn.bot_name}"),),)


def start_buttons(turn: Turn) -> Keyboard:
    """Return the two ways on: browse the topics or reach a person."""
    tr = turn.tr
    return ((Button(tr("All topics"), tap=Callback("topics", ("all", "0"))),), (Button(tr("Ask the Welcome Office"), tap=Callback("office", ("0",))),))
