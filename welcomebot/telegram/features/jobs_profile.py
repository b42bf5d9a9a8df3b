"""The steps of a seeker's profile: what is tapped, what is written and the CV that is sent."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from welcomebot.domain.profile_state import Event, Move, ProfileDialogue, Tapped, Turned
from welcomebot.services.cv_problems import CvError
from welcomebot.services.keep_profile import current, stop_telling, stored_profile, take_step, waits_for_words
from welcomebot.services.profile_json import FLOW
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.cv import cv_problem_card
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.profile import back_row, profile_card, stopped_card
from welcomebot.telegram.cards.profile_screen import ACTION
from welcomebot.telegram.cards.profile_steps import not_understood_card, step_card
from welcomebot.telegram.flows import InFlow
from welcomebot.telegram.profile_keeping import keeping_of, listener_of
from welcomebot.telegram.receiving_files import document_text
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn, turn_of

MINE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & InFlow(FLOW)
MOVES = {"n": Move.NEXT, "b": Move.BACK, "f": Move.FURTHER, "o": Move.NO_OTHERS}


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any text or file."""
    return [
        on_tap(ACTION, step_tapped),
        MessageHandler(MINE & filters.TEXT & ~filters.COMMAND, words_written),
        MessageHandler(MINE & (filters.Document.ALL | filters.PHOTO), cv_sent),
    ]


async def step_tapped(turn: Turn, edition: str, verb: str, place: str = "0", is_on: str = "1") -> None:
    """Take a step; a button of an older screen changes nothing and shows where the person is."""
    if verb == "s":
        await stop_telling(turn.person, work=turn.work, clock=turn.services.clock)
        turn.show(*stopped_card(turn))
        return
    event = event_of(verb, place, is_on)
    state = await take_step(keeping_of(turn), event, edition=int(edition)) if event and edition.isdecimal() else None
    if state is None:
        turn.say(*outdated_menu(turn))
    else:
        await show(turn, state)


async def words_written(update: Update, context: BotContext) -> None:
    """Take words for an answer to the step where they are one, else for a question; danger comes first."""
    turn = await turn_of(update, context)
    keeping = keeping_of(turn)
    is_answer = await waits_for_words(keeping) and not turn.services.answerer.is_emergency(turn.text)
    state = await current(keeping) if is_answer else None
    events = await listener_of(turn).events(turn.text, state) if state else ()
    after = await take_step(keeping, *events) if events else None
    if after:
        await show(turn, after)
    elif state and not await listener_of(turn).asks(turn.text):
        turn.say(*not_understood_card(turn, state))
    else:
        await answer(turn, turn.text, ways_back=back_row(turn))


async def cv_sent(update: Update, context: BotContext) -> None:
    """Read a CV and show what it tells; the file is gone when this ends."""
    turn = await turn_of(update, context)
    try:
        text = await document_text(update, context)
    except CvError as error:
        html, keyboard = cv_problem_card(turn, error.problem)
        turn.say(html, (*keyboard, *back_row(turn)))
        return
    state = await take_step(keeping_of(turn), await listener_of(turn).read(text, is_cv=True))
    if state:
        await show(turn, state)


async def show(turn: Turn, state: ProfileDialogue) -> None:
    """Show the step that the person is at, or the whole profile at the end."""
    profile = await stored_profile(turn.person, work=turn.work) if state.is_over else None
    turn.show(*profile_card(turn, profile, is_told=not state.is_change)) if profile else turn.show(*step_card(turn, state))


def event_of(verb: str, place: str, is_on: str) -> Event | None:
    """Return what a button means; None for one that this release does not know."""
    if verb in MOVES:
        return MOVES[verb]
    if verb not in {"t", "p"} or not place.isdecimal():
        return None
    return Tapped(int(place), is_on == "1") if verb == "t" else Turned(int(place))
