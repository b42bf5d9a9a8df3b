"""Articles, facts and the state of the sync in the database."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.knowledge import Article, ArticleText, Origin
from welcomebot.storage.base import Base
from welcomebot.storage.counters import KNOWLEDGE, counter, raise_counter
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.tables import ArticleRow, ArticleTextRow, ContactRow, SyncBaseRow

# A statement takes a limited number of parameters.
DELETE_AT_ONCE = 500
# Writing passes by the session's memory of rows, so reading must not answer from it.
FRESH = {"populate_existing": True}


class ArticleStore:
    """The knowledge of one open transaction. The first change in it raises the revision, once."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> Mapping[str, Article]:
        """Return every article by id, in the order of the ids."""
        texts: dict[str, dict[str, ArticleText]] = defaultdict(dict)
        for text in await self._session.scalars(select(ArticleTextRow).order_by(ArticleTextRow.language), execution_options=FRESH):
            texts[text.article_id][text.language] = _text(text)
        rows = await self._session.scalars(select(ArticleRow), execution_options=FRESH)
        # Sorted here because databases differ in how they order a hyphen.
        return {row.id: _article(row, texts[row.id]) for row in sorted(rows, key=lambda row: row.id)}

    async def contacts(self) -> Mapping[str, Contact]:
        """Return every fact by key, in the order of the keys."""
        rows = await self._session.scalars(select(ContactRow), execution_options=FRESH)
        return {row.key: _contact(row) for row in sorted(rows, key=lambda row: row.key)}

    async def revision(self) -> int:
        """Return the number of the knowledge; it grows with every change."""
        return await counter(self._session, KNOWLEDGE)

    async def put(self, article: Article) -> None:
        """Store an article with exactly its texts."""
        await self._upsert(ArticleRow, [{"id": article.id, "category": article.category, "meta": _meta(article)}])
        gone = ArticleTextRow.language.not_in(list(article.texts))
        await self._session.execute(delete(ArticleTextRow).where(ArticleTextRow.article_id == article.id, gone))
        await self._upsert(ArticleTextRow, [_text_row(article.id, text) for text in article.texts.values()])
        await raise_counter(self._session, KNOWLEDGE)

    async def put_contact(self, contact: Contact) -> None:
        """Store a fact."""
        await self._upsert(ContactRow, [{"key": contact.key, "entry": _entry(contact)}])
        await raise_counter(self._session, KNOWLEDGE)

    async def remove(self, article_id: str) -> None:
        """Delete an article with its texts; nothing happens if there is none."""
        await self._session.execute(delete(ArticleTextRow).where(ArticleTextRow.article_id == article_id))
        await self._session.execute(delete(ArticleRow).where(ArticleRow.id == article_id))
        await raise_counter(self._session, KNOWLEDGE)

    async def remove_contact(self, key: str) -> None:
        """Delete a fact; nothing happens if there is none."""
        await self._session.execute(delete(ContactRow).where(ContactRow.key == key))
        await raise_counter(self._session, KNOWLEDGE)

    async def base_hashes(self) -> Mapping[str, str]:
        """Return the hash of each piece when file and database last agreed."""
        rows = await self._session.scalars(select(SyncBaseRow), execution_options=FRESH)
        return {row.path: row.content_hash for row in rows}

    async def set_base_hashes(self, hashes: Mapping[str, str | None]) -> None:
        """Remember on what file and database agree; None forgets the piece."""
        forgotten = [path for path, content_hash in hashes.items() if content_hash is None]
        kept = [{"path": path, "content_hash": content_hash} for path, content_hash in hashes.items() if content_hash]
        for start in range(0, len(forgotten), DELETE_AT_ONCE):
            await self._session.execute(delete(SyncBaseRow).where(SyncBaseRow.path.in_(forgotten[start : start + DELETE_AT_ONCE])))
        await self._upsert(SyncBaseRow, kept)

    async def _upsert(self, table: type[Base], rows: list[dict[str, Any]]) -> None:
        """Insert rows or replace those with the same key, in one statement: a first sync writes thousands."""
        if not rows:
            return
        keys = [column.name for column in inspect(table).primary_key]
        statement = insert_into(self._session, table)
        changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        await self._session.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def _meta(article: Article) -> dict[str, Any]:
    return {
        "source_language": article.source_language,
        "terms": dict(article.terms),
        "related": list(article.related),
        "sources": list(article.sources),
        "contacts": list(article.contacts),
        "owner": article.owner,
        "review_by": _iso(article.review_by),
        "audience": article.audience,
    }


def _article(row: ArticleRow, texts: Mapping[str, ArticleText]) -> Article:
    meta = row.meta
    return Article(
        id=row.id,
        category=row.category,
        texts=texts,
        source_language=meta["source_language"],
        terms=meta["terms"],
        related=tuple(meta["related"]),
        sources=tuple(meta["sources"]),
        contacts=tuple(meta["contacts"]),
        owner=meta["owner"],
        review_by=_date(meta["review_by"]),
        audience=meta["audience"],
    )


def _text_row(article_id: str, text: ArticleText) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "language": text.language,
        "title": text.title,
        "body": text.body,
        "questions": list(text.questions),
        "origin": text.origin.value,
        "reviewed": _iso(text.reviewed),
        "source_hash": text.source_hash,
    }


def _text(row: ArticleTextRow) -> ArticleText:
    return ArticleText(
        language=row.language,
        title=row.title,
        body=row.body,
        questions=tuple(row.questions),
        origin=Origin(row.origin),
        reviewed=_date(row.reviewed),
        source_hash=row.source_hash,
    )


def _entry(contact: Contact) -> dict[str, Any]:
    return {
        "value": dict(contact.value),
        "label": dict(contact.label),
        "source": contact.source,
        "checked": contact.checked.isoformat(),
        "confidence": contact.confidence.value,
        "source_date": contact.source_date,
        "official": contact.official,
        "expires": _iso(contact.expires),
        "schedule": dict(contact.schedule),
    }


def _contact(row: ContactRow) -> Contact:
    entry = row.entry
    return Contact(
        key=row.key,
        value=entry["value"],
        label=entry["label"],
        source=entry["source"],
        checked=date.fromisoformat(entry["checked"]),
        confidence=Confidence(entry["confidence"]),
        source_date=entry["source_date"],
        official=entry["official"],
        expires=_date(entry["expires"]),
        schedule=entry["schedule"],
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
