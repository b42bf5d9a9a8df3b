"""The log: one event a line on standard error, never a message's text, a name or a token."""

import logging
import sys

from welcomebot.telegram.redact import RedactingFilter, quiet_http_loggers

FORMAT = "%(asctime)s %(levelname)s %(message)s"


def set_up_logging(level: str) -> None:
    """Send the log to standard error, with tokens redacted wherever they come from."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(RedactingFilter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    quiet_http_loggers()
    # It tells of every wake-up, twice.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
