"""The knowledge in memory: what the database held at one revision."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol

from welcomebot.domain.contacts import Contact
from welcomebot.domain.knowledge import Article
from welcomebot.services.ports import Repositories


class Reader(Protocol):
    """Opens short read-only transactions."""

    def reading(self) -> AbstractAsyncContextManager[Repositories]: ...  # noqa: D102


@dataclass
class Library:
    """Articles and facts at one revision; replaced as a whole, so that a reader never sees half of a change."""

    articles: Mapping[str, Article] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    revision: int = -1

    async def refresh(self, reader: Reader) -> bool:
        """Load the knowledge again if its revision grew; tell whether it did."""
        async with reader.reading() as db:
            revision = await db.articles.revision()
            if revision == self.revision:
                return False
            articles, contacts = await db.articles.all(), await db.articles.contacts()
        self.articles, self.contacts, self.revision = articles, contacts, revision
        return True

    def categories(self) -> dict[str, list[str]]:
        """Return article ids by category, both in the order that newcomers need them."""
        by_category: dict[str, list[str]] = {}
        for article in self.articles.values():
            by_category.setdefault(article.category, []).append(article.id)
        return {category: sorted(by_category[category]) for category in sorted(by_category, key=_category_rank)}


CATEGORY_ORDER = ("welcome", "residence", "work", "study", "family", "health", "housing", "money", "everyday", "safety")


def _category_rank(category: str) -> tuple[int, str]:
    known = CATEGORY_ORDER.index(category) if category in CATEGORY_ORDER else len(CATEGORY_ORDER)
    return known, category
