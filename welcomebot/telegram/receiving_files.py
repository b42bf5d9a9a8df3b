"""How the bot gets a file that a person sent. The file lives in memory for the time of reading, and nowhere else.

Everything here waits for Telegram: a handler calls it before it begins to write to the database.
"""

import asyncio
import logging

from telegram import Document, Update
from telegram.error import TelegramError

from welcomebot.services.cv_problems import CvError, CvProblem
from welcomebot.services.read_cv import MAX_BYTES
from welcomebot.services.read_cv_apart import read_cv_apart
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.errors import Remedy, cause_of
from welcomebot.telegram.raw_bot import RawBot

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 4
FIRST_PAUSE_S = 0.5
# With the time for reading it stays below what an update may take.
LONGEST_DOWNLOAD_S = 20.0
# Fetching twice does no harm, so a doubtful ending is tried again as well.
AGAIN = frozenset({Remedy.RETRY, Remedy.WAIT, Remedy.DOUBTFUL, Remedy.UNKNOWN})


async def document_text(update: Update, context: BotContext) -> str:
    """Return the text of the CV in a message; raises CvError with what is wrong with it."""
    message = update.effective_message
    if message is None or message.document is None:
        raise CvError(CvProblem.PICTURE if message and message.photo else CvProblem.NOT_SUPPORTED)
    await context.typing()
    try:
        text = await read_cv_apart(await download(context.bot, message.document), message.document.file_name or "")
    except CvError as error:
        logger.info("cv.refused problem=%s", error.problem)
        raise
    logger.info("cv.read characters=%s", len(text))
    return text


async def download(bot: RawBot, document: Document) -> bytes:
    """Return what a person sent; raises CvError where it is too large for us or Telegram does not give it."""
    _check_size(document.file_size)
    try:
        async with asyncio.timeout(LONGEST_DOWNLOAD_S):
            return await _fetch(bot, document.file_id)
    except TimeoutError as error:
        raise CvError(CvProblem.GONE) from error


async def _fetch(bot: RawBot, file_id: str) -> bytes:
    for attempt in range(MAX_ATTEMPTS):
        try:
            # The address is asked for anew each time: it ends after an hour, or when Telegram moves the file.
            file = await bot.get_file(file_id)
            _check_size(file.file_size)
            return bytes(await file.download_as_bytearray())
        except TelegramError as error:
            cause = cause_of(error)
            logger.info("file.missed cause=%s attempt=%s", cause.name, attempt + 1)
            if cause.name == "file-too-big":
                raise CvError(CvProblem.TOO_LARGE) from error
            if cause.remedy not in AGAIN:
                break
        await asyncio.sleep(FIRST_PAUSE_S * 2**attempt)
    raise CvError(CvProblem.GONE)


def _check_size(size: int | None) -> None:
    if size is not None and size > MAX_BYTES:
        raise CvError(CvProblem.TOO_LARGE)
