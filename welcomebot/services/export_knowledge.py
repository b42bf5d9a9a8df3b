"""Writing the database's knowledge back as files, byte for byte what a tidy folder holds."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from welcomebot.errors import KnowledgeError
from welcomebot.services.knowledge_files import ARTICLE_FILE, ARTICLES
from welcomebot.services.ports import Articles
from welcomebot.services.read_knowledge import Knowledge
from welcomebot.services.write_knowledge import write_article, write_contacts

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ExportReport:
    """The files that changed on the disk, relative to the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


async def export_knowledge(articles: Articles, folder: Path) -> ExportReport:
    """Write every article and fact into a folder.

    A file is deleted only if it once came from the database or went into it and has been deleted there: one that was never synced stays.
    """
    knowledge = Knowledge(dict(await articles.all()), dict(await articles.contacts()))
    if not knowledge.articles:
        raise KnowledgeError("the database holds no article: nothing is exported")
    files = write_files(knowledge)
    known = set(await articles.base_hashes())
    written = tuple(path for path, text in files.items() if write_if_changed(folder / path, text))
    removed = tuple(_remove_deleted(folder, set(files), known))
    logger.info("knowledge.exported written=%d removed=%d", len(written), len(removed))
    return ExportReport(written, removed)


def write_files(knowledge: Knowledge) -> dict[str, str]:
    """Return every file of a knowledge folder: path -> text."""
    files = write_contacts(knowledge.contacts.values()) if knowledge.contacts else {}
    for article in knowledge.articles.values():
        files.update(write_article(article))
    return files


def write_if_changed(path: Path, text: str) -> bool:
    """Write a file unless it already holds the text; tell whether it was written."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def _remove_deleted(folder: Path, files: Collection[str], known: Collection[str]) -> list[str]:
    removed = []
    for path in sorted((folder / ARTICLES).glob("*/*/*")):
        relative = path.relative_to(folder).as_posix()
        is_ours = path.name == ARTICLE_FILE or path.suffix == ".md"
        # After a move to another category the piece is known under the same name, and lies in two folders.
        if is_ours and relative not in files and f"{path.parent.name}/{path.name}" in known:
            path.unlink()
            removed.append(relative)
            _remove_empty(path.parent)
    return removed


def _remove_empty(folder: Path) -> None:
    for empty in (folder, folder.parent):
        if any(empty.iterdir()):
            return
        empty.rmdir()
