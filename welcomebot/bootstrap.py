"""The only place that knows all parts and wires them."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import httpx
from telegram.ext import BaseHandler

from welcomebot.bootstrap_jobs import Jobs, open_jobs
from welcomebot.domain.language import CODES
from welcomebot.errors import UsageError
from welcomebot.locales.i18n import translator
from welcomebot.schedule import make_scheduler, refresh_knowledge
from welcomebot.schedule_jobs import JobRounds
from welcomebot.schedule_office import OfficeRounds
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import BundledEmbedder, Embedder, HttpEmbedder, NoEmbedder
from welcomebot.search.language import detect
from welcomebot.search.question_meaning import QuestionMeaning
from welcomebot.search.replay import GoldenReplay
from welcomebot.search.skill_reader import SkillReader
from welcomebot.search.vectors import Progress
from welcomebot.services.hold_question import hold_s
from welcomebot.services.job_board import JobBoard
from welcomebot.services.library import Library
from welcomebot.services.office_calendar import public_holidays
from welcomebot.services.ports import Clock
from welcomebot.services.read_golden import read_golden
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.services.read_not_covered import read_not_covered
from welcomebot.services.sync_knowledge import sync_knowledge
from welcomebot.services.translate_text import NoEngine, RememberingEngine, TranslationEngine
from welcomebot.settings import EmbedderKind, Settings
from welcomebot.storage import migrate
from welcomebot.storage.articles import ArticleStore
from welcomebot.storage.database import Database
from welcomebot.storage.inbox import InboxStore
from welcomebot.storage.outbox import OutboxStore
from welcomebot.storage.repositories import repositories
from welcomebot.storage.unit_of_work import DatabaseWork
from welcomebot.telegram.application import build_application
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.trouble import apology, please_wait
from welcomebot.telegram.courtesy import Reply
from welcomebot.telegram.effects import SendMessage
from welcomebot.telegram.features import (
    alerts,
    announcement_choice,
    announcements,
    answer_news,
    answers,
    ask,
    audit,
    contact_requests,
    drafts,
    edit_text,
    employer,
    employer_file,
    employer_posting,
    facts,
    finding_people,
    gaps,
    inbox,
    info,
    job_desk,
    job_settings,
    jobs,
    jobs_profile,
    machine_translation,
    my_data,
    office,
    other_content,
    replying,
    revisions,
    skill_words,
    staff,
    start,
    statistics,
    topics,
    vacancies,
    vacancy_marks,
    vacancy_search,
    work,
)
from welcomebot.telegram.forum import open_topics
from welcomebot.telegram.lanes import lane_of
from welcomebot.telegram.poller import Poller
from welcomebot.telegram.profile import publish_profile
from welcomebot.telegram.raw_bot import RawBot
from welcomebot.telegram.runner import BotRunner, Receiver
from welcomebot.telegram.services import Services
from welcomebot.telegram.webhook import Webhook
from welcomebot.translation.libre_translate import LibreTranslate

logger = logging.getLogger(__name__)

# The order matters: the first one ends a reply that somebody of the office is writing when they give a command, the last takes whatever the others left.
FEATURES = (
    replying,
    start,
    topics,
    jobs,
    jobs_profile,
    job_settings,
    employer,
    employer_file,
    employer_posting,
    finding_people,
    contact_requests,
    job_desk,
    skill_words,
    announcements,
    announcement_choice,
    statistics,
    drafts,
    machine_translation,
    revisions,
    staff,
    audit,
    work,
    edit_text,
    facts,
    inbox,
    gaps,
    office,
    info,
    my_data,
    vacancies,
    vacancy_marks,
    vacancy_search,
    alerts,
    answers,
    answer_news,
    ask,
    other_content,
)


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def handlers() -> Iterable[BaseHandler[Any, Any, Any]]:
    """Return the handlers of every feature."""
    return [handler for feature in FEATURES for handler in feature.handlers()]


def make_embedder(settings: Settings) -> Embedder:
    """Return the embedder that the settings name."""
    match settings.embedder:
        case EmbedderKind.HTTP:
            key = settings.embedder_key.get_secret_value() if settings.embedder_key else None
            return HttpEmbedder(str(settings.embedder_url), settings.embedder_model, key)
        case EmbedderKind.NONE:
            logger.warning("search.words_only reason=EMBEDDER=none")
            return NoEmbedder()
        case EmbedderKind.BUNDLED:
            return BundledEmbedder()


@asynccontextmanager
async def make_answerer(settings: Settings, progress: Progress | None = None) -> AsyncIterator[Answerer]:
    """Give an answerer without articles; it is closed at the end."""
    answerer = Answerer(
        make_embedder(settings),
        data_dir=settings.data_dir,
        knowledge_dir=settings.knowledge_dir,
        not_covered=read_not_covered(settings.knowledge_dir),
        progress=progress,
    )
    try:
        yield answerer
    finally:
        await answerer.close()


@asynccontextmanager
async def open_engine(settings: Settings) -> AsyncIterator[TranslationEngine]:
    """Give the engine that proposes translations, or none; it is closed at the end."""
    if settings.translation_url is None:
        yield NoEngine()
        return
    key = settings.translation_key.get_secret_value() if settings.translation_key else None
    engine = LibreTranslate(str(settings.translation_url), key)
    try:
        yield RememberingEngine(engine)
    finally:
        await engine.close()


@asynccontextmanager
async def open_storage(settings: Settings) -> AsyncIterator[Database]:
    """Give the database with all its tables: a SQLite file is brought up to date here, a PostgreSQL only by `db upgrade`."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    try:
        if database.is_sqlite:
            await migrate.upgrade(database)
        else:
            await migrate.require_current(database)
        yield database
    finally:
        await database.close()


