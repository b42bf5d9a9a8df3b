"""What a person reads when there were too many messages, or when something broke."""

from typing import Any

from welcomebot.domain.language import CODES
from welcomebot.locales.i18n import later, translator
from welcomebot.telegram.bidi import isolate
from welcomebot.telegram.effects import SendMessage
from welcomebot.telegram.html import Html


def please_wait(update: dict[str, Any], language: str | None = None) -> SendMessage | None:
    """Return the one reply to a flood of messages; None where there is no private chat to write to."""
    return _to_sender(update, language, later("One moment, please. These are many messages at once. I answer the first ones, and you can go on after that."))


def apology(update: dict[str, Any], language: str | None = None) -> SendMessage | None:
    """Return the apology for an update that could not be handled; None where there is no private chat to write to."""
    return _to_sender(update, language, later("Sorry, something went wrong on our side. Please try again in a while, or call the Welcome Office."))


def _to_sender(update: dict[str, Any], language: str | None, sentence: str) -> SendMessage | None:
    content = update.get("message") or update.get("edited_message") or update.get("callback_query") or {}
    chat = content.get("chat") or content.get("message", {}).get("chat") or {}
    if chat.get("type") != "private":
        return None
    app_language = content.get("from", {}).get("language_code", "")[:2]
    spoken = language or (app_language if app_language in CODES else "en")
    return SendMessage(chat["id"], isolate(Html.of(translator(spoken)(sentence)), spoken))
