"""/jobs: the way into looking for work, the profile as a whole, and stopping or deleting it."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from welcomebot.domain.profile_screens import Step
from welcomebot.domain.profile_state import ProfileDialogue
from welcomebot.services.keep_profile import Keeping, begin, delete_profile, go_on, is_elsewhere, stop_telling, stored_profile
from welcomebot.services.profile_json import FLOW
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.menu import start_buttons
from welcomebot.telegram.cards.profile import answered, delete_question, deleted_card, home_card, profile_card, stopped_card, unfinished_card
from welcomebot.telegram.cards.profile_steps import step_card
from welcomebot.telegram.effects import Keyboard
from welcomebot.telegram.flows import InFlow
from welcomebot.telegram.html import Html
from welcomebot.telegram.profile_keeping import keeping_of
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn, turn_of

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; with words behind it, /jobs is a search, which is another's."""
    return [
        CommandHandler("jobs", jobs_asked, filters=PRIVATE, has_args=False),
        CommandHandler("cancel", cancelled, filters=PRIVATE & InFlow(FLOW)),
        on_tap("jobs", jobs_tapped),
    ]


async def jobs_asked(update: Update, context: BotContext) -> None:
    """Begin, offer to go on, or show the first page."""
    turn = await turn_of(update, context)
    await home(turn)


async def jobs_tapped(turn: Turn, verb: str = "home", argument: str = "") -> None:
    """Do what a button of the first page or of the profile says."""
    match verb:
        case "go":
            turn.show(*await asked(turn, go_on))
        case "back":
            # The answer to another question stays above.
            turn.say(*await asked(turn, go_on))
        case "new":
            await begin_anew(turn)
        case "edit" if argument in set(Step):
            turn.show(*await asked(turn, partial(begin, at=Step(argument))))
        case "me":
            await whole_profile(turn)
        case "delete":
            await delete(turn, is_sure=argument == "yes")
        case _:
            await home(turn)


async def home(turn: Turn) -> None:
    """Show the first page; somebody who has told nothing yet is asked at once."""
    profile = await stored_profile(turn.person, work=turn.work)
    if profile is None:
        turn.show(*await asked(turn, partial(begin, is_anew=True)))
    elif not profile.is_complete and not answered(profile.seeker):
        turn.show(*await asked(turn, go_on))
    else:
        turn.show(*(home_card if profile.is_complete else unfinished_card)(turn, profile))
    await turn.remember_language()


async def begin_anew(turn: Turn) -> None:
    """Forget what was told and ask again; an old button does not do that to a profile that is whole by now."""
    profile = await stored_profile(turn.person, work=turn.work)
    if profile and profile.is_complete:
        await home(turn)
    else:
        turn.show(*await asked(turn, partial(begin, is_anew=True)))


async def asked(turn: Turn, ask: Callable[[Keeping], Awaitable[ProfileDialogue]]) -> tuple[Html, Keyboard]:
    """Return the screen that asking leads to; there is one conversation at a time, so another one ends, and that is said."""
    keeping = keeping_of(turn)
    note = Html.of(turn.tr("<i>What you were doing before has ended.</i>")) if is_elsewhere(keeping) else Html("")
    html, keyboard = step_card(turn, await ask(keeping))
    return Html.join([note, html]), keyboard


async def whole_profile(turn: Turn) -> None:
    """Show everything that the person told."""
    profile = await stored_profile(turn.person, work=turn.work)
    turn.show(*profile_card(turn, profile)) if profile else await home(turn)


async def delete(turn: Turn, *, is_sure: bool) -> None:
    """Delete the profile, after asking once."""
    if is_sure:
        await delete_profile(turn.person, work=turn.work)
        turn.show(*deleted_card(turn))
    else:
        turn.show(*delete_question(turn))


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop asking; what was told stays."""
    turn = await turn_of(update, context)
    if await stop_telling(turn.person, work=turn.work, clock=turn.services.clock):
        turn.say(*stopped_card(turn))
    else:
        turn.say(Html.of(turn.tr("There is nothing to stop. Write your question at any time.")), start_buttons(turn))
