"""Acting for the office: who does it, and the refusal to whoever may not."""

from dataclasses import replace
from functools import wraps

from welcomebot.services.staff_rights import Acting, NotStaffError, acting_as
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import Function
from welcomebot.telegram.turn import Turn


async def acting(turn: Turn) -> Acting:
    """Return who acts; the services decide whether they may. Nobody acts for the office in a group that is not its own."""
    if not turn.is_private and not turn.is_in_staff_room:
        return Acting(turn.person.user_id)
    found = await acting_as(turn.person.user_id, turn.services.administrators, work=turn.work)
    return found if turn.is_private else replace(found, place=turn.chat_id)


def refusing(function: Function) -> Function:
    """Return the function with the refusal told to somebody who does not belong to the office."""

    @wraps(function)
    async def told(turn: Turn, *args: str) -> None:
        try:
            await function(turn, *args)
        except NotStaffError:
            turn.say(Html.of(turn.tr("Only the people of the Welcome Office can do this.")))

    return told
