"""Joining the office by an invitation's link."""

from welcomebot.services.invite_staff import PAYLOAD, BadInvitationError, join
from welcomebot.telegram.cards.staff import joined_card, problem_card
from welcomebot.telegram.commands import staff_menu
from welcomebot.telegram.effects import SetCommands
from welcomebot.telegram.turn import Turn

__all__ = ["PAYLOAD", "join_office"]


async def join_office(turn: Turn, secret: str) -> None:
    """Let the person in with a greeting and their menu, or say why not."""
    services = turn.services
    try:
        name = await join(secret, turn.person.user_id, administrators=services.administrators, work=turn.work, clock=services.clock)
    except BadInvitationError as refusal:
        turn.show(*problem_card(turn, refusal.problem))
        return
    turn.effects.append(SetCommands(turn.chat_id, staff_menu(turn.tr, name.role)))
    turn.show(*joined_card(turn, name))
