"""The real bot against the simulated Telegram, in one process: `says` returns when the bot has answered."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from tests import shipped
from tests.databases import Stock
from welcomebot.bootstrap import Parts, assemble
from welcomebot.rehearsal.groups import Channel, Group
from welcomebot.rehearsal.people import Person
from welcomebot.rehearsal.server import BotApi
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import BundledEmbedder, NoEmbedder
from welcomebot.search.skill_reader import SkillReader
from welcomebot.services.library import Library
from welcomebot.services.ports import AskedQuestion
from welcomebot.services.sync_knowledge import sync_knowledge
from welcomebot.settings import Settings
from welcomebot.storage import migrate
from welcomebot.storage.articles import ArticleStore
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.tables import Base, FeedbackRow, QuestionRow
from welcomebot.storage.unit_of_work import DatabaseWork

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
# A Tuesday evening in Kokkola: the office is closed and opens on Wednesday at nine.
NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
# They hold what the office wrote.
KNOWLEDGE_TABLES = frozenset({"articles", "article_texts", "contacts", "sync_base"})
KNOWLEDGE_ROWS = {**dict.fromkeys(KNOWLEDGE_TABLES, "TRUE"), "counters": "name = 'knowledge'"}
FIRST_REVISION = 1  # of a database that was just filled from the files
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English", "uk": "Українська", "ru": "Русский", "ar": "العربية"}


@dataclass
class Newcomer:
    """A person with a few more ways of writing than the simulated Telegram knows."""

    person: Person
    bot: "Rehearsal"

    def __getattr__(self, name: str) -> Any:
        return getattr(self.person, name)

    async def types_quickly(self, *texts: str) -> None:
        """Send several messages before the bot can answer the first."""
        await asyncio.gather(*(self.person.says(text) for text in texts))

    async def floods(self, texts: list[str]) -> None:
        """Send many messages at once, as one delivery of Telegram."""
        pending: list[dict[str, Any]] = []

        async def keep(update: dict[str, Any]) -> None:
            pending.append(update)

        handle, self.bot.api.deliver = self.bot.api.deliver, keep
        for text in texts:
            await self.person.says(text)
        self.bot.api.deliver = handle
        await self.bot.parts.runner.inbox.accept(pending[:-1])
        await self.bot.parts.runner.handle(pending[-1])


@dataclass
class Rehearsal:
    """The bot, its simulated Telegram and its database."""

    api: BotApi
    parts: Parts

    @property
    def library(self) -> Library:
        """Return the knowledge that the bot answers from."""
        return self.parts.library

    def newcomer(self, language: str) -> Newcomer:
        """Let somebody come whose app speaks a language."""
        # A number as Telegram gives them out now: beyond 32 bits, and unlike any number of ours.
        return Newcomer(self.api.user(language=language, id=7_000_000_000 + self.api.next_number()), self)

    async def settled_newcomer(self, language: str) -> Newcomer:
        """Let somebody come who has chosen a language."""
        newcomer = self.newcomer(language)
        await newcomer.says("/start")
        await newcomer.taps(LANGUAGE_NAMES[language])
        return newcomer

    def group(self, *members: Newcomer) -> Group:
        """Make a group with the bot in it."""
        return self.api.group(*(member.person for member in members))

    def channel(self) -> Channel:
        """Make a channel that the bot reads."""
        return self.api.channel()

    def title(self, language: str, article_id: str) -> str:
        """Return an article's title."""
        return self.library.articles[article_id].texts[language].title

    async def questions(self) -> list[AskedQuestion]:
        """Return all stored questions, oldest first."""
        async with self.parts.database.reading() as session:
            numbers = await session.scalars(select(QuestionRow.id).order_by(QuestionRow.id))
            found = [await Repositories(session).questions.get(number) for number in numbers]
        return [question for question in found if question]

    async def feedback(self) -> list[tuple[bool, str | None]]:
        """Return all verdicts with their reasons."""
        async with self.parts.database.reading() as session:
            return [(row.is_helpful, row.reason) for row in await session.scalars(select(FeedbackRow))]

    async def rows_about(self, user_id: int, *, text: str) -> dict[str, int]:
        """Return in which tables a person's number or words are found, and how often."""
        found = {}
        async with self.parts.database.reading() as session:
            for table in Base.metadata.sorted_tables:
                rows = [str(row) for row in await session.execute(select(table))] if table.name not in KNOWLEDGE_TABLES else []
                if hits := sum(str(user_id) in row or text in row for row in rows):
                    found[table.name] = hits
        return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def answerer(search_folder: Path) -> AsyncIterator[Answerer]:
    """Give one search for all conversations, with all its signals; the embeddings of what ships come with it."""
    answerer = Answerer(BundledEmbedder(), data_dir=search_folder, knowledge_dir=KNOWLEDGE, not_covered=shipped.not_covered())
    await answerer.load(shipped.knowledge().articles, revision=FIRST_REVISION)
    await answerer.ready()
    yield answerer
    await answerer.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def reader() -> AsyncIterator[SkillReader]:
    """Give one reader of skills for all conversations, by names alone: its index takes seconds to build."""
    reader = SkillReader(NoEmbedder())
    await reader.load(shipped.taxonomy())
    await reader.ready()
    yield reader
    await reader.close()


