"""Words that were not understood, and the names that the office gave to concepts, in the database."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.domain.folding import words
from welcomebot.services.job_ports import UnlinkedWord
from welcomebot.storage.counters import SKILL_WORDS, counter, raise_counter
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.tables import AliasRow, UnlinkedWordRow

MOST_CHARACTERS = 120  # longer than any name of a skill
DELETE_AT_ONCE = 500  # a statement takes a limited number of parameters
WORD = UnlinkedWordRow.folded


class SkillWordStore:
    """Skill words in one open transaction. The revision is that of the names: what nobody understood changes no search."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def note_unlinked(self, texts: Sequence[str], *, language: str, user_id: int | None = None, vacancy: int | None = None) -> None:
        """Replace what this person or ad wrote that named nothing."""
        owner = UnlinkedWordRow.user_id == user_id if vacancy is None else UnlinkedWordRow.vacancy == vacancy
        await self._session.execute(delete(UnlinkedWordRow).where(owner))
        await self._add(_rows(texts, language=language, user_id=user_id, vacancy=vacancy))

    async def note_unlinked_of_ads(self, texts: Mapping[int, Sequence[str]], *, language: str) -> None:
        """Replace what each of many ads wrote that named nothing, by the ads' numbers, with few statements."""
        numbers = list(texts)
        for start in range(0, len(numbers), DELETE_AT_ONCE):
            await self._session.execute(delete(UnlinkedWordRow).where(UnlinkedWordRow.vacancy.in_(numbers[start : start + DELETE_AT_ONCE])))
        await self._add([row for number, words_of in texts.items() for row in _rows(words_of, language=language, vacancy=number)])

    async def unlinked(self, *, limit: int) -> Sequence[UnlinkedWord]:
        """Return the words that most people and ads wrote."""
        seekers, vacancies = func.count(UnlinkedWordRow.user_id.distinct()), func.count(UnlinkedWordRow.vacancy.distinct())
        most = select(WORD, seekers.label("seekers"), vacancies.label("vacancies")).group_by(WORD)
        counted = (await self._session.execute(most.order_by((seekers + vacancies).desc(), WORD).limit(limit))).all()
        written = await self._written([row.folded for row in counted])
        return [UnlinkedWord(row.folded, *written[row.folded], row.seekers, row.vacancies) for row in counted]

    async def drop_unlinked(self, folded: str) -> None:
        """Take a word off the queue."""
        await self._session.execute(delete(UnlinkedWordRow).where(UnlinkedWordRow.folded == folded))

    async def add_alias(self, concept_id: str, language: str, label: str, *, added_by: int, at: datetime) -> bool:
        """Give a concept one more name; False where it has it."""
        row = {"concept_id": concept_id, "language": language, "label": label, "added_by": added_by, "added_at": at}
        unless_there = insert_into(self._session, AliasRow).values(row).on_conflict_do_nothing().returning(AliasRow.label)
        is_new = await self._session.scalar(unless_there) is not None
        if is_new:
            await raise_counter(self._session, SKILL_WORDS)
        return is_new

    async def aliases(self) -> Sequence[tuple[str, str, str]]:
        """Return (concept, language, label) of every name that the office gave, sorted."""
        rows = await self._session.execute(select(AliasRow.concept_id, AliasRow.language, AliasRow.label))
        # Sorted here because databases differ in how they order a hyphen.
        return sorted((row.concept_id, row.language, row.label) for row in rows)

    async def revision(self) -> int:
        """Return the number of the names; it grows with every change of them."""
        return await counter(self._session, SKILL_WORDS)

    async def remove_alias(self, concept_id: str, language: str, label: str) -> bool:
        """Take a name back; False where there is none."""
        named = delete(AliasRow).where(AliasRow.concept_id == concept_id, AliasRow.language == language, AliasRow.label == label)
        result = await self._session.execute(named)
        if not isinstance(result, CursorResult) or not result.rowcount:
            return False
        await raise_counter(self._session, SKILL_WORDS)
        return True

    async def _add(self, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            connection = await self._session.connection()
            await connection.execute(insert(UnlinkedWordRow), rows)

    async def _written(self, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the spelling and the language that most people and ads used, by the folded word."""
        spelling: tuple[Any, ...] = (WORD, UnlinkedWordRow.text, UnlinkedWordRow.language)
        rows = await self._session.execute(select(*spelling).where(WORD.in_(keys)).group_by(*spelling).order_by(func.count(), *spelling[1:]))
        return {row.folded: (row.text, row.language) for row in rows}


def _rows(texts: Iterable[str], *, language: str, user_id: int | None = None, vacancy: int | None = None) -> list[dict[str, Any]]:
    named = {folded(text): text.strip()[:MOST_CHARACTERS] for text in texts if folded(text)}
    return [{"folded": key, "text": text, "language": language, "user_id": user_id, "vacancy": vacancy} for key, text in named.items()]


def folded(text: str) -> str:
    """Return the form by which words are counted as the same."""
    return " ".join(words(text))[:MOST_CHARACTERS]
