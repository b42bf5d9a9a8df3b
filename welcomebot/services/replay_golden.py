"""Replaying the office's test questions: how they end today, and how they would end after a change."""

from collections.abc import Mapping
from typing import Protocol

from welcomebot.domain.golden import Replayed
from welcomebot.domain.knowledge import Article


class Replay(Protocol):
    """Replays the golden questions; never touches the database."""

    def prepare(self, language: str) -> None:
        """Begin to read the questions of a language in the background, so that `changes` has them when somebody is done with writing."""

    async def changes(self, articles: Mapping[str, Article], changed: Article, language: str) -> Replayed | None:
        """Return what another form of an article does to the questions of a language; None while the search is not ready to tell."""


class NoReplay:
    """Knows no questions: for a service without a golden set."""

    def prepare(self, language: str) -> None:
        """Do nothing."""

    async def changes(self, articles: Mapping[str, Article], changed: Article, language: str) -> Replayed | None:
        """Return that no question changes."""
        del articles, changed
        return Replayed(language, 0)