async def upgrade_database(settings: Settings) -> None:
    """Run the migrations that the database has not seen."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    await migrate.upgrade(database)
    await database.close()


async def load_knowledge(database: Database, settings: Settings) -> None:
    """Bring the changed files of the knowledge folder into the database; conflicts are logged and left alone."""
    knowledge = await asyncio.to_thread(read_knowledge, settings.knowledge_dir)
    async with database.writing() as session:
        report = await sync_knowledge(ArticleStore(session), knowledge)
    for piece in report.conflicts:
        logger.warning("knowledge.conflict piece=%s", piece)


def warm_up(answerer: Answerer) -> None:
    """Load what the first person would otherwise wait for: the language detector, the catalogues, the names of months and the holidays."""
    answerer.is_emergency("Hello")
    detect("Hello", None)
    for code in CODES:
        translator(code)
        day(utc_now(), code)
    public_holidays(utc_now().year)


@dataclass(frozen=True)
class Parts:
    """The bot's parts, ready to start."""

    runner: BotRunner
    database: Database
    library: Library
    answerer: Answerer
    jobs: Jobs
    rounds: JobRounds
    office_rounds: OfficeRounds
    replay: GoldenReplay

    @property
    def board(self) -> JobBoard:
        """Return the open vacancies."""
        return self.jobs.board


