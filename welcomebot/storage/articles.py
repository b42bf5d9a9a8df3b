"""Articles, facts and the state of the sync in the database."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.domain.contacts import Contact
from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.services.article_json import article_of_meta, contact_json, contact_of, meta_json, text_json, text_of
from welcomebot.storage.base import Base
from welcomebot.storage.counters import KNOWLEDGE, counter, raise_counter
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.tables import ArticleRow, ArticleTextRow, ContactRow, CounterRow, SyncBaseRow

# A statement takes a limited number of parameters.
DELETE_AT_ONCE = 500
# Writing passes by the session's memory of rows, so reading must not answer from it.
FRESH = {"populate_existing": True}
TEXT_COLUMNS = tuple(column.name for column in ArticleTextRow.__table__.columns if column.name != "article_id")


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
        return {row.id: article_of_meta(row.id, row.category, row.meta, texts[row.id]) for row in sorted(rows, key=lambda row: row.id)}

    async def get(self, article_id: str) -> Article | None:
        """Return one article."""
        row = await self._session.get(ArticleRow, article_id, populate_existing=True)
        if row is None:
            return None
        of_article = select(ArticleTextRow).where(ArticleTextRow.article_id == article_id).order_by(ArticleTextRow.language)
        texts = {text.language: _text(text) for text in await self._session.scalars(of_article, execution_options=FRESH)}
        return article_of_meta(row.id, row.category, row.meta, texts)

    async def contacts(self) -> Mapping[str, Contact]:
        """Return every fact by key, in the order of the keys."""
        rows = await self._session.scalars(select(ContactRow), execution_options=FRESH)
        return {row.key: contact_of(row.key, row.entry) for row in sorted(rows, key=lambda row: row.key)}

    async def revision(self) -> int:
        """Return the number of the knowledge; it grows with every change."""
        return await counter(self._session, KNOWLEDGE)

    async def lock(self) -> None:
        """Let nobody else change the knowledge before this transaction ends: what is read from now on still holds when it is written."""
        await self._session.execute(select(CounterRow.value).where(CounterRow.name == KNOWLEDGE).with_for_update())

    async def put(self, article: Article) -> None:
        """Store an article with exactly its texts."""
        await self._upsert(ArticleRow, [{"id": article.id, "category": article.category, "meta": meta_json(article)}])
        gone = ArticleTextRow.language.not_in(list(article.texts))
        await self._session.execute(delete(ArticleTextRow).where(ArticleTextRow.article_id == article.id, gone))
        await self._upsert(ArticleTextRow, [{"article_id": article.id, **text_json(text)} for text in article.texts.values()])
        await raise_counter(self._session, KNOWLEDGE)

    async def put_contact(self, contact: Contact) -> None:
        """Store a fact."""
        await self._upsert(ContactRow, [{"key": contact.key, "entry": contact_json(contact)}])
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


def _text(row: ArticleTextRow) -> ArticleText:
    return text_of({name: getattr(row, name) for name in TEXT_COLUMNS})
