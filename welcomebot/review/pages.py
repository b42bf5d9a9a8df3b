"""Writes the review copy as HTML pages that need nothing else: no script, no style sheet, no network."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from welcomebot.domain.knowledge import TextState
from welcomebot.domain.language import CODES, endonym
from welcomebot.services.export_knowledge import write_if_changed
from welcomebot.services.review_copy import ReviewArticle

TEMPLATES = Path(__file__).with_name("templates")
INDEX = "index.html"
_WEB = ("https://", "http://")


def write_pages(articles: Sequence[ReviewArticle], folder: Path, today: date) -> tuple[str, ...]:
    """Write a page an article and an index; return the names of the files that changed."""
    pages = {INDEX: _render("index.html", articles=articles, today=today)}
    known = {one.article.id: one.title for one in articles}
    pages |= {f"{one.article.id}.html": _render("article.html", one=one, known=known, today=today) for one in articles}
    return tuple(name for name, text in pages.items() if write_if_changed(folder / name, text))


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


def _environment() -> Environment:
    # Texts come from people: everything is escaped, and a name that a template misspells is an error.
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(
        codes=CODES,
        endonym=endonym,
        states=tuple(TextState),
        style=Markup((TEMPLATES / "review.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file, not somebody's text
    )
    environment.tests["web"] = lambda url: str(url).startswith(_WEB)
    return environment
