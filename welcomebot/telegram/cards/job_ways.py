"""The ways that lead from vacancies to other parts of /jobs."""

from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.effects import Button
from welcomebot.telegram.turn import Turn


def home_button(turn: Turn) -> Button:
    """Return the way to the first page of /jobs."""
    return Button(turn.tr("My job search"), tap=Callback("jobs"))


def profile_button(turn: Turn) -> Button:
    """Return the way to telling what one can do."""
    return Button(turn.tr("Tell what I can do"), tap=Callback("jobs"))


def list_button(turn: Turn) -> Button:
    """Return the way to the vacancies that fit."""
    return Button(turn.tr("Show the vacancies"), tap=Callback("matches", ("0",)))
