"""The settings of the job search."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.job_settings import changed
from welcomebot.services.keep_profile import change_wishes, stored_profile
from welcomebot.telegram.cards.job_settings import ACTION, settings_card
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_tap(ACTION, settings_tapped)]


async def settings_tapped(turn: Turn, setting: str = "", value: str = "") -> None:
    """Show the settings, after changing one where the button says so."""
    clock = turn.services.clock
    if setting:
        profile = await change_wishes(turn.person, lambda wishes: changed(wishes, setting, value, now=clock()), work=turn.work, clock=clock)
    else:
        profile = await stored_profile(turn.person, work=turn.work)
    turn.show(*(settings_card(turn, profile) if profile else outdated_menu(turn)))
