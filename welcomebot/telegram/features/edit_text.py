"""Editing the text of an article from the work list: the source beside it, the present text to copy, then the draft with its checks."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.domain.language import CODES
from welcomebot.domain.short_mark import marked
from welcomebot.services.draft_answer import Field, ask_for
from welcomebot.services.edit_text import edit_text
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.cards.draft import prompt_card
from welcomebot.telegram.cards.edit_checks import source_card
from welcomebot.telegram.cards.machine import propose_button
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.prompting import ask_for_words
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; what is written then belongs to the drafts."""
    return [on_tap("edit", refusing(edit_tapped))]


async def edit_tapped(turn: Turn, mark: str, language: str) -> None:
    """Begin a draft of a text and ask for its new words."""
    by, article_id = await acting(turn), marked(mark, turn.services.library.articles)
    known = article_id is not None and language in CODES
    editing = await edit_text(article_id or "", language, by=by, work=turn.work, clock=turn.services.clock) if known else None
    if editing is None:
        turn.say(*outdated_menu(turn))
        return
    # While somebody writes, the test questions are read.
    turn.services.replay.prepare(language)
    if editing.source is not None:
        turn.say(*source_card(turn, editing.source))
    await ask_for(Field.TEXT, editing.draft.number, by=by, work=turn.work)
    html, rows = prompt_card(turn, editing.draft, Field.TEXT)
    can_propose = editing.source is not None and turn.services.engine.is_there
    turn.say(html, ((propose_button(turn, editing.draft),), *rows) if can_propose else rows)
    await ask_for_words(turn)
