"""Reading what somebody says that they can do, off the event loop."""

import asyncio

from welcomebot.domain.claims import Claim, Claims
from welcomebot.domain.skills import Taxonomy
from welcomebot.search.labels import LabelIndex
from welcomebot.search.linking import Linker

SURE, HOPEFUL = 0.8, 0.5


class SkillReader:
    """What services.ports.SkillReader asks for."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._linker = Linker(LabelIndex.of(taxonomy.concepts.values()))

    async def read(self, text: str, *, language: str | None) -> Claims:
        """Return the concepts that a text names."""
        return await asyncio.to_thread(self._read, text, language)

    def _read(self, text: str, language: str | None) -> Claims:
        found = [link for link in self._linker.link(text, language=language) if link.score >= HOPEFUL]
        return Claims(tuple(Claim(link.concept.id, link.label.text, link.score, link.score >= SURE, link.is_denied) for link in found))
