"""What a newcomer decides about announcements: none at all, again, and which topics they follow."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.hear_announcements import follow_topic, hear_announcements, stop_announcements, unfollow_topic
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.categories import category_name
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.effects import Button
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_tap("news-off", announcements_stopped), on_tap("news-on", announcements_wanted), on_tap("follow", topic_tapped)]


async def announcements_stopped(turn: Turn) -> None:
    """Send no more announcements, at once."""
    await stop_announcements(turn.person, work=turn.work, clock=turn.services.clock)
    text = turn.tr("You get no more announcements from the office. I still answer your questions.")
    turn.say(Html.of(text), ((Button(turn.tr("Get them again"), tap=Callback("news-on")),),))


async def announcements_wanted(turn: Turn) -> None:
    """Send announcements again."""
    await hear_announcements(turn.person, work=turn.work)
    turn.show(Html.of(turn.tr("Good. You get announcements from the office again.")))


async def topic_tapped(turn: Turn, category: str, verdict: str) -> None:
    """Follow a topic, or follow it no more."""
    if category not in turn.services.library.categories():
        turn.say(*outdated_menu(turn))
    elif verdict == "on":
        await follow_topic(turn.person, category, work=turn.work, clock=turn.services.clock)
        stop = (Button(turn.tr("Stop following"), tap=Callback("follow", (category, "off"))),)
        turn.say(Html.of(turn.tr("Good. I write to you when the office has news about this topic: {topic}."), topic=category_name(turn.tr, category)), (stop,))
        await turn.remember_language()
    else:
        await unfollow_topic(turn.person, category, work=turn.work)
        turn.say(Html.of(turn.tr("You no longer follow this topic: {topic}."), topic=category_name(turn.tr, category)))
