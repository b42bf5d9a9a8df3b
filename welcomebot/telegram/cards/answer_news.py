"""Saying yes to news of an answer, and stopping them: the buttons wherever they stand, and what they lead to."""

from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

CHANGE = "change"


def when_answered_row(turn: Turn, question_id: int) -> tuple[Button, ...]:
    """Return the way to hear when a question has an answer."""
    return (Button(turn.tr("Tell me when there is an answer"), tap=Callback("news", (str(question_id),))),)


def when_changed_row(turn: Turn, question_id: int) -> tuple[Button, ...]:
    """Return the way to hear when the answer to a question changes."""
    return (Button(turn.tr("Tell me if this answer changes"), tap=Callback("news", (str(question_id), CHANGE))),)


def stop_row(turn: Turn) -> tuple[Button, ...]:
    """Return the way to hear of no answers any more."""
    return (Button(turn.tr("Stop news of answers"), tap=Callback("nonews")),)


def noted_card(turn: Turn, *, is_new: bool, is_change: bool) -> tuple[Html, Keyboard]:
    """Return what the person said yes to, and how to stop it."""
    tr = turn.tr
    if not is_new:
        return Html.of(tr("I have noted this already. I write to you here when there is news.")), (stop_row(turn),)
    if is_change:
        text = tr("<b>Good.</b> If this answer changes within 30 days, I write to you here. You can stop this at any time.")
    else:
        text = tr("<b>Good.</b> If there is an answer within 30 days, I write to you here, once. You can stop this at any time.")
    return Html.of(text), (stop_row(turn),)


def stopped_text(turn: Turn) -> Html:
    """Return that no news come any more."""
    return Html.of(turn.tr("I send you no more news of answers. If you sent a question to the office, you still get the reply."))
