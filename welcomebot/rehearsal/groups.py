"""Groups and channels, as far as a bot for private chats meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welcomebot.rehearsal.markup import detect_entities
from welcomebot.rehearsal.seen import Seen
from welcomebot.rehearsal.state import KICKED, Chat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welcomebot.rehearsal.people import Person
    from welcomebot.rehearsal.world import World

SUPERGROUP_OFFSET = -1_001_000_000_000
OTHER_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
TOPIC_MANAGER: dict[str, Any] = {"status": "administrator", **dict.fromkeys(OTHER_RIGHTS, False), "can_manage_topics": True}


class Room:
    """What a group and a channel share."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self.chat = chat

    @property
    def chat_id(self) -> int:
        """Return the chat's number."""
        return self.chat.id

    @property
    def messages(self) -> list[Seen]:
        """Return everything that was written here."""
        return [Seen(self._world, message) for message in self.chat.messages.values() if not message.is_deleted]

    @property
    def replies(self) -> list[Seen]:
        """Return what the bot wrote here."""
        return [message for message in self.messages if message.is_from_bot]


class Group(Room):
    """A group or supergroup with the bot in it."""

    @classmethod
    def create(cls, world: World, members: Sequence[Person], *, number: int, title: str, is_supergroup: bool, is_forum: bool = False) -> Group:
        """Make the group; the first member is its creator. In a forum the bot is an administrator who may manage topics."""
        info = {"id": number, "type": "supergroup" if is_supergroup or is_forum else "group", "title": title}
        chat = Chat(info=info | {"is_forum": True} if is_forum else info)
        for position, person in enumerate(members):
            role = {"status": "member"} if position else {"status": "creator", "is_anonymous": False}
            chat.members[person.user_id] = {"user": person.info, **role}
        chat.members[world.me["id"]] = {"user": world.me, **(TOPIC_MANAGER if is_forum else {"status": "member"})}
        world.chats[number] = chat
        return cls(world, chat)

    async def adds_bot(self, by: Person) -> None:
        """Tell the bot that it was added."""
        await self._tell_membership(by, "left", "member")
        await self._publish(by.info, {"new_chat_members": [self._world.me]})

    async def removes_bot(self, by: Person) -> None:
        """Throw the bot out."""
        self.chat.refusal = KICKED
        await self._tell_membership(by, "member", "kicked")

    @property
    def topics(self) -> dict[str, int]:
        """Return the thread of each topic, by its name."""
        return {str(topic["name"]): thread_id for thread_id, topic in self.chat.topics.items()}

    def in_topic(self, name: str) -> list[Seen]:
        """Return what the bot wrote in a topic, without its beginning."""
        thread_id = self.topics[name]
        return [message for message in self.replies if message.thread_id == thread_id and message.kind != "service"]

    def take_topic_right(self) -> None:
        """Let the bot no longer manage topics."""
        self.chat.members[self._world.me["id"]]["can_manage_topics"] = False

    def delete_topic(self, name: str) -> None:
        """Delete a topic with everything in it."""
        thread_id = self.topics[name]
        del self.chat.topics[thread_id]
        for message in self.chat.messages.values():
            message.is_deleted = message.is_deleted or message.data.get("message_thread_id") == thread_id

    async def says(self, person: Person, text: str, *, reply_to: Seen | None = None, topic: str = "") -> Seen:
        """Let a person write here; in a topic, where each message that replies to nothing counts as a reply to the topic's beginning."""
        content: dict[str, Any] = {"text": text}
        if entities := detect_entities(text):
            content["entities"] = entities
        if reply_to:
            content["reply_to_message"] = {key: value for key, value in reply_to.message.data.items() if key != "reply_to_message"}
        if thread_id := (reply_to.thread_id if reply_to else self.topics.get(topic)):
            content |= {"message_thread_id": thread_id, "is_topic_message": True}
            content.setdefault("reply_to_message", dict(self.chat.messages[thread_id].data))
        return await self._publish(person.info, content)

    async def taps(self, person: Person, label: str) -> None:
        """Let a person tap a button here."""
        for message in reversed(self.messages):
            if button := message.button(label):
                await person.taps_button(message, button)
                return
        raise AssertionError(f"no button {label!r} in the group")

    async def migrates(self) -> Group:
        """Make a supergroup of the group: the old number is refused from now on, and both chats get the service message."""
        info = self.chat.info | {"id": SUPERGROUP_OFFSET + self.chat.id, "type": "supergroup"}
        new = Chat(info=info, members=self.chat.members)
        self._world.chats[new.id] = new
        self.chat.migrated_to = new.id
        supergroup = Group(self._world, new)
        sender = next(iter(self.chat.members.values()))["user"]
        await self._publish(sender, {"migrate_to_chat_id": new.id})
        await supergroup._publish(sender, {"migrate_from_chat_id": self.chat.id})
        return supergroup

    async def _publish(self, sender: dict[str, Any], content: dict[str, Any]) -> Seen:
        message = self._world.add_message(self.chat, sender, content)
        await self._world.publish(message=dict(message.data))
        return Seen(self._world, message)

    async def _tell_membership(self, by: Person, old: str, new: str) -> None:
        await self._world.publish(my_chat_member=membership(self._world, self.chat, by.info, old, new))


class Channel(Room):
    """A channel that the bot reads."""

    async def posts(self, text: str) -> Seen:
        """Post a text."""
        message = self._world.add_message(self.chat, None, {"text": text})
        await self._world.publish(channel_post=dict(message.data))
        return Seen(self._world, message)


def membership(world: World, chat: Chat, by: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return the ChatMemberUpdated that tells the bot about itself."""
    return {"chat": chat.info, "from": by, "date": int(world.clock()), "old_chat_member": _member(world, old), "new_chat_member": _member(world, new)}


def _member(world: World, status: str) -> dict[str, Any]:
    member: dict[str, Any] = {"user": world.me, "status": status}
    return member | {"until_date": 0} if status == "kicked" else member
