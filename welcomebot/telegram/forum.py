"""The topics of the staff group, made once each; a group that has none gets everything without a topic."""

import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from telegram.error import ChatMigrated, TelegramError

from welcomebot.domain.staff import StaffTopic
from welcomebot.locales.i18n import later, translator
from welcomebot.services.ports import Repositories
from welcomebot.telegram.commands import group_menu
from welcomebot.telegram.errors import cause_of
from welcomebot.telegram.raw_bot import RawBot
from welcomebot.telegram.staff_room import REGION

logger = logging.getLogger(__name__)

TOPIC_NAMES = {
    StaffTopic.QUESTIONS: later("Questions of newcomers"),
    StaffTopic.JOBS: later("Jobs"),
    StaffTopic.EMERGENCIES: later("Emergencies"),
    StaffTopic.DIGEST: later("Weekly figures"),
}

Opened = Callable[[], AbstractAsyncContextManager[Repositories]]


async def open_topics(bot: RawBot, staff_chat: int | None, opened: Opened) -> None:
    """Make the topics that the staff group does not have yet; a failure is logged, and tried again at the next start.

    `opened` begins a transaction for writing.
    """
    if staff_chat is None:
        return
    async with opened() as db:
        chat_id = await db.staff_topics.room(staff_chat)
    if chat_id is None:
        logger.warning("staff_group.gone")
        return
    try:
        chat_id, is_forum = await _find(bot, chat_id)
        if is_forum:
            await _open(bot, chat_id, opened)
        else:
            logger.warning("staff_group.no-topics")
        commands = [{"command": command, "description": text} for command, text in group_menu(translator(REGION))]
        await bot.call("setMyCommands", {"commands": commands, "scope": {"type": "chat", "chat_id": chat_id}})
    except TelegramError as error:
        logger.warning("staff_group.failed cause=%s", cause_of(error).name)


async def _find(bot: RawBot, chat_id: int) -> tuple[int, bool]:
    """Return the group's number as it is now, and whether it has topics."""
    try:
        found = await bot.call("getChat", {"chat_id": chat_id})
    except ChatMigrated as moved:
        found = await bot.call("getChat", {"chat_id": moved.new_chat_id})
    return found["id"], bool(found.get("is_forum"))


async def _open(bot: RawBot, chat_id: int, opened: Opened) -> None:
    async with opened() as db:
        known = await db.staff_topics.all(chat_id)
    for topic in StaffTopic:
        if topic.value not in known:
            made = await bot.call("createForumTopic", {"chat_id": chat_id, "name": translator(REGION)(TOPIC_NAMES[topic])})
            async with opened() as db:
                is_first = await db.staff_topics.put(chat_id, topic.value, made["message_thread_id"])
            # Another process may have made the same topic meanwhile; the empty one is left for a person to delete.
            logger.info("staff_group.topic topic=%s is_first=%s", topic.value, is_first)
