"""The voice of people: what a test or the chat page makes a person do, and what the person sees."""

from collections.abc import Callable
from typing import Any

from welcomebot.rehearsal.calls.files import document
from welcomebot.rehearsal.content import CONTENT
from welcomebot.rehearsal.groups import Channel, Group, membership
from welcomebot.rehearsal.markup import detect_entities
from welcomebot.rehearsal.rules import MAX_TEXT_UNITS, START_PAYLOAD, start_payload
from welcomebot.rehearsal.seen import Seen
from welcomebot.rehearsal.state import BLOCKED, NOT_STARTED, Chat
from welcomebot.rehearsal.utf16 import utf16_length
from welcomebot.rehearsal.world import World

FIRST_PERSON_ID = 1000
OFFICE_ID = 900  # the one person who belongs to the office, where the page lets them come
FIRST_GROUP_ID = -1000
FIRST_CHANNEL_ID = -1_002_000_000_000
FIRST_NAMES = {"fi": "Aino", "sv": "Elsa", "en": "Grace", "uk": "Оксана", "ru": "Нина", "ar": "ليلى"}


class NothingToTap(AssertionError):  # noqa: N818 - a test reads better so
    """There is no such button."""


class Person:
    """A person with a private chat with the bot."""

    def __init__(self, world: World, info: dict[str, Any], *, is_started: bool = False) -> None:
        self._world = world
        self.info = info
        self.user_id = int(info["id"])
        chat = {"id": self.user_id, "type": "private", "first_name": info["first_name"]}
        self.chat = Chat(info=chat, refusal="" if is_started else NOT_STARTED)
        world.chats[self.user_id] = self.chat
        self.opened: list[str] = []
        self.copied: list[str] = []

    @property
    def chat_id(self) -> int:
        """Return the number of the private chat."""
        return self.user_id

    @property
    def language(self) -> str:
        """Return the language of the person's app."""
        return str(self.info.get("language_code", ""))

    # What the person sees.

    @property
    def messages(self) -> list[Seen]:
        """Return all messages of the chat, own ones too, as they are now."""
        return [Seen(self._world, message) for message in self.chat.messages.values() if not message.is_deleted]

    @property
    def replies(self) -> list[Seen]:
        """Return what the bot wrote."""
        return [message for message in self.messages if message.is_from_bot]

    @property
    def last(self) -> Seen:
        """Return the newest message of the bot; what the person wrote is in `messages`."""
        for message in reversed(self.chat.messages.values()):
            if not message.is_deleted and self._world.is_mine(message):
                return Seen(self._world, message)
        raise AssertionError(f"the bot wrote nothing to {self.info['first_name']}")

    @property
    def toasts(self) -> list[str]:
        """Return the texts that flashed up after taps."""
        return self._world.toasts.setdefault(self.user_id, [])

    @property
    def commands(self) -> list[dict[str, str]]:
        """Return the command menu that the person's app shows."""
        return self._world.commands_for(self.chat, user_id=self.user_id, language=self.language)

    async def wait_for(self, condition: Callable[[Seen], bool], timeout_s: float = 5.0) -> Seen:
        """Return the newest message of the bot for which the condition holds, once there is one."""

        def find() -> Seen | None:
            return next((message for message in reversed(self.replies) if condition(message)), None)

        found = await self._world.wait_for(find, timeout_s)
        assert found is not None  # noqa: S101 - wait_for returned it because it is there
        return found

    # What the person does.

    async def says(self, text: str, *, reply_to: Seen | None = None) -> Seen:
        """Write a text or a command."""
        content = text_content(text)
        if reply_to:
            content["reply_to_message"] = dict(reply_to.message.data)
        return await self._writes(content)

    async def sends(self, kind: str, *, caption: str = "", **fields: Any) -> Seen:
        """Send something else: photo, voice, sticker, document, location, contact, … with fields of your own if you like."""
        content = CONTENT[kind](self._world)
        if caption:
            content["caption"] = caption
        return await self._writes(content | fields)

    async def sends_file(self, name: str, content: bytes, mime_type: str = "", *, caption: str = "") -> Seen:
        """Send a file of one's own; an empty one cannot be sent."""
        if not content:
            raise ValueError("a person cannot send an empty file")
        fields = {"caption": caption} if caption else {}
        return await self._writes({"document": document(self._world.add_file(name=name, content=content, mime_type=mime_type))} | fields)

    async def edits(self, message: Seen | str, text: str | None = None) -> Seen:
        """Change an own message; `edits(text)` changes the newest one."""
        if isinstance(message, str):
            text = message
            message = next(seen for seen in reversed(self.messages) if not seen.is_from_bot)
        data = message.message.data
        data.pop("entities", None)
        data |= text_content(text or "") | {"edit_date": int(self._world.clock())}
        self._world.tell("edit", self.chat_id, message.message)
        await self._world.publish(edited_message=dict(data))
        return message

    async def taps(self, label: str) -> None:
        """Tap the button with this label on the newest message that has one; a link or a copy button acts as it does in the app."""
        for message in reversed(self.messages):
            if button := message.button(label):
                await self.taps_button(message, button)
                return
        shown = [message.buttons for message in reversed(self.messages) if message.buttons]
        raise NothingToTap(f"no button {label!r}; the newest message with buttons has {shown[0] if shown else 'none: there are no buttons'}")

    async def taps_button(self, message: Seen, button: dict[str, Any]) -> None:
        """Tap this button."""
        if "callback_data" in button:
            await self.taps_data(button["callback_data"], message=message)
        elif "copy_text" in button:
            self.copied.append(button["copy_text"]["text"])
        elif "url" in button:
            await self.opens(button["url"])
        else:
            await self.says(button["text"])

    async def taps_data(self, data: str, *, message: Seen | None = None) -> None:
        """Tap a button that carries this data, even one that no message has any more; for old and broken buttons."""
        seen = message or self.last
        query = {"id": self._world.open_query(self.user_id), "from": self.info, "chat_instance": str(self.chat_id), "data": data}
        await self._world.publish(callback_query=query | {"message": dict(seen.message.data)})

    async def opens(self, url: str) -> None:
        """Follow a link; a deep link to this bot starts it with its payload."""
        self.opened.append(url)
        payload = start_payload(url)
        if payload is not None and f"/{self._world.me['username']}" in url:
            await self.says(f"/start {payload}" if START_PAYLOAD.fullmatch(payload) else "/start")

    async def blocks(self) -> None:
        """Block the bot."""
        self.chat.refusal = BLOCKED
        await self._membership("member", "kicked")

    async def returns(self) -> None:
        """Unblock the bot."""
        self.chat.refusal = ""
        await self._membership("kicked", "member")

    async def _membership(self, old: str, new: str) -> None:
        self._world.tell("person", self.chat_id)
        await self._world.publish(my_chat_member=membership(self._world, self.chat, self.info, old, new))

    async def _writes(self, content: dict[str, Any]) -> Seen:
        if self.chat.refusal == BLOCKED:
            raise AssertionError(f"{self.info['first_name']} blocked the bot: returns() first")
        self.chat.refusal = ""
        message = self._world.add_message(self.chat, self.info, content)
        await self._world.publish(message=dict(message.data))
        return Seen(self._world, message)


