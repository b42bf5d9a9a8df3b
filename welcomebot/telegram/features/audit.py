"""/audit: what the office did, for its administrators; in private chats only."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.read_acts import latest_acts, one_act
from welcomebot.services.staff_names import staff_names
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.cards.audit import ACTS_A_PAGE, act_card, audit_card
from welcomebot.telegram.routes import on_command, on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_command("audit", refusing(audit_asked)), on_tap("audit", refusing(audit_tapped))]


async def audit_asked(turn: Turn) -> None:
    """Show the latest acts."""
    await _show(turn, None)


async def audit_tapped(turn: Turn, verb: str, number: str, page: str = "") -> None:
    """Show older acts, or one act whole."""
    act = await one_act(int(number), by=await acting(turn), work=turn.work) if verb == "act" and number.isdecimal() else None
    if act is None:
        await _show(turn, int(number) if verb == "page" and number.isdecimal() else None)
    else:
        turn.show(*act_card(turn, act, await staff_names(turn.services.administrators, work=turn.work), page))


async def _show(turn: Turn, before: int | None) -> None:
    found = await latest_acts(by=await acting(turn), work=turn.work, limit=ACTS_A_PAGE + 1, before=before)
    names = await staff_names(turn.services.administrators, work=turn.work)
    turn.show(*audit_card(turn, found[:ACTS_A_PAGE], names, has_more=len(found) > ACTS_A_PAGE))
