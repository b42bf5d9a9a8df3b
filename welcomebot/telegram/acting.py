"""Acting for the office: who does it, and the refusal to whoever may not."""

from functools import wraps

from welcomebot.services.staff_rights import Acting, NotStaffError
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import Function
from welcomebot.telegram.turn import Turn


def acting(turn: Turn) -> Acting:
    """Return who acts; the services decide whether they may."""
    return Acting(turn.person.user_id, turn.services.staff)


def refusing(function: Function) -> Function:
    """Return the function with the refusal told to somebody who does not belong to the office."""

    @wraps(function)
    async def told(turn: Turn, *args: str) -> None:
        try:
            await function(turn, *args)
        except NotStaffError:
            turn.say(Html.of(turn.tr("Only the people of the Welcome Office can do this.")))

    return told
