"""The rehearsal: the whole bot against the simulated Telegram, with a chat page or in the terminal; no account and no network needed."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from welcomebot.bootstrap import Parts, assemble, run_until_stopped, utc_now
from welcomebot.rehearsal.page import check_loopback, create_page, serve
from welcomebot.rehearsal.people import OFFICE_ID
from welcomebot.rehearsal.sample_ads import sample_rows
from welcomebot.rehearsal.server import BotApi
from welcomebot.rehearsal.terminal import chat
from welcomebot.services.import_vacancies import import_vacancies
from welcomebot.services.read_ads import AdReader
from welcomebot.settings import Settings
from welcomebot.storage.repositories import repositories
from welcomebot.storage.unit_of_work import DatabaseWork
from welcomebot.telegram.poller import Poller

SOURCE = "rehearsal"


async def run_rehearsal(settings: Settings) -> None:
    """Run the bot against the simulated Telegram, with the chat page for people."""
    check_loopback(settings.listen_host)
    async with rehearse(settings) as (api, parts), serve(api, create_page(api), host=settings.listen_host, port=settings.listen_port) as address:
        sys.stderr.write(f"No TELEGRAM_BOT_TOKEN is set: this is the rehearsal. Open {address} in a browser. Ctrl-C stops it.\n")
        await run_until_stopped(parts, settings)


async def run_chat(settings: Settings, language: str) -> None:
    """Talk to the bot in the terminal."""
    async with rehearse(settings) as (api, parts):
        await parts.runner.start()
        await chat(api, api.user(language=language))
        await parts.runner.stop()


@asynccontextmanager
async def rehearse(settings: Settings) -> AsyncIterator[tuple[BotApi, Parts]]:
    """Give a simulated Telegram and a bot that polls it. Its people are new each time, and so is its database; the page lets one person of the office come."""
    with tempfile.TemporaryDirectory(prefix="welcomebot-") as folder:
        api = BotApi()
        administrators = settings.administrator_ids | {OFFICE_ID}
        own = settings.model_copy(update={"database_url": f"sqlite:///{folder}/rehearsal.sqlite", "administrator_ids": administrators})
        async with assemble(own, token=api.token, transport=api.transport(), receiver=lambda bot: Poller(bot=bot)) as parts:
            # The ads come a few seconds later, so that nobody waits for them.
            posting = asyncio.create_task(post_sample_ads(parts, settings))
            try:
                yield api, parts
            finally:
                posting.cancel()
                await asyncio.gather(posting, return_exceptions=True)
        await api.close()


async def post_sample_ads(parts: Parts, settings: Settings) -> None:
    """Fill the board with invented ads, so that there is work to find."""
    await parts.jobs.reader.loaded()
    now = utc_now()
    today = now.astimezone(settings.zone).date()
    board = parts.board
    read = await asyncio.to_thread(AdReader(parts.jobs.links, board.taxonomy, board.places, SOURCE).read, sample_rows(today))
    await import_vacancies(read, partial(repositories, parts.database.writing), now=now, today=today)
    await board.refresh(DatabaseWork(parts.database))
