"""No token in any log, wherever a record comes from: message, arguments, exception or stack."""

import logging
import re
from collections.abc import Iterable

# A token as BotFather gives it, also inside a URL. Shorter ones, of rehearsals and tests, are known by the "bot" before them.
TOKEN = re.compile(r"\d{6,}:[\w-]{30,}|(?<=/bot)\d+:[\w-]+|(?<=token=)\d+:[\w-]+")
REDACTED = "[token]"

_formatter = logging.Formatter()


class RedactingFilter(logging.Filter):
    """Replaces tokens, and the secrets that it was given, in every record that passes; put it on the handlers."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without secrets."""
        record.msg, record.args = self.redact(_message(record)), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _formatter.formatException(record.exc_info)
        if record.exc_text:
            # What other handlers would format again is gone with it.
            record.exc_text, record.exc_info = self.redact(record.exc_text), None
        if record.stack_info:
            record.stack_info = self.redact(record.stack_info)
        return True

    def redact(self, text: str) -> str:
        """Return a text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, REDACTED)
        return TOKEN.sub(REDACTED, text)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)


def quiet_http_loggers() -> None:
    """Keep the addresses of requests, which hold the token, and what people write out of the log at any level."""
    for name in ("httpx", "httpcore", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # At DEBUG python-telegram-bot logs whole updates and calls; at ERROR it logs an answer that is no JSON.
    logging.getLogger("telegram").setLevel(logging.WARNING)
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
