"""/staff and /invite: who belongs to the office, letting people in and letting them go; in private chats only."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram.ext import BaseHandler

from welcomebot.domain.staff import Right, Role
from welcomebot.services.invite_staff import Colleague, FirstAdministratorError, change_role, colleague, colleagues, invite, revoke
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.addressing import addressed
from welcomebot.telegram.cards.staff import (
    Card,
    changed_role_card,
    colleague_card,
    first_administrator_card,
    forwardable,
    gone_card,
    invite_card,
    invited_card,
    revoke_card,
    revoked_card,
    staff_card,
    told_revoked_card,
    told_role_card,
)
from welcomebot.telegram.cards.staff_names import written_name
from welcomebot.telegram.commands import command_menu, staff_menu
from welcomebot.telegram.effects import SetCommands
from welcomebot.telegram.routes import on_command, on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [
        on_command("staff", refusing(list_asked)),
        on_command("invite", refusing(invite_asked)),
        on_tap("invite", refusing(role_chosen)),
        on_tap("colleague", refusing(colleague_tapped)),
    ]


async def list_asked(turn: Turn) -> None:
    """Show who belongs to the office."""
    found = await colleagues(by=await acting(turn), administrators=turn.services.administrators, work=turn.work)
    turn.show(*staff_card(turn, found))


async def invite_asked(turn: Turn) -> None:
    """Ask for the role of the person to invite."""
    (await acting(turn)).require(Right.STAFF)
    turn.show(*invite_card(turn))


async def role_chosen(turn: Turn, role: str) -> None:
    """Give a link for the role, in a message that can be forwarded as it is."""
    if role not in set(Role):
        await invite_asked(turn)
        return
    secret = await invite(Role(role), by=await acting(turn), work=turn.work, clock=turn.services.clock)
    turn.show(*invited_card(turn, Role(role)))
    turn.say(forwardable(turn, secret))


async def colleague_tapped(turn: Turn, verb: str, key: str = "", role: str = "") -> None:
    """Show somebody, or change or take their role; a colleague may have been faster."""
    step = STEPS.get(verb)
    if step is None:
        await list_asked(turn)
        return
    found = await colleague(key, by=await acting(turn), administrators=turn.services.administrators, work=turn.work)
    try:
        card = await step(turn, found, role) if found else None
    except FirstAdministratorError:
        card = first_administrator_card(turn)
    turn.show(*card or gone_card(turn))


async def _show(turn: Turn, found: Colleague, _: str) -> Card:
    return colleague_card(turn, found)


async def _ask(turn: Turn, found: Colleague, _: str) -> Card:
    return revoke_card(turn, found)


async def _revoke(turn: Turn, found: Colleague, _: str) -> Card | None:
    services = turn.services
    gone = await revoke(found.name.key, by=await acting(turn), administrators=services.administrators, work=turn.work, clock=services.clock)
    if gone is None:
        return None
    reader = await addressed(turn, gone.user_id)
    reader.effects.append(SetCommands(reader.chat_id, command_menu(reader.tr)))
    reader.say(*told_revoked_card(reader))
    return revoked_card(turn, gone)


async def _change(turn: Turn, found: Colleague, role: str) -> Card | None:
    services = turn.services
    if role not in set(Role):
        return None
    changed = await change_role(found.name.key, Role(role), by=await acting(turn), administrators=services.administrators, work=turn.work, clock=services.clock)
    if changed is None:
        return None
    reader = await addressed(turn, changed.user_id)
    reader.effects.append(SetCommands(reader.chat_id, staff_menu(reader.tr, changed.name.role)))
    reader.say(*told_role_card(reader, changed.name))
    return changed_role_card(turn, written_name(turn.tr, found.name), changed)


STEPS: dict[str, Callable[[Turn, Colleague, str], Awaitable[Card | None]]] = {"show": _show, "role": _change, "revoke": _ask, "revoked": _revoke}
