"""What the buttons of vacancies carry, and names that fit them."""

from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.trail import Trail
from welcomebot.telegram.cards.vacancy_view import View

MAX_LABEL = 40  # characters of a name in a button; longer ones do not fit a phone


def tap(action: str, view: View, *more: str) -> Callback:
    """Return the tap of an action on the view's vacancy."""
    return Callback(action, (str(view.number), view.trail.packed, *more))


def on(action: str, number: int, trail: Trail) -> Callback:
    """Return the tap of an action on any vacancy of a list."""
    return Callback(action, (str(number), trail.packed))


def short(name: str) -> str:
    """Return a name that fits a button."""
    return name if len(name) <= MAX_LABEL else f"{name[: MAX_LABEL - 1]}…"
