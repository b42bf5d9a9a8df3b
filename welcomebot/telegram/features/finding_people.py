"""Finding people for an own ad, and asking to contact them."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.contact_seekers import Asking, ask_to_contact
from welcomebot.services.find_people import FoundPeople, find_people
from welcomebot.telegram.addressing import addressed
from welcomebot.telegram.cards.contact_request import question_to_seeker
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.people_found import people_card
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_tap("people", people_tapped), on_tap("ask", ask_tapped)]


async def people_tapped(turn: Turn, number: str, page: str = "0") -> None:
    """Show who fits an own ad."""
    found = await _found(turn, number)
    if found is None or not page.isdecimal():
        turn.say(*outdated_menu(turn))
    else:
        turn.show(*people_card(turn, found, int(page)))


async def ask_tapped(turn: Turn, number: str, mark: str) -> None:
    """Put the question to the person behind a mark, and show the list as it is now."""
    if await _found(turn, number) is None:
        turn.say(*outdated_menu(turn))
        return
    day, clock = turn.services.today, turn.services.clock
    became, made = await ask_to_contact(turn.person.user_id, int(number), mark, matcher=turn.services.board.matcher, today=day, work=turn.work, clock=clock)
    turn.say(Html.of(_told(turn, became)))
    found = await _found(turn, number)
    if made is not None:
        seeker = await addressed(turn, made.request.seeker_id)
        seeker.say(*question_to_seeker(seeker, made))
    if found is not None and became in (Asking.ASKED, Asking.GONE):
        turn.say(*people_card(turn, found, 0))


async def _found(turn: Turn, number: str) -> FoundPeople | None:
    if not number.isdecimal():
        return None
    return await find_people(turn.person.user_id, int(number), matcher=turn.services.board.matcher, today=turn.services.today, work=turn.work)


def _told(turn: Turn, became: Asking) -> str:
    tr = turn.tr
    match became:
        case Asking.ASKED:
            return tr("<b>I asked.</b> As soon as the person answers, I write to you here.")
        case Asking.ASKED_BEFORE:
            return tr("You asked this person before. I write to you here when there is an answer.")
        case Asking.TOO_MANY:
            return tr("You asked ten people today. Please wait for their answers; tomorrow you can ask more.")
        case Asking.GONE:
            return tr("This person is not in the list any more. Here is the list as it is now:")
