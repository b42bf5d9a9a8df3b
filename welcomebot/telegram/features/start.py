"""/start and /language: choosing a language, then one screen of welcome."""

import re
from typing import Any

from telegram.ext import BaseHandler

from welcomebot.domain.language import LANGUAGES, endonym
from welcomebot.services.know_person import choose_language
from welcomebot.telegram.acting import acting
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer import article_card
from welcomebot.telegram.cards.welcome import welcome_screen
from welcomebot.telegram.commands import staff_menu
from welcomebot.telegram.effects import Button, Keyboard, SetCommands
from welcomebot.telegram.html import Html
from welcomebot.telegram.joining import PAYLOAD, join_office
from welcomebot.telegram.routes import on_command, on_tap
from welcomebot.telegram.turn import Turn

ARTICLE_LINK = "a_"  # t.me/<bot>?start=a_<article-id>
NOTHING_PENDING = "-"
FITS_A_BUTTON = re.compile(r"[A-Za-z0-9_-]{1,52}")  # a link's own characters, as many as a language's button holds


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_command("start", start), on_command("language", ask_language), on_tap("lang", language_chosen)]


async def start(turn: Turn) -> None:
    """Greet; a stranger chooses a language first, a deep link leads to its article."""
    wanted = _wanted(turn.text)
    if turn.person.language is None:
        turn.say(_language_question(turn), language_buttons(turn.language, wanted))
        # Whoever writes on without a choice is spoken with in their app's language, and so it is remembered.
        await turn.remember_language()
    elif wanted.startswith(PAYLOAD):
        await join_office(turn, wanted.removeprefix(PAYLOAD))
    elif wanted in turn.services.library.articles:
        turn.say(*article_card(turn, wanted))
    else:
        await _offer_work(turn)
        turn.say(*welcome_screen(turn))


async def ask_language(turn: Turn) -> None:
    """Offer the six languages."""
    turn.say(_language_question(turn), language_buttons(turn.language, NOTHING_PENDING))


async def language_chosen(turn: Turn, code: str, wanted: str = NOTHING_PENDING) -> None:
    """Remember the language, set the chat's command menu, and go on to what the person came for."""
    await choose_language(turn.person, code, work=turn.work)
    turn = turn.speaking(code)
    turn.effects.append(SetCommands(turn.chat_id, staff_menu(turn.tr, (await acting(turn)).role)))
    if wanted.startswith(PAYLOAD):
        await join_office(turn, wanted.removeprefix(PAYLOAD))
    elif wanted in turn.services.library.articles:
        turn.show(*article_card(turn, wanted))
    else:
        turn.show(*welcome_screen(turn))


def _wanted(text: str) -> str:
    """Return what somebody came for: an article, or joining the office."""
    payload = text.partition(" ")[2].strip()
    if not FITS_A_BUTTON.fullmatch(payload):
        return NOTHING_PENDING
    if payload.startswith(PAYLOAD):
        return payload
    return payload.removeprefix(ARTICLE_LINK) if payload.startswith(ARTICLE_LINK) else NOTHING_PENDING


async def _offer_work(turn: Turn) -> None:
    """Set the menu of somebody of the office, who may have got their role without a link."""
    role = (await acting(turn)).role
    if role is not None:
        turn.effects.append(SetCommands(turn.chat_id, staff_menu(turn.tr, role)))


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
