"""/stats: the office's figures of the last days."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.office_figures import PERIODS, Period, office_figures
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.figures_messages import say_figures
from welcomebot.telegram.routes import on_staff_command, on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_staff_command("stats", refusing(figures_asked)), on_tap("stats", refusing(period_tapped))]


async def figures_asked(turn: Turn) -> None:
    """Show the figures of the last week."""
    await period_tapped(turn, str(PERIODS[0]))


async def period_tapped(turn: Turn, days: str) -> None:
    """Show the figures of the last days."""
    chosen = int(days) if days.isdecimal() and int(days) in PERIODS else PERIODS[0]
    period = Period.last(chosen, turn.services.today, turn.services.zone)
    await say_figures(turn, await office_figures(period, turn.services.board, await acting(turn), work=turn.work))