@asynccontextmanager
async def assemble(
    settings: Settings,
    *,
    token: str,
    clock: Clock = utc_now,
    transport: httpx.AsyncBaseTransport | None = None,
    receiver: Callable[[RawBot], Receiver] | None = None,
    library: Library | None = None,
    answerer: Answerer | None = None,
    reader: SkillReader | None = None,
) -> AsyncIterator[Parts]:
    """Give the bot with its knowledge loaded.

    `transport` takes the network's place, `receiver` brings the updates; an `answerer` that is given stays open at the end.
    A `library` that is given was read from the database after the files came in: they are not compared again.
    """
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_storage(settings))
        search: Answerer = await stack.enter_async_context(make_answerer(settings)) if answerer is None else answerer
        if library is None:
            await load_knowledge(database, settings)
            library = Library()
        await refresh_knowledge(database, library, search)
        jobs = await stack.enter_async_context(open_jobs(settings, database, search.embedder, reader))
        replay = GoldenReplay(
            search, partial(read_golden, settings.knowledge_dir), folder=settings.data_dir / "golden-embeddings", knowledge=settings.knowledge_dir
        )
        stack.push_async_callback(replay.close)
        engine = await stack.enter_async_context(open_engine(settings))
        services = Services(
            search,
            library,
            clock,
            settings.zone,
            board=jobs.board,
            reader=jobs.reader,
            links=jobs.links,
            administrators=settings.administrator_ids,
            meaning=QuestionMeaning(search.embedder, search.language_means),
            replay=replay,
            staff_chat=settings.staff_chat_id,
            office_hours=settings.office_hours,
            office_closed=settings.office_closed,
            not_covered=search.not_covered,
            engine=engine,
        )
        application = build_application(token=token, services=services, handlers=handlers(), api_url=str(settings.telegram_api_url), transport=transport)
        languages = PersonLanguages(database)
        runner = BotRunner(
            application=application,
            inbox=InboxStore(database),
            outbox=OutboxStore(database),
            works=partial(DatabaseWork, database),
            clock=clock,
            receiver=receiver(application.bot) if receiver else None,
            hold=lambda text: hold_s(text, answerer=search, pause_s=settings.question_pause_s),
            apology=languages.speaking(apology),
            please_wait=languages.speaking(please_wait),
            # Only a webhook in front of PostgreSQL can have several processes behind it.
            is_only_process=database.is_sqlite or settings.webhook_url is None,
        )
        yield Parts(runner, database, library, search, jobs, JobRounds(services, database), OfficeRounds(services, database), replay)


@dataclass(frozen=True)
class PersonLanguages:
    """Looks up the language of the person behind an update that no handler sees."""

    database: Database

    def speaking(self, reply: Callable[[dict[str, Any], str | None], SendMessage | None]) -> Reply:
        """Return the reply in the person's own language."""

        async def in_language(update: dict[str, Any]) -> SendMessage | None:
            async with DatabaseWork(self.database).reading() as db:
                person = await db.people.get(lane_of(update))
            return reply(update, person.language if person else None)

        return in_language


async def run_bot(settings: Settings, *, take_over: bool = False) -> None:
    """Run the bot until stopped."""
    if settings.telegram_bot_token is None:
        raise UsageError("TELEGRAM_BOT_TOKEN: expected a token as BotFather gives it")
    token = settings.telegram_bot_token.get_secret_value()
    async with assemble(settings, token=token, receiver=lambda bot: make_receiver(bot, settings, take_over=take_over)) as parts:
        await run_until_stopped(parts, settings)


def make_receiver(bot: RawBot, settings: Settings, *, take_over: bool) -> Receiver:
    """Return the webhook where its address is set, else the poller."""
    if settings.webhook_url is None or settings.webhook_secret is None:
        return Poller(bot=bot, take_over=take_over)
    secret = settings.webhook_secret.get_secret_value()
    return Webhook(bot=bot, public_url=str(settings.webhook_url), secret=secret, host=settings.listen_host, port=settings.listen_port)


async def prepare(parts: Parts, settings: Settings) -> None:
    """Show the bot's profile in Telegram, and make the topics of the staff group."""
    bot = parts.runner.application.bot
    await publish_profile(bot)
    await open_topics(bot, settings.staff_chat_id, partial(repositories, parts.database.writing))


async def run_until_stopped(parts: Parts, settings: Settings) -> None:
    """Run with the periodic work until a signal comes or a part ends."""
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    scheduler = make_scheduler(settings=settings, database=parts.database, library=parts.library, answerer=parts.answerer, jobs=parts.jobs, clock=utc_now)
    parts.rounds.add_to(scheduler)
    parts.office_rounds.add_to(scheduler)
    await parts.runner.start()
    scheduler.start()
    ends = [asyncio.create_task(stopped.wait()), asyncio.create_task(parts.runner.wait())]
    beside = [
        asyncio.create_task(prepare(parts, settings)),
        asyncio.create_task(asyncio.to_thread(warm_up, parts.answerer)),
        asyncio.create_task(parts.replay.read_all()),
    ]
    try:
        done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        scheduler.shutdown(wait=False)
        for task in (*ends, *beside):
            task.cancel()
        await asyncio.gather(*ends, *beside, return_exceptions=True)
        await parts.runner.stop()
