"""/help and /privacy."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.follow_answers import wants_any
from welcomebot.telegram.acting import acting
from welcomebot.telegram.cards.answer_news import stop_row
from welcomebot.telegram.cards.facts import fact
from welcomebot.telegram.cards.menu import start_buttons
from welcomebot.telegram.cards.staff import commands_of_role
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_command
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_command("help", help_asked), on_command("privacy", privacy_asked)]


async def help_asked(turn: Turn) -> None:
    """Tell how to use the bot."""
    tr = turn.tr
    parts = [
        Html.of(tr("<b>How this bot works</b>")),
        Html.of(tr("Write your question as you would say it. A few words are enough. You may write in any language.")),
        Html.of(tr("I show an answer from the Welcome Office, with its source and date. If I am not sure, I ask what you mean.")),
        Html.of(tr("Your own application or benefit I cannot see. In danger, call {number}."), number=fact(turn, "phone:112")),
        Html.of(tr("/jobs – find work\n/employer – offer work")),
        Html.of(tr("/topics – all topics\n/office – a person in the office\n/language – another language\n/privacy – what I keep")),
    ]
    role = (await acting(turn)).role
    if role is not None:
        parts.append(Html.join([Html.of(tr("<b>Your work in the office</b>")), commands_of_role(turn, role)], "\n"))
    turn.say(Html.join(parts), start_buttons(turn))


async def privacy_asked(turn: Turn) -> None:
    """Tell what is kept, why, how long and how to see or delete it."""
    tr = turn.tr
    parts = [
        Html.of(tr("<b>What I keep about you</b>")),
        Html.of(tr("Your Telegram number and your language, so that I can answer you.")),
        Html.of(tr("Your questions, so that the office can write better answers. After thirty days they stay without your number.")),
        Html.of(tr("If you asked for news of an answer: that wish, for thirty days.")),
        Html.of(tr("If you use /jobs: what you told about your work, until you delete it. Employers see it only if you allow it, without your name.")),
        Html.of(tr("I do not keep your name, your phone number or pictures. Please do not write identity codes or health details.")),
        Html.of(tr("Only the Welcome Office reads your questions. Telegram carries the messages and has its own rules.")),
        Html.of(tr("/mydata – everything about you as a file\n/forget – delete everything, at once")),
    ]
    turn.say(Html.join(parts), (stop_row(turn),) if await wants_any(turn.person, work=turn.work) else ())
