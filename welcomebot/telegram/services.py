"""What the features work with; the bootstrap fills it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from welcomebot.services.library import Library
from welcomebot.services.ports import Answerer, Clock


@dataclass(frozen=True)
class Services:
    """The answerer, the knowledge, the time and the office's time zone."""

    answerer: Answerer
    library: Library
    clock: Clock
    zone: ZoneInfo
