"""No token, no text and no name in the log, whatever is logged."""

import io
import logging
from collections.abc import Iterator

import pytest

from tests.telegram.bots import EchoBot, make_runner
from welcomebot.logs import FORMAT
from welcomebot.rehearsal.server import BotApi
from welcomebot.storage.database import Database
from welcomebot.telegram.redact import RedactingFilter, quiet_http_loggers

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Give everything that is logged, at any level, as it would be written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(RedactingFilter(["s3cret-of-the-webhook"]))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    quiet_http_loggers()
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_token_goes_from_message_arguments_exception_and_stack(log: io.StringIO) -> None:
    logger = logging.getLogger("any")
    logger.info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    logger.info("token=" + TOKEN)  # noqa: G003 - the program does not, a library may
    logger.info("%(url)s", {"url": f"/bot{TOKEN}/x"})
    logger.info("broken %d", TOKEN)
    try:
        int(f"https://api.telegram.org/bot{TOKEN}/sendMessage")
    except ValueError:
        logger.exception("failed", stack_info=True)
    logger.info("short ones of tests: /bot1:test/getMe and s3cret-of-the-webhook")
    written = log.getvalue()
    assert "AAHdq" not in written
    assert "1:test" not in written
    assert "s3cret" not in written
    assert "ValueError: invalid literal for int() with base 10: 'https://api.telegram.org/bot[token]/sendMessage'" in written
    assert "test_redact.py" in written  # the trace is still there


async def test_log_of_a_full_conversation_holds_no_token_no_text_and_no_name(database: Database, log: io.StringIO) -> None:
    bot = EchoBot(database)
    bot.api = BotApi(token=TOKEN, deliver=bot.handle)
    bot.runner = make_runner(database, transport=bot.api.transport(), token=TOKEN)
    newcomer = bot.api.user(first_name="Olena-the-newcomer", language="uk")
    bot.api.faults.connection_error(method="sendMessage")
    bot.api.faults.server_error(method="sendMessage")
    await newcomer.says("my-secret-question")
    await newcomer.taps("Again")
    await newcomer.says("poison")
    await bot.runner.stop(grace_s=1)
    written = log.getvalue()
    assert "update.done" in written
    assert "outbox.refused" in written
    assert "update.parked" in written
    for secret in (TOKEN, "AAHdq", "my-secret-question", "Olena-the-newcomer", "You said", "poison\n"):
        assert secret not in written, secret
