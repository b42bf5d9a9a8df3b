"""The buttons under what seekers are told unasked."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.find_vacancies import looking
from welcomebot.services.mark_vacancy import pause, store, vacancy_of
from welcomebot.telegram.cards.job_ways import home_button
from welcomebot.telegram.cards.trail import Trail
from welcomebot.telegram.cards.vacancy import vacancy_card
from welcomebot.telegram.cards.vacancy_lists import no_such_vacancy, paused_card
from welcomebot.telegram.cards.vacancy_view import view_of
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_tap("a-one", vacancy_opened), on_tap("a-rest", rest_tapped), on_tap("a-on", looking_on)]


async def vacancy_opened(turn: Turn, number: str) -> None:
    """Show a vacancy as a message of its own: the alert stays where it is and is kept up to date."""
    stored = await vacancy_of(int(number), work=turn.work) if number.isdecimal() else None
    if stored is None:
        turn.say(*no_such_vacancy(turn, number))
    else:
        turn.say(*vacancy_card(turn, await view_of(turn, stored, Trail())))


async def rest_tapped(turn: Turn, days: str) -> None:
    """Pause the messages for some days, or stop them."""
    person = await looking(turn.person.user_id, work=turn.work)
    until = await pause(person, int(days) if days.isdecimal() else None, work=turn.work, clock=turn.services.clock)
    turn.say(*paused_card(turn, until.astimezone(turn.services.zone).date() if until else None))


async def looking_on(turn: Turn) -> None:
    """Go on: the profile counts as looked at today."""
    person = await looking(turn.person.user_id, work=turn.work)
    if person.profile is not None:
        await store(person.profile, work=turn.work, clock=turn.services.clock)
    turn.show(Html.of(turn.tr("Good. I go on looking for you.")), ((home_button(turn),),))
