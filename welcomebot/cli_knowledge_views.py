"""`bot.py knowledge status`, `uses` and `export --html`: what an editor looks at."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from welcomebot.bootstrap import open_storage
from welcomebot.domain.knowledge import TextState
from welcomebot.review.pages import INDEX, write_pages
from welcomebot.services.fact_uses import FactUse, fact_uses, facts_that_show
from welcomebot.services.knowledge_status import ArticleStatus, KnowledgeStatus, knowledge_status
from welcomebot.services.read_knowledge import Knowledge, read_knowledge
from welcomebot.services.review_copy import review_copy
from welcomebot.settings import Settings
from welcomebot.storage.articles import ArticleStore

# How a state looks in the table: a word, never a colour alone.
MARKS = {TextState.CURRENT: "ok", TextState.MISSING: "missing", TextState.OUTDATED: "outdated", TextState.MACHINE: "machine", TextState.DRAFT: "draft"}
LEAST_WIDTH = 200  # columns; in a pipe the table must not be squeezed into eighty


def today_in(settings: Settings) -> date:
    """Return the office's day."""
    return datetime.now(settings.zone).date()


def show_status(options: argparse.Namespace, settings: Settings) -> int:
    """Print the table of articles and languages."""
    status = knowledge_status(read_knowledge(options.folder or settings.knowledge_dir), today_in(settings))
    console = Console()
    # A terminal has its width; whoever reads a file or a pipe has none.
    Console(width=console.width if console.is_terminal else LEAST_WIDTH).print(_status_table(status))
    return 0


def _status_table(status: KnowledgeStatus) -> Table:
    table = Table(title="Articles and languages", caption="state · words · words a sentence · LIX (Finnish, Swedish and English only)")
    table.add_column("article", no_wrap=True)
    for column in (*status.languages, "review by", "facts that have expired or will within 90 days"):
        table.add_column(column)
    for row in status.rows:
        due = f"{row.review_by} (due)" if row.is_review_due else str(row.review_by or "")
        facts = [f"{key} (expired)" for key in row.expired] + list(row.expiring)
        table.add_row(row.article_id, *(_cell(row, code) for code in status.languages), due, ", ".join(facts))
    table.add_section()
    totals = status.totals()
    table.add_row(f"{len(status.rows)} articles", *(f"{totals[code][TextState.CURRENT]} ok {_measures(status, code)}" for code in status.languages), "", "")
    return table


def _cell(row: ArticleStatus, language: str) -> str:
    mark, measured = MARKS[row.states[language]], row.readability.get(language)
    if measured is None:
        return mark
    lix = measured.lix_in(language)
    return f"{mark} {measured.words} {measured.mean_sentence:.1f}" + (f" {lix:.0f}" if lix is not None else "")


def _measures(status: KnowledgeStatus, language: str) -> str:
    whole = status.whole(language)
    lix = whole.lix_in(language)
    return f"{whole.words} {whole.mean_sentence:.1f}" + (f" {lix:.0f}" if lix is not None else "")


def show_uses(options: argparse.Namespace, settings: Settings) -> int:
    """Print the articles that use a fact, one a line: id, languages of the texts, other places."""
    knowledge = read_knowledge(settings.knowledge_dir)
    found = fact_uses(knowledge, options.fact)
    for use in found:
        sys.stdout.write(f"{use.article_id}: {_places(use)}\n")
    for key in facts_that_show(knowledge, options.fact):
        sys.stdout.write(f"{key}: shows this link when its own value may not be shown\n")
    sys.stderr.write(f"{options.fact}: {len(found)} articles\n")
    return 0


def _places(use: FactUse) -> str:
    texts = [f"text {' '.join(use.languages)}"] if use.languages else []
    return ", ".join([*texts, *(["source"] if use.is_source else []), *(["contacts"] if use.is_contact else [])])


async def write_html(target: Path, folder: Path | None, settings: Settings) -> None:
    """Write the review pages of a folder or, without one, of the database; one that holds no article yet gives way to the files."""
    knowledge = read_knowledge(folder) if folder else await _from_database(settings)
    told = folder or "the database"
    if not knowledge.articles:
        knowledge, told = read_knowledge(settings.knowledge_dir), settings.knowledge_dir
    today = today_in(settings)
    changed = write_pages(review_copy(knowledge, today), target, today)
    sys.stderr.write(f"{len(knowledge.articles)} articles from {told}: {len(changed)} pages written; open {target / INDEX}\n")


async def _from_database(settings: Settings) -> Knowledge:
    async with open_storage(settings) as database, database.reading() as session:
        store = ArticleStore(session)
        return Knowledge(dict(await store.all()), dict(await store.contacts()))
