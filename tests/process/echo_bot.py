"""The echo bot as a process of its own: `python -m tests.process.echo_bot API_URL DATABASE_URL`. A test kills it."""

import asyncio
import logging
import signal
import sys

from tests.telegram.bots import make_runner
from welcomebot.storage.database import Database
from welcomebot.telegram.poller import Poller


async def main(api_url: str, database_url: str) -> None:
    database = Database(database_url)
    runner = make_runner(database, api_url=api_url)
    runner.receive_from(Poller(bot=runner.application.bot, timeout_s=2))
    await runner.start()
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    await stopping.wait()
    await runner.stop(grace_s=5)
    await database.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    asyncio.run(main(*sys.argv[1:]))
