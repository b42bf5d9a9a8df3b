"""/start and /language: choosing a language, then one screen of welcome."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.domain.language import LANGUAGES, endonym
from welcomebot.services.know_person import choose_language
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer import article_card
from welcomebot.telegram.cards.welcome import welcome_screen
from welcomebot.telegram.commands import command_menu
from welcomebot.telegram.effects import Button, Keyboard, SetCommands
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_command, on_tap
from welcomebot.telegram.turn import Turn

ARTICLE_LINK = "a_"  # t.me/<bot>?start=a_<article-id>
NOTHING_PENDING = "-"


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_command("start", start), on_command("language", ask_language), on_tap("lang", language_chosen)]


async def start(turn: Turn) -> None:
    """Greet; a stranger chooses a language first, a deep link leads to its article."""
    payload = turn.text.partition(" ")[2].strip()
    wanted = payload.removeprefix(ARTICLE_LINK) if payload.startswith(ARTICLE_LINK) else NOTHING_PENDING
    if turn.person.language is None:
        turn.say(_language_question(turn), language_buttons(turn.language, wanted))
    elif wanted in turn.services.library.articles:
        turn.say(*article_card(turn, wanted))
    else:
        turn.say(*welcome_screen(turn))


async def ask_language(turn: Turn) -> None:
    """Offer the six languages."""
    turn.say(_language_question(turn), language_buttons(turn.language, NOTHING_PENDING))


async def language_chosen(turn: Turn, code: str, wanted: str = NOTHING_PENDING) -> None:
    """Remember the language, set the chat's command menu, and go on to what the person came for."""
    await choose_language(turn.person, code, work=turn.work)
    turn = turn.speaking(code)
    turn.effects.append(SetCommands(turn.chat_id, command_menu(turn.tr)))
    if wanted in turn.services.library.articles:
        turn.show(*article_card(turn, wanted))
    else:
        turn.show(*welcome_screen(turn))


def language_buttons(first: str, wanted: str) -> Keyboard:
    """Return one button a language by its own name, the likely one first."""
    ordered = sorted(LANGUAGES, key=lambda language: language.code != first)
    buttons = [Button(language.endonym, tap=Callback("lang", (language.code, wanted))) for language in ordered]
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def _language_question(turn: Turn) -> Html:
    # Nobody's language is known yet, so the question is put in the app's language and in English.
    asked = dict.fromkeys((turn.tr("Choose your language."), "Choose your language."))
    return Html.join([Html.text(line) for line in asked], "\n") if turn.person.language is None else Html.text(_current(turn))


def _current(turn: Turn) -> str:
    return turn.tr("We speak {language} now. Choose your language.").format(language=endonym(turn.language))
