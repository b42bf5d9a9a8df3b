"""From a command or a tapped button to its function.

Commands count in private chats only, those of the office's people also in their group.
A button's spinner stops at once; an old or broken button opens a fresh menu.
"""

import inspect
import re
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from welcomebot.services.answer_feedback import own_question
from welcomebot.services.ports import AskedQuestion
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.callback_codec import VERSION
from welcomebot.telegram.cards.menu import outdated_menu, private_chat_card
from welcomebot.telegram.flows import IN_OFFICE
from welcomebot.telegram.turn import Turn, turn_of

Function = Callable[..., Awaitable[None]]


def on_command(command: str, function: Callable[[Turn], Awaitable[None]]) -> CommandHandler[BotContext, Any]:
    """Return the handler that calls `function(turn)` for a command."""

    async def commanded(update: Update, context: BotContext) -> None:
        await function(await turn_of(update, context))

    return CommandHandler(command, commanded, filters=filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE)


def on_staff_command(command: str, function: Callable[[Turn], Awaitable[None]]) -> CommandHandler[BotContext, Any]:
    """Return the handler that calls `function(turn)` for a command of the office's people, in a private chat or in the staff group."""

    async def commanded(update: Update, context: BotContext) -> None:
        turn = await turn_of(update, context)
        if turn.is_private or turn.is_in_staff_room:
            await function(turn)
        else:
            turn.say(*private_chat_card(turn))

    return CommandHandler(command, commanded, filters=IN_OFFICE)


def on_tap(action: str, function: Function) -> CallbackQueryHandler[BotContext, Any]:
    """Return the handler that calls `function(turn, *args)` for the buttons of an action."""
    accepted = inspect.signature(function)

    async def tapped(update: Update, context: BotContext) -> None:
        await context.answer_tap()
        turn = await turn_of(update, context)
        args = turn.tap.args if turn.tap else ()
        if not turn.is_private and not turn.is_in_staff_room:
            turn.say(*private_chat_card(turn))
            return
        try:
            accepted.bind(turn, *args)
        except TypeError:
            turn.say(*outdated_menu(turn))
        else:
            await function(turn, *args)

    return CallbackQueryHandler(tapped, pattern=re.compile(rf"^{VERSION}:{re.escape(action)}(:|$)"))


async def tapped_question(turn: Turn, number: str) -> AskedQuestion | None:
    """Return the question that a button belongs to; where it is gone or another person's, say so with a fresh menu."""
    question = await own_question(int(number), turn.person, work=turn.work) if number.isdecimal() else None
    if question is None:
        turn.say(*outdated_menu(turn))
    return question
