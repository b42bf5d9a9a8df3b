"""The bot is killed under load, three times: everybody gets every answer, in order, and twice only where nobody could know better."""

import asyncio
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import groupby
from pathlib import Path

import pytest
import uvicorn

from tests.telegram.webhooks import QuietServer
from welcomebot.rehearsal.people import Person
from welcomebot.rehearsal.server import BotApi, create_app
from welcomebot.storage.database import Database

ROOT = Path(__file__).parents[2]
# So many that nobody has more than 20 open messages at once, which would be a flood.
PEOPLE = 80
MESSAGES = 400
KILLS = 3
DEADLINE_S = 60


@asynccontextmanager
async def served(api: BotApi) -> AsyncIterator[str]:
    """Serve the simulated Bot API on the loopback and give its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    # What the killed bot leaves open is not worth waiting for.
    config = uvicorn.Config(create_app(api, over_http=True), log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
    server = QuietServer(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await api.close()
        await serving
        listening.close()


class BotProcess:
    """The bot's process, started again after each kill; its log is kept."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self.log: list[str] = []

    async def start(self) -> None:
        command = (sys.executable, "-m", "tests.process.echo_bot", *self._arguments)
        self._process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
        self._reading = asyncio.create_task(self._read(self._process.stderr))

    async def end(self, how: signal.Signals) -> int:
        assert self._process is not None
        assert self._reading is not None
        self._process.send_signal(how)
        code = await self._process.wait()
        await self._reading
        return code

    def kill(self) -> None:
        """Leave no process behind, whatever became of the test."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def _read(self, stream: asyncio.StreamReader | None) -> None:
        assert stream is not None
        async for line in stream:
            self.log.append(line.decode())

    def count(self, event: str) -> int:
        return sum(event in line for line in self.log)


def replies_of(person: Person) -> list[str]:
    return [message.text.removeprefix("You said: ") for message in person.replies]


@pytest.mark.process
async def test_killed_bot_answers_every_question_in_order(database: Database, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(7)
    api = BotApi()
    crowd = [api.user(is_started=True) for _ in range(PEOPLE)]
    asked: dict[int, list[str]] = {person.user_id: [] for person in crowd}
    async with served(api) as address:
        bot = BotProcess(address, database.url.render_as_string(hide_password=False))
        request.addfinalizer(bot.kill)
        await bot.start()
        kill_at = {(n + 1) * MESSAGES // (KILLS + 1) for n in range(KILLS)}
        for number in range(MESSAGES):
            person = chance.choice(crowd)
            asked[person.user_id].append(str(number))
            await person.says(str(number))
            if number in kill_at:
                # In the middle of the work: some answers are out, others are stored, others are on their way.
                answered = sum(len(person.replies) for person in crowd)
                await api.wait_for(lambda seen=answered: sum(len(person.replies) for person in crowd) >= seen + 20, DEADLINE_S)
                assert await bot.end(signal.SIGKILL) == -signal.SIGKILL
                await bot.start()
        await api.wait_for(lambda: all(asked[person.user_id][-1:] == replies_of(person)[-1:] for person in crowd), DEADLINE_S)
        assert await bot.end(signal.SIGTERM) == 0
    repeated = sum(len(replies_of(person)) - len(set(replies_of(person))) for person in crowd)
    uncertain = bot.count("outbox.uncertain")
    with capsys.disabled():
        print(f"\n{MESSAGES} questions, {KILLS} kills: {repeated} answers came twice, {uncertain} were uncertain")
    for person in crowd:
        # The same answer twice in a row is one answer.
        assert [text for text, _ in groupby(replies_of(person))] == asked[person.user_id]
    assert repeated <= uncertain
    assert api.violations == []
