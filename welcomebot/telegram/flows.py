"""Which texts and files belong to a conversation of several steps: its feature takes them before they count as questions."""

from telegram import Message
from telegram.ext import filters

from welcomebot.telegram.delivery import CURRENT


class InFlow(filters.MessageFilter):
    """Lets the messages of people through who are in a flow. What was read with the update tells it; the database is not asked again."""

    def __init__(self, flow: str) -> None:
        super().__init__(name=f"InFlow({flow})")
        self._flow = flow

    def filter(self, message: Message) -> bool:
        """Tell whether the message is part of the flow."""
        known = CURRENT.get().work.known(message.from_user.id) if message.from_user else None
        return known is not None and known.dialogue is not None and known.dialogue.flow == self._flow
