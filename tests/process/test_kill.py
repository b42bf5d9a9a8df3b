"""The bot is killed under load, three times: everybody gets every answer, in order, and twice only where nobody could know better."""

import asyncio
import random
import re
import signal
import socket
import sys
from bisect import bisect_left
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

import pytest
import uvicorn
from sqlalchemy import select

from tests.telegram.webhooks import QuietServer
from welcomebot.rehearsal.people import Person
from welcomebot.rehearsal.seen import Seen
from welcomebot.rehearsal.server import BotApi, create_app
from welcomebot.storage.database import Database
from welcomebot.storage.tables import OutboxRow

ROOT = Path(__file__).parents[2]
# So many that nobody sends more than 20 messages in a minute, which would be a flood.
PEOPLE = 80
MESSAGES = 400
KILLS = 3
DEADLINE_S = 60
READING_S = 0.2
# What the start after a kill says of a call that the dead process was making, and what a living one says when an answer does not come.
FOUND_UNFINISHED = re.compile(r"outbox\.uncertain id=(\d+) method=\w+ repeated=")
LEFT_WITHOUT_ANSWER = re.compile(r"outbox\.uncertain id=(\d+) method=\w+ cause=")


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
    """The bot's process, started again after each kill; the log of each life is kept."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self.logs: list[list[str]] = []

    async def start(self) -> None:
        self.logs.append([])
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
            self.logs[-1].append(line.decode())

    def rows(self, doubt: re.Pattern[str]) -> list[set[int]]:
        """Return for each life the rows of the outbox of which it told a doubt."""
        return [{int(found[1]) for line in log if (found := doubt.search(line))} for log in self.logs]


def text_of(reply: Seen) -> str:
    return reply.text.removeprefix("You said: ")


def replies_of(person: Person) -> list[str]:
    return [text_of(reply) for reply in person.replies]


async def rows_of_messages(database: Database) -> dict[tuple[int | None, int | None], int]:
    """Return the outbox's row of each message, by chat and number; of a message that came twice, the row knows the last copy."""
    async with database.reading() as session:
        rows = await session.execute(select(OutboxRow.chat_id, OutboxRow.message_id, OutboxRow.id).where(OutboxRow.state == "sent"))
        return {(row.chat_id, row.message_id): row.id for row in rows}


@dataclass(frozen=True)
class Repetition:
    """A message that came a second time: its row of the outbox, and the lives of the bot that sent the two copies."""

    row: int
    first_life: int
    second_life: int

    def is_excused(self, bot: BotProcess) -> bool:
        """Tell whether a life after the first copy found the row unfinished, or one that made the call got no answer."""
        unfinished = bot.rows(FOUND_UNFINISHED)[self.first_life + 1 : self.second_life + 1]
        unanswered = bot.rows(LEFT_WITHOUT_ANSWER)[self.first_life : self.second_life + 1]
        return any(self.row in rows for rows in unfinished + unanswered)


def repetitions(crowd: list[Person], rows: dict[tuple[int | None, int | None], int], last_of_life: list[int]) -> list[Repetition]:
    """Return every needless copy; `last_of_life` holds the number of the last message that was out at each kill."""
    found = []
    for person in crowd:
        for _, group in groupby(person.replies, key=text_of):
            copies = [reply.message_id for reply in group]
            lives = [bisect_left(last_of_life, number) for number in copies]
            found += [Repetition(rows[person.chat_id, copies[-1]], *two) for two in pairwise(lives)]
    return found


@pytest.mark.process
async def test_killed_bot_answers_every_question_in_order(database: Database, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(7)
    api = BotApi()
    crowd = [api.user(is_started=True) for _ in range(PEOPLE)]
    last_of_life: list[int] = []
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
                # One is out for sure, and the bot cannot know it: its answer never comes.
                api.faults.timeout_after_storing(method="sendMessage")
                await api.wait_for(lambda seen=answered: sum(len(person.replies) for person in crowd) >= seen + 20, DEADLINE_S)
                assert await bot.end(signal.SIGKILL) == -signal.SIGKILL
                await bot.start()
                # The server still reads what the dead process wrote, long before the new one has loaded its modules.
                await asyncio.sleep(READING_S)
                last_of_life.append(max(message.message_id for person in crowd for message in person.messages))
        await api.wait_for(lambda: all(asked[person.user_id][-1:] == replies_of(person)[-1:] for person in crowd), DEADLINE_S)
        assert await bot.end(signal.SIGTERM) == 0
    repeated = repetitions(crowd, await rows_of_messages(database), last_of_life)
    uncertain = sum(map(len, bot.rows(FOUND_UNFINISHED) + bot.rows(LEFT_WITHOUT_ANSWER)))
    with capsys.disabled():
        print(f"\n{MESSAGES} questions, {KILLS} kills: {len(repeated)} answers came twice, {uncertain} calls were uncertain")
    for person in crowd:
        # The same answer twice in a row is one answer.
        assert [text for text, _ in groupby(replies_of(person))] == asked[person.user_id]
    # What came twice was in doubt in between: a copy that nothing excuses is a mistake, however many other calls were uncertain.
    assert [one for one in repeated if not one.is_excused(bot)] == []
    assert len(repeated) >= KILLS
    assert api.violations == []
