"""Writing to somebody else than the person of this turn: an employer, a seeker, the office's people."""

from collections.abc import Callable
from dataclasses import replace

from welcomebot.services.know_person import find_person
from welcomebot.telegram.effects import Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

REGION = "fi"  # the language of somebody who chose none


async def addressed(turn: Turn, user_id: int) -> Turn:
    """Return a turn that writes to another person, in their own language."""
    person = await find_person(user_id, work=turn.work)
    return replace(turn, person=person, chat_id=user_id, language=person.language or REGION, text="", tapped_message_id=None, tap=None)


async def tell_staff(turn: Turn, card: Callable[[Turn], tuple[Html, Keyboard]]) -> None:
    """Send a card to each of the office's people, in their own language."""
    for user_id in sorted(turn.services.staff):
        reader = await addressed(turn, user_id)
        reader.say(*card(reader))
