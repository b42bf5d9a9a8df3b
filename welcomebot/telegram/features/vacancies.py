"""Vacancies one after another: the list, a single one, all its points, the filters, what is saved, and what would open more."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.alert_seekers import see
from welcomebot.services.find_vacancies import looking
from welcomebot.services.mark_vacancy import hide_what_needs_finnish, vacancy_of
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.trail import trail_of
from welcomebot.telegram.cards.vacancy import ad_card, points_card, vacancy_card
from welcomebot.telegram.cards.vacancy_filters import filter_page, kept_card, narrowed
from welcomebot.telegram.cards.vacancy_lists import empty_list, no_such_vacancy, openings_page, saved_page
from welcomebot.telegram.cards.vacancy_missing import permit_card
from welcomebot.telegram.cards.vacancy_view import View, results_of, view_of
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [
        on_tap("matches", list_tapped),
        on_tap("v-one", vacancy_tapped),
        on_tap("v-all", points_tapped),
        on_tap("v-text", ad_tapped),
        on_tap("v-list", filters_tapped),
        on_tap("v-pick", filter_picked),
        on_tap("v-keep", filter_kept),
        on_tap("v-card", permit_tapped),
        on_tap("saved", saved_tapped),
        on_tap("gaps", gaps_tapped),
    ]


async def list_tapped(turn: Turn, start: str = "0", packed: str = "") -> None:
    """Show the vacancy at a place of a list; past the end the list begins anew."""
    trail = trail_of(packed, turn.services.board.places)
    person = await looking(turn.person.user_id, work=turn.work)
    results = await results_of(turn, trail, person)
    found = results.at(int(start) if start.isdecimal() else 0) or results.at(0)
    if found is None:
        turn.show(*empty_list(turn, results, trail, person))
    else:
        await show(turn, await view_of(turn, found.stored, trail, person, results))


async def vacancy_tapped(turn: Turn, number: str, packed: str = "") -> None:
    """Show a vacancy as it is now in the place of the tapped message."""
    if view := await tapped(turn, number, packed):
        await show(turn, view)


async def tapped(turn: Turn, number: str, packed: str) -> View | None:
    """Return the vacancy that a button belongs to as the person sees it now; where it is gone, say so."""
    stored = await vacancy_of(int(number), work=turn.work) if number.isdecimal() else None
    if stored is None:
        turn.show(*no_such_vacancy(turn, number))
        return None
    return await view_of(turn, stored, trail_of(packed, turn.services.board.places))


async def show(turn: Turn, view: View) -> None:
    """Show a vacancy and remember that the person saw it: nobody writes to them about it as a new one."""
    turn.show(*vacancy_card(turn, view))
    if view.person.profile is not None:
        await see(turn.person.user_id, view.stored, work=turn.work, now=turn.services.clock())


async def points_tapped(turn: Turn, number: str, packed: str = "") -> None:
    """Show every line of the score."""
    if view := await tapped(turn, number, packed):
        turn.show(*(points_card(turn, view, view.match) if view.match else no_such_vacancy(turn, number)))


async def ad_tapped(turn: Turn, number: str, packed: str = "") -> None:
    """Show the ad in the employer's own words."""
    if view := await tapped(turn, number, packed):
        turn.show(*ad_card(turn, view))


async def filters_tapped(turn: Turn, packed: str = "") -> None:
    """Show what a list can be narrowed by."""
    turn.show(*await filter_page(turn, trail_of(packed, turn.services.board.places)))


async def filter_picked(turn: Turn, choice: str, packed: str = "") -> None:
    """Switch one filter."""
    trail = trail_of(packed, turn.services.board.places)
    turn.show(*await filter_page(turn, narrowed(trail, choice, turn.services.board.places)))


async def filter_kept(turn: Turn, packed: str = "") -> None:
    """Make "no Finnish needed" a setting of all searches."""
    person = await looking(turn.person.user_id, work=turn.work)
    await hide_what_needs_finnish(person, work=turn.work, clock=turn.services.clock)
    turn.show(*kept_card(turn, trail_of(packed, turn.services.board.places)))


async def permit_tapped(turn: Turn, permit_id: str) -> None:
    """Tell how to get a card or licence, as a message of its own: the vacancy stays where it is."""
    permit = turn.services.board.taxonomy.permits.get(permit_id)
    turn.say(*(permit_card(turn, permit_id, permit) if permit else outdated_menu(turn)))


async def saved_tapped(turn: Turn) -> None:
    """Show the saved vacancies with their last days."""
    turn.show(*await saved_page(turn))


async def gaps_tapped(turn: Turn) -> None:
    """Show what would open the most vacancies."""
    turn.show(*await openings_page(turn))
