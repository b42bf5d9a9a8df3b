"""One turn of a conversation: who wrote, in which language to reply, and the ways to reply."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import Update

from welcomebot.domain.language import CODES
from welcomebot.locales.i18n import Translator, translator
from welcomebot.services.know_person import find_person
from welcomebot.services.ports import Person, Work
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.bidi import isolate, isolate_label
from welcomebot.telegram.callback_codec import Callback, decode
from welcomebot.telegram.effects import Button, EditKeyboard, EditMessage, Effect, Keyboard, SendMessage
from welcomebot.telegram.html import Html
from welcomebot.telegram.services import Services


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
    tap: Callback | None = None

    @property
    def tr(self) -> Translator:
        """Return the translator of the reply's language."""
        return translator(self.language)

    def speaking(self, language: str) -> Turn:
        """Return the same turn with replies in another language."""
        return replace(self, language=language)

    def say(self, html: Html, keyboard: Keyboard = ()) -> None:
        """Send a new message."""
        self.effects.append(SendMessage(self.chat_id, isolate(html, self.language), self._labelled(keyboard)))

    def show(self, html: Html, keyboard: Keyboard = ()) -> None:
        """Put a text in the place of the tapped message, or send it where nothing was tapped."""
        if self.tapped_message_id is None:
            self.say(html, keyboard)
        else:
            self.effects.append(EditMessage(self.chat_id, self.tapped_message_id, isolate(html, self.language), self._labelled(keyboard)))

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
    return Turn(
        person=person,
        chat_id=chat.id,
        language=person.language or (app_language if app_language in CODES else "en"),
        services=context.services,
        work=context.work,
        effects=context.effects,
        text=(message.text or "") if message and not query else "",
        username=f"@{user.username}" if user.username else "",
        tapped_message_id=message.message_id if message and query else None,
        tap=decode(query.data) if query and query.data else None,
    )