class People(World):
    """The world with people in it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.people: dict[int, Person] = {}

    def user(self, *, language: str = "en", first_name: str = "", is_started: bool = False, **fields: Any) -> Person:
        """Let a person come; `language` is that of the app. The bot may write first only with `is_started`."""
        number = fields.pop("id", None) or FIRST_PERSON_ID + self.next_number()
        info = {"id": number, "is_bot": False, "first_name": first_name or FIRST_NAMES.get(language, "Sam"), **fields}
        if language:
            info["language_code"] = language
        person = Person(self, info, is_started=is_started)
        self.people[person.user_id] = person
        self.tell("person", person.user_id)
        return person

    def group(self, *members: Person, title: str = "Newcomers in Kokkola", is_supergroup: bool = False, is_forum: bool = False, number: int = 0) -> Group:
        """Make a group with the bot and these people; a forum is a supergroup with topics."""
        number = number or (FIRST_CHANNEL_ID if is_supergroup or is_forum else FIRST_GROUP_ID) - self.next_number()
        return Group.create(self, members, number=number, title=title, is_supergroup=is_supergroup, is_forum=is_forum)

    def channel(self, *, title: str = "News of the city") -> Channel:
        """Make a channel in which the bot is an administrator."""
        chat = Chat(info={"id": FIRST_CHANNEL_ID - self.next_number(), "type": "channel", "title": title})
        self.chats[chat.id] = chat
        return Channel(self, chat)

    def commands_of(self, chat_id: int) -> list[dict[str, str]]:
        """Return the command menu that a person sees in the private chat."""
        return self.people[chat_id].commands


def text_content(text: str) -> dict[str, Any]:
    """Return the fields of a text message, with the entities that the app adds."""
    if not 0 < utf16_length(text) <= MAX_TEXT_UNITS:
        raise ValueError(f"a person cannot send {utf16_length(text)} units")
    content: dict[str, Any] = {"text": text}
    if entities := detect_entities(text):
        content["entities"] = entities
    return content
