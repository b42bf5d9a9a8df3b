"""/mydata and /forget."""

import json
from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.know_person import export_data, forget
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.effects import Button, SendDocument
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_command, on_tap
from welcomebot.telegram.turn import Turn

FILE_NAME = "welcomebot-my-data.json"


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_command("mydata", data_asked), on_command("forget", forget_asked), on_tap("forget", forget_confirmed)]


async def data_asked(turn: Turn) -> None:
    """Send everything that is stored about the person as a file."""
    data = await export_data(turn.person, work=turn.work)
    content = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    turn.effects.append(SendDocument(turn.chat_id, FILE_NAME, content, Html.of(turn.tr("This is everything that I keep about you."))))


async def forget_asked(turn: Turn) -> None:
    """Ask once before everything is deleted."""
    tr = turn.tr
    buttons = ((Button(tr("Yes, delete everything"), tap=Callback("forget", ("yes",))),), (Button(tr("No, keep it"), tap=Callback("forget", ("no",))),))
    question = tr("<b>Delete everything about you?</b> Your language, your questions and your messages to the office go at once. This cannot be undone.")
    turn.say(Html.of(question), buttons)


async def forget_confirmed(turn: Turn, verdict: str) -> None:
    """Delete everything, or keep it."""
    if verdict == "yes":
        count = await forget(turn.person, work=turn.work)
        deleted = turn.tr.plural("Everything about you is deleted: {n} record.", "Everything about you is deleted: {n} records.", count)
        turn.show(Html.join([Html.text(deleted), Html.of(turn.tr("If you write again, we start anew."))], " "))
    else:
        turn.show(Html.of(turn.tr("Nothing was deleted.")))