@pytest.fixture(scope="session")
def filled_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """Give databases that hold the knowledge folder and nothing else."""

    async def fill(database: Database) -> None:
        await migrate.upgrade(database)
        async with database.writing() as session:
            await sync_knowledge(ArticleStore(session), shipped.knowledge())

    stock = Stock("filled", tmp_path_factory.mktemp("databases"), fill, kept=KNOWLEDGE_ROWS)
    yield stock
    stock.close()


@pytest.fixture
async def database_url(kind: str, filled_databases: Stock, tmp_path: Path) -> str:
    """Return the address of a database that holds the knowledge, for one test."""
    return await filled_databases.take(kind, tmp_path)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Return settings without the wait for more words."""
    return Settings(_env_file=None, database_url=database_url, data_dir=tmp_path, knowledge_dir=KNOWLEDGE, question_pause_s=0)


@pytest.fixture(scope="session")
def libraries() -> dict[str, Library]:
    """Keep what was read from each kind of database."""
    return {}


@pytest.fixture
async def library(kind: str, database_url: str, libraries: dict[str, Library]) -> Library:
    """Return the knowledge as the database holds it; what a test changes in it is gone after the test."""
    if kind not in libraries:
        database = Database(database_url)
        libraries[kind] = Library()
        await libraries[kind].refresh(DatabaseWork(database))
        await database.close()
    return replace(libraries[kind])


async def rehearsal(settings: Settings, library: Library, answerer: Answerer, reader: SkillReader) -> AsyncIterator[Rehearsal]:
    api = BotApi(clock=NOW.timestamp)
    began = time.monotonic()
    # Time goes on from a fixed moment: what waits for a while must become due.
    async with assemble(
        settings,
        token=api.token,
        transport=api.transport(),
        clock=lambda: NOW + timedelta(seconds=time.monotonic() - began),
        library=library,
        answerer=answerer,
        reader=reader,
    ) as parts:
        api.deliver = parts.runner.handle
        yield Rehearsal(api, parts)
        await parts.runner.stop()
    await api.close()
    assert api.violations == []
    assert api.rejections == []


@pytest.fixture
async def bot(settings: Settings, library: Library, answerer: Answerer, reader: SkillReader) -> AsyncIterator[Rehearsal]:
    """Give the bot."""
    async for each in rehearsal(settings, library, answerer, reader):
        yield each


@pytest.fixture
async def bot_with_pause(settings: Settings, library: Library, answerer: Answerer, reader: SkillReader) -> AsyncIterator[Rehearsal]:
    """Give the bot with a short wait for the rest of a question."""
    async for each in rehearsal(settings.model_copy(update={"question_pause_s": 0.1}), library, answerer, reader):
        yield each
