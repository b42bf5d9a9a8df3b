"""Bringing knowledge files and database together without overwriting anybody's work.

Each article.yaml, each text and each entry of contacts.yaml is compared by itself: the hash when both sides last agreed,
the file now and the database now. A piece is named by its article, not by its folder, so that an article may move to another category.
"""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from welcomebot.domain.curation import SyncAction, decide
from welcomebot.domain.knowledge import Article
from welcomebot.errors import KnowledgeError
from welcomebot.services.knowledge_files import ARTICLE_FILE, CONTACTS_FILE
from welcomebot.services.ports import Articles
from welcomebot.services.read_knowledge import Knowledge
from welcomebot.services.write_knowledge import write_contact, write_meta, write_text

logger = logging.getLogger(__name__)

Hashes = dict[str, str]


@dataclass
class SyncReport:
    """What a sync did, by piece: "tax-card/fi.md", "tax-card/article.yaml" or "contacts.yaml#phone:112"."""

    updated: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Tell whether the database has changed."""
        return bool(self.updated or self.removed)


async def sync_knowledge(articles: Articles, knowledge: Knowledge) -> SyncReport:
    """Bring the files' changes into the database. The caller's transaction makes it all or nothing.

    A knowledge folder without articles removes nothing: it is far more likely the wrong folder.
    """
    base = dict(await articles.base_hashes())
    if base and not knowledge.articles:
        raise KnowledgeError("the folder holds no article, but the database does: is it the right folder?")
    stored = Knowledge(dict(await articles.all()), dict(await articles.contacts()))
    file_hashes, stored_hashes = piece_hashes(knowledge), piece_hashes(stored)
    pieces = sorted({*base, *file_hashes, *stored_hashes})
    actions = {piece: decide(base.get(piece), file_hashes.get(piece), stored_hashes.get(piece)) for piece in pieces}
    _protect_whole_articles(actions, stored_hashes)
    await _apply_articles(articles, knowledge, stored, actions)
    await _apply_contacts(articles, knowledge, actions)
    agreed = {SyncAction.ADOPT, SyncAction.UPDATE, SyncAction.REMOVE}
    await articles.set_base_hashes({piece: file_hashes.get(piece) for piece, action in actions.items() if action in agreed})
    report = _report(actions)
    logger.info("knowledge.synced updated=%d removed=%d kept=%d conflicts=%d", *map(len, (report.updated, report.removed, report.kept, report.conflicts)))
    return report


def piece_hashes(knowledge: Knowledge) -> Hashes:
    """Return the hash of every piece in its tidy form, so that spacing and comments in a file do not count."""
    pieces = {f"{CONTACTS_FILE}#{key}": write_contact(contact) for key, contact in knowledge.contacts.items()}
    for article in knowledge.articles.values():
        pieces[f"{article.id}/{ARTICLE_FILE}"] = write_meta(article)
        pieces.update({f"{article.id}/{language}.md": write_text(text) for language, text in article.texts.items()})
    return {piece: hashlib.sha256(text.encode()).hexdigest() for piece, text in pieces.items()}


def _protect_whole_articles(actions: dict[str, SyncAction], stored: Mapping[str, str]) -> None:
    """Turn into conflicts what a file asks for where the rest of the article does not allow it."""
    by_article: dict[str, list[str]] = defaultdict(list)
    for piece in actions:
        if not piece.startswith(f"{CONTACTS_FILE}#"):
            by_article[piece.partition("/")[0]].append(piece)
    for article_id, pieces in by_article.items():
        meta = f"{article_id}/{ARTICLE_FILE}"
        staying = [piece for piece in pieces if piece != meta and piece in stored and actions[piece] is not SyncAction.REMOVE]
        if actions.get(meta) is SyncAction.REMOVE and staying:
            # Staff have changed a text of an article whose files were deleted: the article stays until somebody decides.
            actions[meta] = SyncAction.CONFLICT
        if meta not in stored and actions.get(meta) is not SyncAction.UPDATE:
            # Staff have deleted the article; a text alone cannot bring it back.
            actions.update({piece: SyncAction.CONFLICT for piece in pieces if actions[piece] is SyncAction.UPDATE})


async def _apply_articles(articles: Articles, files: Knowledge, stored: Knowledge, actions: Mapping[str, SyncAction]) -> None:
    for article_id in sorted({*files.articles, *stored.articles}):
        wanted = _merge(article_id, files.articles.get(article_id), stored.articles.get(article_id), actions)
        if wanted is None and article_id in stored.articles:
            await articles.remove(article_id)
        elif wanted is not None and wanted != stored.articles.get(article_id):
            await articles.put(wanted)


def _merge(article_id: str, file: Article | None, stored: Article | None, actions: Mapping[str, SyncAction]) -> Article | None:
    """Return the article as the database must hold it: the pieces of the files that won, the stored ones elsewhere."""
    action = actions.get(f"{article_id}/{ARTICLE_FILE}")
    head = file if action is SyncAction.UPDATE else None if action is SyncAction.REMOVE else stored
    if head is None:
        return None
    texts = dict(stored.texts) if stored else {}
    for language in {*texts, *(file.texts if file else ())}:
        match actions.get(f"{article_id}/{language}.md"):
            case SyncAction.UPDATE if file is not None:
                texts[language] = file.texts[language]
            case SyncAction.REMOVE:
                del texts[language]
            case _:
                pass
    return replace(head, texts=texts)


async def _apply_contacts(articles: Articles, files: Knowledge, actions: Mapping[str, SyncAction]) -> None:
    for piece, action in actions.items():
        name, _, key = piece.partition("#")
        if name != CONTACTS_FILE:
            continue
        if action is SyncAction.UPDATE:
            await articles.put_contact(files.contacts[key])
        elif action is SyncAction.REMOVE:
            await articles.remove_contact(key)


def _report(actions: Mapping[str, SyncAction]) -> SyncReport:
    def named(*wanted: SyncAction) -> list[str]:
        return [piece for piece, action in actions.items() if action in wanted]

    return SyncReport(named(SyncAction.UPDATE), named(SyncAction.REMOVE), named(SyncAction.KEEP), named(SyncAction.CONFLICT))


def describe(report: SyncReport) -> Iterable[str]:
    """Yield a line for each piece that a person should look at."""
    for verb, pieces in (("conflict", report.conflicts), ("kept", report.kept), ("updated", report.updated), ("removed", report.removed)):
        yield from (f"{verb}: {piece}" for piece in pieces)
