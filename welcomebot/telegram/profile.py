"""What Telegram shows of the bot before and beside the conversation, in each language."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from welcomebot.domain.language import CODES
from welcomebot.locales.i18n import SOURCE_LANGUAGE, translator
from welcomebot.telegram.commands import bot_description, bot_short_description, command_menu
from welcomebot.telegram.errors import cause_of

logger = logging.getLogger(__name__)

# Telegram shows the texts without a code where it has none in the language of the app.
DEFAULT_CODE = None


async def publish_profile(bot: Bot) -> None:
    """Set commands and descriptions where they differ from what Telegram has; a failure is logged and tried again at the next start."""
    try:
        for code in (DEFAULT_CODE, *CODES):
            await _publish(bot, code)
    except TelegramError as error:
        logger.warning("profile.failed cause=%s", cause_of(error).name)
    else:
        logger.info("profile.published")


async def _publish(bot: Bot, code: str | None) -> None:
    tr = translator(code or SOURCE_LANGUAGE)
    commands = tuple(BotCommand(command, text) for command, text in command_menu(tr))
    if await bot.get_my_commands(language_code=code) != commands:
        await bot.set_my_commands(commands, language_code=code)
    if (await bot.get_my_description(language_code=code)).description != bot_description(tr):
        await bot.set_my_description(description=bot_description(tr), language_code=code)
    if (await bot.get_my_short_description(language_code=code)).short_description != bot_short_description(tr):
        await bot.set_my_short_description(short_description=bot_short_description(tr), language_code=code)
