"""Asking the optional engine for a translation: a proposal that a person looks at, never an answer by itself."""

import logging
from collections import OrderedDict
from typing import Protocol

from welcomebot.domain.protected_text import protect
from welcomebot.errors import TranslationError

logger = logging.getLogger(__name__)

REMEMBERED = 200  # translations, in memory only


class TranslationEngine(Protocol):
    """Translates plain text; raises TranslationError where it cannot."""

    is_there: bool

    async def translate(self, text: str, *, source: str, target: str) -> str: ...  # noqa: D102 - told by the class


class NoEngine:
    """No engine: the office translates by itself."""

    is_there = False

    async def translate(self, text: str, *, source: str, target: str) -> str:  # noqa: ARG002 - the Protocol's form
        """Refuse."""
        raise TranslationError


class RememberingEngine:
    """An engine that is not asked twice for the same text in a short time: a card is shown anew at every tap."""

    is_there = True

    def __init__(self, engine: TranslationEngine) -> None:
        self._engine = engine
        self._known: OrderedDict[tuple[str, str, str], str] = OrderedDict()

    async def translate(self, text: str, *, source: str, target: str) -> str:
        """Return the translation."""
        key = (text, source, target)
        if key not in self._known:
            self._known[key] = await self._engine.translate(text, source=source, target=target)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return self._known[key]


async def proposed(text: str, *, source: str, target: str, engine: TranslationEngine) -> str | None:
    """Return a machine's translation with every fact as it was; None where there is no engine, it fails, or it lost a fact."""
    if not engine.is_there or not text.strip():
        return None
    protected = protect(text)
    try:
        translated = await engine.translate(protected.text, source=source, target=target)
    except TranslationError:
        logger.warning("translation.failed source=%s target=%s", source, target)
        return None
    restored = protected.restored(translated)
    if restored is None:
        logger.warning("translation.refused reason=facts_lost source=%s target=%s", source, target)
    return restored
