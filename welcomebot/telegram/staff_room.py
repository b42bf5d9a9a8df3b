"""The staff group: where it is, and in which of its forum topics something belongs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from welcomebot.domain.staff import StaffTopic
from welcomebot.services.ports import Work
from welcomebot.telegram.services import Services

REGION = "fi"  # the language of a group, and of somebody who chose none


@dataclass(frozen=True)
class StaffRoom:
    """The staff group with the threads of its topics; a group without topics has none."""

    chat_id: int
    threads: Mapping[str, int] = field(default_factory=dict)

    def thread_of(self, topic: StaffTopic) -> int | None:
        """Return where a topic's messages go; None is the group itself."""
        return self.threads.get(topic.value)


async def staff_room(services: Services, work: Work) -> StaffRoom | None:
    """Return the staff group as it is now; None where the settings name none, or the bot is not in it any more."""
    if services.staff_chat is None:
        return None
    async with work.reading() as db:
        chat_id = await db.staff_topics.room(services.staff_chat)
        return StaffRoom(chat_id, await db.staff_topics.all(chat_id)) if chat_id is not None else None


async def is_staff_room(chat_id: int, services: Services, work: Work) -> bool:
    """Tell whether a chat is the staff group."""
    if services.staff_chat is None:
        return False
    async with work.reading() as db:
        return await db.staff_topics.room(services.staff_chat) == chat_id
