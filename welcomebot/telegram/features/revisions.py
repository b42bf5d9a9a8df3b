"""Taking a publishing back, whom to tell of it, and /history: what was changed in an answer, and the way back."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.publish_text import Obstacle, choose_news, undo
from welcomebot.services.revisions import Revision, Side, bring_back, history, named_articles, revision
from welcomebot.services.staff_names import staff_names
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.cards.answer import article_text
from welcomebot.telegram.cards.draft import gone_card
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.published import (
    Names,
    brought_back_card,
    changed_meanwhile_card,
    found_card,
    history_card,
    news_card,
    obstacle_card,
    revision_card,
    undone_card,
)
from welcomebot.telegram.routes import on_staff_command, on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [
        on_staff_command("history", refusing(history_asked)),
        on_tap("history", refusing(history_tapped)),
        on_tap("revision", refusing(revision_tapped)),
        on_tap("bringback", refusing(bring_back_tapped)),
        on_tap("pubundo", refusing(undo_tapped)),
        on_tap("pubnews", refusing(news_tapped)),
    ]


async def history_asked(turn: Turn) -> None:
    """Show the history of the answer that is named, or offer those that fit the words."""
    services, words = turn.services, turn.text.partition(" ")[2].strip()
    by = await acting(turn)
    found = await named_articles(words, by=by, library=services.library, answerer=services.answerer, work=turn.work)
    if len(found) == 1:
        await history_tapped(turn, found[0])
    else:
        turn.say(*found_card(turn, [(article_id, _title(turn, article_id)) for article_id in found]))


async def history_tapped(turn: Turn, article_id: str) -> None:
    """Show who changed an answer."""
    acts = await history(article_id, by=await acting(turn), work=turn.work)
    turn.say(*history_card(turn, article_id, _title(turn, article_id), acts, await _names(turn)))


async def revision_tapped(turn: Turn, number: str) -> None:
    """Show what one act changed."""
    found = await revision(_number(number), by=await acting(turn), work=turn.work)
    turn.say(*(revision_card(turn, found, await _names(turn)) if found else outdated_menu(turn)))


async def bring_back_tapped(turn: Turn, number: str, side: str, latest: str) -> None:
    """Make a former version the answer again."""
    by = await acting(turn)
    known = Side(side) if side in list(Side) else None
    found = await bring_back(_number(number), known, _number(latest), by=by, work=turn.work, clock=turn.services.clock) if known else None
    if found is None:
        turn.say(*outdated_menu(turn))
    elif isinstance(found, Revision):
        turn.say(*changed_meanwhile_card(turn, found, await _names(turn)))
    else:
        turn.show(*brought_back_card(turn, found))


async def undo_tapped(turn: Turn, number: str) -> None:
    """Take a publishing back, or say why that is not possible any more."""
    by, work = await acting(turn), turn.work
    done = await undo(_number(number), by=by, work=work, clock=turn.services.clock)
    found = await revision(_number(number), by=by, work=work)
    if found is None:
        turn.say(*gone_card(turn))
    elif isinstance(done, Obstacle):
        turn.say(*obstacle_card(turn, done, found.article_id))
    else:
        turn.show(*undone_card(turn, done, found.article_id))


async def news_tapped(turn: Turn, number: str, choice: str) -> None:
    """Decide whether people hear of what was published."""
    by, tell = await acting(turn), choice == "on"
    is_done = await choose_news(_number(number), tell=tell, by=by, work=turn.work, clock=turn.services.clock)
    found = await revision(_number(number), by=by, work=turn.work)
    if found is None or not is_done:
        turn.say(*obstacle_card(turn, Obstacle.LATE, found.article_id if found else ""))
    else:
        turn.show(*news_card(turn, found.act, tell=tell))


async def _names(turn: Turn) -> Names:
    return await staff_names(turn.services.administrators, work=turn.work)


def _title(turn: Turn, article_id: str) -> str:
    article = turn.services.library.articles.get(article_id)
    return article_text(turn, article).title if article else article_id


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
