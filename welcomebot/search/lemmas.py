"""Dictionary forms from simplemma, kept as tries in the data folder.

The plain dictionaries would cost 730 MB; the tries cost 55 MB. Building them takes ten seconds and a lot of memory for a
moment, so it happens once, in a process of its own: `python -m welcomebot.search.lemmas FOLDER CODE…`.
"""

import asyncio
import logging
import os
import sys
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES
from simplemma.strategies.dictionaries.trie_dictionary_factory import TrieDictionaryFactory

logger = logging.getLogger(__name__)

CACHED_WORDS = 20_000
MAX_WORD_LENGTH = 40  # letters; longer ones are no words, and the search for their parts is slow


class Lemmas:
    """Looks words up in the tries of a folder; a language without a trie has no lemmas."""

    def __init__(self, folder: Path, languages: Iterable[str]) -> None:
        self._languages = frozenset(code for code in languages if (folder / f"{code}.dic").exists())
        factory = TrieDictionaryFactory(cache_max_size=max(1, len(self._languages)), disk_cache_dir=str(folder))
        self._lemmatizer = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=factory))
        self._cached = lru_cache(maxsize=CACHED_WORDS)(self._look_up)

    def lemma(self, word: str, language: str) -> str | None:
        """Return the dictionary form of a word, or nothing where there is no dictionary."""
        if language not in self._languages or len(word) > MAX_WORD_LENGTH:
            return None
        return self._cached(word, language)

    def _look_up(self, word: str, language: str) -> str:
        return self._lemmatizer.lemmatize(word, lang=language).casefold()


def missing(folder: Path, languages: Iterable[str]) -> list[str]:
    """Return the languages whose trie is still to be built."""
    return [code for code in languages if code in SUPPORTED_LANGUAGES and not (folder / f"{code}.dic").exists()]


async def build(folder: Path, languages: Iterable[str]) -> bool:
    """Build the missing tries in another process; tell whether anything new is there."""
    todo = missing(folder, languages)
    if not todo:
        return False
    logger.info("lemmas.building languages=%s", ",".join(todo))
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", __name__, str(folder), *todo, stdout=asyncio.subprocess.DEVNULL)
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if code != 0:
        logger.warning("lemmas.failed code=%d", code)
        return False
    logger.info("lemmas.built languages=%s", ",".join(todo))
    return True


def build_tries(folder: Path, languages: Iterable[str]) -> None:
    """Build tries beside the folder and move each in when it is whole, so that two processes may build at once."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        for code in languages:
            TrieDictionaryFactory(cache_max_size=1, disk_cache_dir=scratch).get_dictionary(code)
            os.replace(Path(scratch) / f"{code}.dic", folder / f"{code}.dic")  # noqa: PTH105


if __name__ == "__main__":
    build_tries(Path(sys.argv[1]), sys.argv[2:])
