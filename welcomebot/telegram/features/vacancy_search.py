"""/jobs with something behind it: words are searched for, a number asks why that vacancy was shown or not."""

import re
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.vacancy_search import search_reply, why_reply
from welcomebot.telegram.turn import turn_of

# A vacancy's number as people write it: 17, #17, No. 17, nro 17, № 17.
NUMBER = re.compile(r"(?:#|№|n[or]{1,2}\.?\s*)?\s*(\d{1,9})", re.IGNORECASE)


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handler of this feature; /jobs alone is another's."""
    return [CommandHandler("jobs", searched, filters=filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE, has_args=True)]


async def searched(update: Update, context: BotContext) -> None:
    """Search, or explain a number."""
    turn = await turn_of(update, context)
    sought = turn.text.partition(" ")[2].strip()
    number = NUMBER.fullmatch(sought)
    await (why_reply(turn, int(number[1])) if number else search_reply(turn, sought))
