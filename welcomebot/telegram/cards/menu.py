"""The small menus that are always good to have."""

from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn


def outdated_menu(turn: Turn) -> tuple[Html, Keyboard]:
    """Return the reply to a button that no longer means anything."""
    tr = turn.tr
    return Html.of(tr("This button is from an older message. Write your question, or choose here:")), start_buttons(turn)


def start_buttons(turn: Turn) -> Keyboard:
    """Return the two ways on: browse the topics or reach a person."""
    tr = turn.tr
    return ((Button(tr("All topics"), tap=Callback("topics", ("all", "0"))),), (Button(tr("Ask the Welcome Office"), tap=Callback("office", ("0",))),))
