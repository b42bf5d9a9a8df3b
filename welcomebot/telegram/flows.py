"""Which texts and files belong to a conversation of several steps: its feature takes them before they count as questions."""

from telegram import Message
from telegram.ext import filters

from welcomebot.services.dialogue_steps import PLACE
from welcomebot.telegram.delivery import CURRENT


class InFlow(filters.MessageFilter):
    """Lets the messages of people through who are in a flow, in the chat where the flow goes on: their own, or the group it began in.

    What was read with the update tells it; the database is not asked again.
    """

    def __init__(self, flow: str) -> None:
        super().__init__(name=f"InFlow({flow})")
        self._flow = flow

    def filter(self, message: Message) -> bool:
        """Tell whether the message is part of the flow."""
        known = CURRENT.get().work.known(message.from_user.id) if message.from_user else None
        if known is None or known.dialogue is None or known.dialogue.flow != self._flow:
            return False
        return bool(known.dialogue.data.get(PLACE, known.user_id) == message.chat.id)


class ReplyToQuestion(filters.MessageFilter):
    """Lets replies to a question of the bot through: to a message of the bot without buttons.

    A reply to a card is talk about the card. In a forum topic each message that replies to nothing counts as a reply to the topic's beginning.
    """

    def filter(self, message: Message) -> bool:
        """Tell whether the message replies to a question of the bot."""
        asked = message.reply_to_message
        if asked is None or asked.from_user is None or asked.forum_topic_created is not None:
            return False
        return asked.from_user.id == message.get_bot().id and asked.reply_markup is None


# Where the office's people work: in their own chats and in their group, which `acting` tells from other groups.
IN_OFFICE = (filters.ChatType.PRIVATE | filters.ChatType.GROUPS) & filters.UpdateType.MESSAGE
# What they write in a flow: anything in their own chat; in the group, where all talk, only what answers the bot's question.
STAFF_TALK = IN_OFFICE & (filters.ChatType.PRIVATE | ReplyToQuestion())
