"""The state of the simulated Telegram and the few things that every method does with it."""

import asyncio
import itertools
import mimetypes
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

from welcomebot.rehearsal.call import Call
from welcomebot.rehearsal.faults import Faults
from welcomebot.rehearsal.state import CALLBACK_QUERY_AGE_S, CallbackQuery, Chat, File, Message
from welcomebot.rehearsal.trouble import FORBIDDEN, ApiError, bad_request
from welcomebot.rehearsal.updates import Update, Updates
from welcomebot.rehearsal.webhook import Webhook

T = TypeVar("T")
FIRST_UPDATE_ID = 1000
MIGRATED = "group chat was upgraded to a supergroup chat"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a person can see: kind is message, edit, delete, toast, action or person."""

    kind: str
    chat_id: int
    content: Any = None


class World:
    """Chats, files, taps, commands and updates of one bot."""

    def __init__(
        self,
        *,
        token: str = "1:rehearsal",  # noqa: S107 - it opens nothing
        username: str = "kokkola_welcome_bot",
        name: str = "Welcome Office",
        clock: Callable[[], float] = time.time,
        deliver: Callable[[Update], Awaitable[None]] | None = None,
        webhook_client: httpx.AsyncClient | None = None,
        webhook_pause_s: float = 1.0,
    ) -> None:
        self.token = token
        self.clock = clock
        self.deliver = deliver
        self.me: dict[str, Any] = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
        self.sender = {key: self.me[key] for key in ("id", "is_bot", "first_name", "username")}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, CallbackQuery] = {}
        self.toasts: dict[int, list[str]] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.about: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, dict[str, Any]] = {}
        self.faults = Faults(clock)
        self.updates = Updates(clock)
        self.webhook = Webhook(self.updates, webhook_client, first_pause_s=webhook_pause_s)
        self.listeners: list[Callable[[Event], None]] = []
        self._numbers = itertools.count(1)
        self._update_ids = itertools.count(FIRST_UPDATE_ID)
        self._message_ids = itertools.count(1)

    # What happens is told to the bot and to those who watch.

    async def publish(self, **content: Any) -> None:
        """Send the bot an update, as the faults arrange it."""
        update = {"update_id": next(self._update_ids), **content}
        if not self.updates.is_wanted(update):
            return
        for arranged, repeats in self.faults.arrange(update):
            if self.deliver is None:
                self.updates.add(arranged, repeats=repeats)
                continue
            for _ in range(1 + repeats):
                await self.deliver(arranged)

    def tell(self, kind: str, chat_id: int, content: Any = None) -> None:
        """Tell the watchers what a person can see now."""
        if self.listeners:
            event = Event(kind=kind, chat_id=chat_id, content=content)
            for listener in tuple(self.listeners):
                listener(event)

    async def wait_for(self, condition: Callable[[], T], timeout_s: float = 5.0) -> T:
        """Return what the condition gives once it is true; checked after everything that happens."""
        changed = asyncio.Event()

        def listen(_: Event) -> None:
            changed.set()

        self.listeners.append(listen)
        try:
            async with asyncio.timeout(timeout_s):
                while not (value := condition()):
                    changed.clear()
                    await changed.wait()
                return value
        finally:
            self.listeners.remove(listen)

    # Numbers.

    def next_number(self) -> int:
        """Return a number that was not used."""
        return next(self._numbers)

    def next_message_id(self, chat: Chat) -> int:
        """Return the next message number: supergroups and channels count for themselves, all other chats together."""
        if chat.info["type"] in {"supergroup", "channel"}:
            chat.last_message_id += 1
            return chat.last_message_id
        return next(self._message_ids)

    # Chats and messages.

    def chat_of(self, call: Call) -> Chat:
        """Return the chat that a call means, if the bot may write to it."""
        name = call.text("chat_id")
        if not name:
            raise bad_request("chat_id is empty")
        try:
            chat = self.chats.get(int(name))
        except ValueError:
            chat = next((chat for chat in self.chats.values() if name.lower() == f"@{chat.info.get('username', '')}".lower()), None)
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise ApiError(400, f"Bad Request: {MIGRATED}", parameters={"migrate_to_chat_id": chat.migrated_to})
        if chat.refusal:
            raise ApiError(FORBIDDEN, f"Forbidden: {chat.refusal}")
        return chat

    def message_of(self, chat: Chat, message_id: int) -> Message | None:
        """Return a message that is there and not deleted."""
        message = chat.messages.get(message_id)
        return None if message is None or message.is_deleted else message

    def add_message(self, chat: Chat, sender: dict[str, Any] | None, content: dict[str, Any], *, html: str = "") -> Message:
        """Store a new message and show it."""
        data: dict[str, Any] = {"message_id": self.next_message_id(chat), "chat": chat.info, "date": int(self.clock())}
        if sender is not None:
            data["from"] = sender
        if chat.info["type"] == "channel":
            data["sender_chat"] = chat.info
        data.update(content)
        message = Message(data=data, html=html)
        chat.keep(message)
        self.tell("message", chat.id, message)
        return message

    def is_mine(self, message: Message) -> bool:
        """Tell whether the bot wrote a message."""
        sender = message.data.get("from")
        return bool(sender and sender["id"] == self.me["id"])

    # Files and taps.

    def add_file(self, *, name: str, content: bytes, mime_type: str = "") -> File:
        """Keep a file."""
        number = self.next_number()
        mime_type = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = File(file_id=f"file{number}", name=name, content=content, mime_type=mime_type)
        self.files[file.file_id] = file
        return file

    def open_query(self, person_id: int) -> str:
        """Open a callback query and return its number."""
        now = self.clock()
        for query_id in [query_id for query_id, query in self.queries.items() if query.asked_at + CALLBACK_QUERY_AGE_S < now]:
            del self.queries[query_id]
        query_id = str(10**17 + self.next_number())
        self.queries[query_id] = CallbackQuery(person_id=person_id, asked_at=now)
        return query_id

    def commands_for(self, chat: Chat, *, user_id: int, language: str) -> list[dict[str, str]]:
        """Return the command menu that a person sees in a chat, by Telegram's order of scopes."""
        number = chat.id
        if chat.info["type"] == "private":
            scopes = [f"chat:{number}", "all_private_chats", "default"]
        else:
            administrator = ["all_chat_administrators"] if chat.members.get(user_id, {}).get("status") in {"creator", "administrator"} else []
            own = [f"chat_administrators:{number}"] if administrator else []
            scopes = [f"chat_member:{number}:{user_id}", *own, f"chat:{number}", *administrator, "all_group_chats", "default"]
        for scope in scopes:
            for code in (language, ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []
