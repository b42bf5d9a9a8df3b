"""One turn of a conversation: who wrote, in which language to reply, and the ways to reply."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import Update

from welcomebot.domain.language import CODES
from welcomebot.locales.i18n import Translator, translator
from welcomebot.services.know_person import find_person, remember_language
from welcomebot.services.ports import Person, Work
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.bidi import isolate, isolate_label
from welcomebot.telegram.callback_codec import Callback, decode
from welcomebot.telegram.effects import Button, EditKeyboard, EditMessage, Effect, Keyboard, SendMessage
from welcomebot.telegram.html import Html
from welcomebot.telegram.services import Services
from welcomebot.telegram.slashes import without_false_commands
from welcomebot.telegram.staff_room import REGION, is_staff_room


@dataclass(frozen=True)
class Turn:
    """What a feature needs of an update, without Telegram's types."""

    person: Person
    chat_id: int
    language: str
    services: Services
    work: Work
    effects: list[Effect]
    text: str = ""
    username: str = ""  # the person's name in Telegram, with the @; empty where they have none. It is never stored unless they choose it
    tapped_message_id: int | None = None
    thread_id: int | None = None  # the forum topic that the reply belongs to
    is_in_staff_room: bool = False
    bot_name: str = ""  # of the bot in Telegram, for links to it
    tap: Callback | None = None

    @property
    def is_private(self) -> bool:
        """Tell whether nobody else reads this chat: a private chat has the number of its person."""
        return self.chat_id == self.person.user_id

    @property
    def tr(self) -> Translator:
        """Return the translator of the reply's language."""
        return translator(self.language)

    def speaking(self, language: str) -> Turn:
        """Return the same turn with replies in another language."""
        return replace(self, language=language)

    async def remember_language(self) -> None:
        """Keep the language of this turn for what is written to the person unasked; one that they chose stays."""
        await remember_language(self.person, self.language, work=self.work)

    def say(self, html: Html, keyboard: Keyboard = (), *, is_silent: bool = False, key: str = "") -> None:
        """Send a new message; a silent one makes no sound, and one with a key can be found again."""
        text = isolate(without_false_commands(html), self.language)
        self.effects.append(SendMessage(self.chat_id, text, self._labelled(keyboard), thread_id=self.thread_id, is_silent=is_silent, key=key))

    def show(self, html: Html, keyboard: Keyboard = ()) -> None:
        """Put a text in the place of the tapped message, or send it where nothing was tapped."""
        if self.tapped_message_id is None:
            self.say(html, keyboard)
        else:
            text = isolate(without_false_commands(html), self.language)
            self.effects.append(EditMessage(self.chat_id, self.tapped_message_id, text, self._labelled(keyboard), thread_id=self.thread_id))

    def show_buttons(self, keyboard: Keyboard) -> None:
        """Change only the buttons under the tapped message."""
        if self.tapped_message_id is not None:
            self.effects.append(EditKeyboard(self.chat_id, self.tapped_message_id, self._labelled(keyboard)))

    def _labelled(self, keyboard: Keyboard) -> Keyboard:
        return tuple(tuple(self._label(button) for button in row) for row in keyboard)

    def _label(self, button: Button) -> Button:
        return replace(button, label=isolate_label(button.label, self.language))


async def turn_of(update: Update, context: BotContext) -> Turn:
    """Narrow an update to a turn; a person who chose no language yet is addressed in that of their app, else in English."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        raise ValueError("an update without a person reached a feature")
    person = await find_person(user.id, work=context.work)
    app_language = (user.language_code or "")[:2]
    query, message = update.callback_query, update.effective_message
    is_in_staff_room = chat.id < 0 and await is_staff_room(chat.id, context.services, context.work)
    own_language = person.language or (app_language if app_language in CODES else "en")
    return Turn(
        person=person,
        chat_id=chat.id,
        # What stands in the group is there for all of the office's people.
        language=REGION if is_in_staff_room else own_language,
        services=context.services,
        work=context.work,
        effects=context.effects,
        text=(message.text or "") if message and not query else "",
        username=f"@{user.username}" if user.username else "",
        tapped_message_id=message.message_id if message and query else None,
        thread_id=message.message_thread_id if message and message.is_topic_message else None,
        is_in_staff_room=is_in_staff_room,
        bot_name=context.bot.username,
        tap=decode(query.data) if query and query.data else None,
    )
