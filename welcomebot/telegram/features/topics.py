"""/topics: browsing the articles by category, a page at a time."""

from typing import Any

from telegram.ext import BaseHandler

from welcomebot.services.hear_announcements import followed_topics
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer import article_text
from welcomebot.telegram.cards.categories import category_name
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_command, on_tap
from welcomebot.telegram.turn import Turn

PAGE_SIZE = 6
ALL = "all"


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_command("topics", topics_asked), on_tap("topics", page_tapped)]


async def topics_asked(turn: Turn) -> None:
    """Show the categories."""
    turn.say(*category_list(turn))


async def page_tapped(turn: Turn, category: str, page: str) -> None:
    """Show the categories, or one page of a category, in the place of the tapped message."""
    articles = turn.services.library.categories()
    if category == ALL:
        turn.say(*category_list(turn)) if page == "0" else turn.show(*category_list(turn))
    elif category in articles and page.isdecimal():
        followed = await followed_topics(turn.person, work=turn.work)
        turn.show(*article_list(turn, category, articles[category], int(page), is_followed=category in followed))
    else:
        turn.say(*outdated_menu(turn))


def category_list(turn: Turn) -> tuple[Html, Keyboard]:
    """Return one button a category."""
    categories = turn.services.library.categories()
    rows = tuple((Button(category_name(turn.tr, category), tap=Callback("topics", (category, "0"))),) for category in categories)
    return Html.of(turn.tr("<b>Topics</b>\nChoose one, or just write your question.")), rows


def article_list(turn: Turn, category: str, article_ids: list[str], page: int, *, is_followed: bool) -> tuple[Html, Keyboard]:
    """Return one page of a category's articles, with ways forward and back."""
    articles, tr = turn.services.library.articles, turn.tr
    shown = article_ids[page * PAGE_SIZE : (page + 1) * PAGE_SIZE] or article_ids[:PAGE_SIZE]
    rows: list[tuple[Button, ...]] = [(Button(article_text(turn, articles[i]).title, tap=Callback("art", (i,))),) for i in shown]
    ways = []
    if page > 0:
        ways.append(Button(tr("Previous"), tap=Callback("topics", (category, str(page - 1)))))
    if (page + 1) * PAGE_SIZE < len(article_ids):
        ways.append(Button(tr("Next"), tap=Callback("topics", (category, str(page + 1)))))
    rows += [tuple(ways)] if ways else []
    follow = Callback("follow", (category, "off" if is_followed else "on"))
    rows.append((Button(tr("Stop following") if is_followed else tr("Follow this topic"), tap=follow),))
    rows.append((Button(tr("All topics"), tap=Callback("topics", (ALL, "1"))),))
    return Html.of("<b>{name}</b>", name=category_name(tr, category)), tuple(rows)
