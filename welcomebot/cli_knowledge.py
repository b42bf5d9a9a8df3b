"""`bot.py knowledge …`: checking, syncing, exporting, importing and confirming articles."""

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Any

from welcomebot import cli_embeddings, cli_golden
from welcomebot.bootstrap import open_storage
from welcomebot.cli_knowledge_views import show_status, show_uses, today_in, write_html
from welcomebot.domain.language import CODES
from welcomebot.errors import UsageError
from welcomebot.services.check_knowledge import check
from welcomebot.services.confirm_text import confirm_text
from welcomebot.services.export_knowledge import export_knowledge
from welcomebot.services.import_pages import import_pages
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.services.sync_knowledge import describe, sync_knowledge
from welcomebot.settings import Settings
from welcomebot.storage.articles import ArticleStore

FINDING = 1


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the knowledge commands."""
    knowledge = commands.add_parser("knowledge", help="check, sync, export, status, uses, import, confirm, test, embed: the articles and facts").add_subparsers(
        metavar="ACTION", required=True
    )

    def add(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        action = knowledge.add_parser(name, help=text)
        action.set_defaults(run=run)
        return action

    add("check", _check, "name file, line and rule of every mistake; 1 if there is one").add_argument(
        "folder", type=Path, nargs="?", help="default: KNOWLEDGE_DIR"
    )
    add("sync", _sync, "bring changed files into the database; conflicts are reported, nothing is overwritten")
    export = add("export", _export, "write the database back as files; with --html pages to read and print, languages side by side, facts with their sources")
    export.add_argument("folder", type=Path, nargs="?", help="default: KNOWLEDGE_DIR; with --html these files are shown and not the database")
    export.add_argument("--html", type=Path, metavar="DIR", help="where the pages go")
    status = add("status", show_status, "a table of articles and languages: state, words, words a sentence, LIX, and facts that run out within 90 days")
    status.add_argument("folder", type=Path, nargs="?", help="default: KNOWLEDGE_DIR")
    uses = add("uses", show_uses, "which articles use a fact, in which languages, and whether in the text, as a source or in the list")
    uses.add_argument("fact", help="its key in contacts.yaml, like phone:welcome-office")
    cli_golden.add_to(add("test", cli_golden.run, "replay the office's own test questions on the articles"))
    cli_embeddings.add_to(add("embed", cli_embeddings.run, "compute the meanings of new and changed texts and keep them beside the files"))
    pages = add("import", _import, "turn existing pages (JSON lines) into article files")
    pages.add_argument("file", type=Path, help="lines of id, category, language, title, text, url?, questions?")
    pages.add_argument("folder", type=Path, help="where the article files go")
    confirm = add("confirm", _confirm, "say that a language version holds against today's source text")
    confirm.add_argument("article", help="an article's id, or --all", nargs="?")
    confirm.add_argument("language", choices=CODES)
    confirm.add_argument("--all", action="store_true", help="every article of the language")


def _check(options: argparse.Namespace, settings: Settings) -> int:
    folder = options.folder or settings.knowledge_dir
    findings = check(folder, today_in(settings))
    for finding in findings:
        sys.stdout.write(f"{folder / finding.path}:{finding.line}: {finding.rule}: {finding.message}\n")
    sys.stderr.write(f"{len(findings)} findings\n" if findings else "The knowledge is clean.\n")
    return FINDING if findings else 0


def _sync(_options: argparse.Namespace, settings: Settings) -> int:
    return asyncio.run(_synced(settings))


async def _synced(settings: Settings) -> int:
    knowledge = read_knowledge(settings.knowledge_dir)
    async with open_storage(settings) as database, database.writing() as session:
        report = await sync_knowledge(ArticleStore(session), knowledge)
    for line in describe(report):
        sys.stdout.write(f"{line}\n")
    return FINDING if report.conflicts else 0


def _export(options: argparse.Namespace, settings: Settings) -> None:
    if options.html:
        asyncio.run(write_html(options.html, options.folder, settings))
    else:
        asyncio.run(_exported(options.folder or settings.knowledge_dir, settings))


async def _exported(folder: Path, settings: Settings) -> None:
    async with open_storage(settings) as database, database.reading() as session:
        report = await export_knowledge(ArticleStore(session), folder)
    sys.stderr.write(f"{len(report.written)} files written, {len(report.removed)} removed\n")


def _import(options: argparse.Namespace, settings: Settings) -> int:
    report = import_pages(options.file, options.folder, today_in(settings))
    sys.stderr.write(f"{report}\n")
    return 0


def _confirm(options: argparse.Namespace, settings: Settings) -> int:
    if options.all == bool(options.article):
        raise UsageError("knowledge confirm: expected either an ARTICLE or --all")
    report = confirm_text(settings.knowledge_dir, options.language, today_in(settings), article_id=None if options.all else options.article)
    for path in report.paths:
        sys.stdout.write(f"confirmed: {path}\n")
    for article_id in report.missing:
        sys.stdout.write(f"missing: {article_id}\n")
    return FINDING if report.missing else 0
