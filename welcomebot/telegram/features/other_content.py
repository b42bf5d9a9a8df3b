"""Everything that is no question: pictures, voice, places, groups, unknown commands and buttons of another time."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, TypeHandler, filters

from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.menu import outdated_menu, private_chat_card, start_buttons
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn, turn_of

VOICE = filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE
PICTURE = filters.PHOTO | filters.VIDEO | filters.ANIMATION
CV = filters.Document.FileExtension("pdf") | filters.Document.FileExtension("docx") | filters.Document.FileExtension("txt")
PLACE = filters.LOCATION | filters.VENUE
# A service message says that something happened in the chat; it is no message to the bot.
QUIET = filters.StatusUpdate.ALL


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come last, because they take whatever is left."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return [
        MessageHandler(private & filters.COMMAND, unknown_command),
        MessageHandler(private & ~QUIET, not_text),
        MessageHandler(filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & filters.COMMAND, in_group),
        CallbackQueryHandler(old_button),
        TypeHandler(Update, ignored),
    ]


async def unknown_command(update: Update, context: BotContext) -> None:
    """Say that the command is not known and show the ways on."""
    turn = await turn_of(update, context)
    turn.say(Html.of(turn.tr("I do not know this command. Write your question, or choose here:")), start_buttons(turn))


async def not_text(update: Update, context: BotContext) -> None:
    """Ask for words, with the reason that fits what was sent."""
    turn = await turn_of(update, context)
    turn.say(Html.join([Html.of(_why_not(turn, update)), _cv_hint(turn, update)]), start_buttons(turn))


async def in_group(update: Update, context: BotContext) -> None:
    """Invite to a private chat: a group would read what somebody asks."""
    turn = await turn_of(update, context)
    turn.say(*private_chat_card(turn))


async def old_button(update: Update, context: BotContext) -> None:
    """Open a fresh menu for a button that no feature knows."""
    await context.answer_tap()
    turn = await turn_of(update, context)
    turn.say(*outdated_menu(turn))


async def ignored(update: Update, context: BotContext) -> None:
    """Leave alone what asks for nothing: channel posts, group talk, service messages, edits of pictures."""


def _cv_hint(turn: Turn, update: Update) -> Html:
    if not CV.check_update(update):
        return Html("")
    return Html.of(turn.tr("Is it your CV? Open /jobs, and send it again where I ask what you can do. I read it there and do not keep the file."))


def _why_not(turn: Turn, update: Update) -> str:
    tr = turn.tr
    if VOICE.check_update(update):
        return tr("I cannot listen to voice messages. Please write your question in words.")
    if PICTURE.check_update(update):
        return tr("I cannot read pictures. Please write what you want to know, without personal details.")
    if filters.Document.ALL.check_update(update):
        return tr("I cannot read files. Please write what you want to know, without personal details.")
    if PLACE.check_update(update):
        return tr("I cannot use places on the map. Please write what you are looking for.")
    if filters.Sticker.ALL.check_update(update):
        return tr("Nice! But I only understand words. What would you like to know?")
    return tr("I only understand text. Please write your question in words.")
