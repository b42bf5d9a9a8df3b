"""The words that nobody understood: the office says what they mean, one tap a word."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.curate_skills import drop_word, mark_of, name_concept, queue, suggestions, take_back
from welcomebot.services.job_ports import UnlinkedWord
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.cards.employer import Card
from welcomebot.telegram.cards.job_desk import desk_button, named_card, word_card
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_tap("word", refusing(word_tapped))]


async def word_tapped(turn: Turn, verb: str, mark: str, concept: str = "") -> None:
    """Name a word, take a name back, drop a word, or go on to the next one."""
    by, work, clock = await acting(turn), turn.work, turn.services.clock
    if verb == "name":
        named = await name_concept(mark, concept, taxonomy=turn.services.board.taxonomy, by=by, work=work, clock=clock)
        if named is not None:
            turn.show(*named_card(turn, named))
            return
    elif verb == "undo":
        await take_back(mark, concept, by=by, work=work, clock=clock)
    elif verb == "drop":
        await drop_word(mark, by=by, work=work, clock=clock)
    await _next_word(turn, after=mark if verb == "next" else "", first=mark if verb == "undo" else "")


async def _next_word(turn: Turn, *, after: str = "", first: str = "") -> None:
    card = await _word(turn, after=after, first=first)
    if card is None:
        turn.show(Html.of(turn.tr("No word waits any more.")), ((desk_button(turn),),))
    else:
        turn.show(*card)


async def _word(turn: Turn, *, after: str = "", first: str = "") -> Card | None:
    found = await queue(await acting(turn), work=turn.work)
    if not found:
        return None
    word = _chosen(found, after=after, first=first)
    nearest = await suggestions(word, reader=turn.services.reader, taxonomy=turn.services.board.taxonomy)
    return word_card(turn, word, nearest, has_more=len(found) > 1)


def _chosen(found: tuple[UnlinkedWord, ...], *, after: str, first: str) -> UnlinkedWord:
    """Return the word to show: the one asked for, or the one after another; past the end the queue begins anew."""
    marks = [mark_of(word) for word in found]
    if first in marks:
        return found[marks.index(first)]
    place = marks.index(after) + 1 if after in marks else 0
    return found[place % len(found)]
