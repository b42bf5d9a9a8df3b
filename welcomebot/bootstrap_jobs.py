"""Wiring what matches people with work: the taxonomy with the office's names, the open vacancies, and the readers of words."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from welcomebot.search.concept_links import ConceptLinks
from welcomebot.search.embedding import Embedder
from welcomebot.search.skill_reader import SkillReader
from welcomebot.services.job_board import JobBoard
from welcomebot.services.read_places import read_places
from welcomebot.services.read_skills import read_skills
from welcomebot.settings import Settings
from welcomebot.storage.database import Database
from welcomebot.storage.unit_of_work import DatabaseWork


@dataclass
class Jobs:
    """The open vacancies and the readers of what people and ads say, as fresh as the database."""

    board: JobBoard
    reader: SkillReader
    links: ConceptLinks
    database: Database
    names: int = -1  # the revision of the names that the office gave

    async def refresh(self) -> None:
        """Take over what changed in the database; every process does this for itself."""
        await self.board.refresh(DatabaseWork(self.database))
        await self.load_names()

    async def load_names(self) -> None:
        """Let the reader know the names that the office gave, if they changed."""
        async with DatabaseWork(self.database).reading() as db:
            names = await db.skill_words.revision()
        if names != self.names:
            self.names = names
            await self.reader.load(self.board.taxonomy, await read_aliases(self.database))


async def read_aliases(database: Database) -> Sequence[tuple[str, str, str]]:
    """Return the names that the office gave to concepts: (concept, language, name)."""
    async with DatabaseWork(database).reading() as db:
        return await db.skill_words.aliases()


@asynccontextmanager
async def open_jobs(settings: Settings, database: Database, embedder: Embedder, reader: SkillReader | None = None) -> AsyncIterator[Jobs]:
    """Give what jobs need, loaded from the knowledge folder and the database; a `reader` that is given is loaded already and stays open at the end."""
    taxonomy = reader.taxonomy if reader else await asyncio.to_thread(read_skills, settings.knowledge_dir, settings.data_dir)
    board = JobBoard(taxonomy, await asyncio.to_thread(read_places, settings.knowledge_dir))
    own = reader or SkillReader(embedder, data_dir=settings.data_dir)
    jobs = Jobs(board, own, ConceptLinks(taxonomy, lambda: own.linker), database)
    await board.refresh(DatabaseWork(database))
    if reader is not None:
        yield jobs
        return
    # The index of names takes seconds to build; who asks for work meanwhile waits for it, everybody else does not.
    own.expect_load()
    loading = asyncio.create_task(jobs.load_names())
    try:
        yield jobs
    finally:
        loading.cancel()
        await asyncio.gather(loading, return_exceptions=True)
        await own.close()
