"""Dictionary forms from simplemma, kept as memory-mapped tries in the data folder.

The plain dictionaries would cost 730 MB; the tries cost 55 MB. Building them takes ten seconds and a lot of memory for a
moment, so it happens once, in a process of its own: `python -m welcomebot.search.lemmas FOLDER CODE…`.
"""

import asyncio
import logging
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import marisa_trie
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES, DefaultDictionaryFactory, DictionaryFactory

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
MAX_WORD_LENGTH = 40  # letters; longer ones are no words, and the search for their parts is slow


class TrieWords(Mapping[str, str]):
    """A trie as the mapping from word to lemma that simplemma reads."""

    def __init__(self, path: Path) -> None:
        self._trie = marisa_trie.BytesTrie().mmap(str(path))

    def __getitem__(self, word: str) -> str:
        found = self._trie.get(word)
        if not found:
            raise KeyError(word)
        return str(found[0].decode())

    def __iter__(self) -> Iterator[str]:
        return iter(self._trie.iterkeys())

    def __len__(self) -> int:
        return len(self._trie)


class TrieFolder(DictionaryFactory):
    """Opens the tries of a folder. simplemma's own trie factory reads them into memory, and wants one package more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: dict[str, TrieWords] = {}

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """Return the words of a language."""
        if lang not in self._opened:
            self._opened[lang] = TrieWords(self._folder / f"{lang}.dic")
        return self._opened[lang]


class Lemmas:
    """Looks words up in the tries of a folder; a language without a trie has no lemmas."""

    def __init__(self, folder: Path, languages: Iterable[str]) -> None:
        self._folder = folder
        self._languages = frozenset(code for code in languages if (folder / f"{code}.dic").exists())
        self._lemmatizer = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=TrieFolder(folder)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lemmas) and (self._folder, self._languages) == (other._folder, other._languages)

    def __hash__(self) -> int:
        return hash((self._folder, self._languages))

    def lemma(self, word: str, language: str) -> str | None:
        """Return the dictionary form of a word, or nothing where there is no dictionary."""
        if language not in self._languages or len(word) > MAX_WORD_LENGTH:
            return None
        return self._lemmatizer.lemmatize(word, lang=language).casefold()


def missing(folder: Path, languages: Iterable[str]) -> list[str]:
    """Return the languages whose trie is still to be built."""
    return [code for code in languages if code in SUPPORTED_LANGUAGES and not (folder / f"{code}.dic").exists()]


def _command(folder: Path, todo: Iterable[str]) -> tuple[str, ...]:
    return (sys.executable, "-m", __name__, str(folder.resolve()), *todo)


async def build(folder: Path, languages: Iterable[str]) -> bool:
    """Build the missing tries in another process; tell whether anything new is there."""
    todo = missing(folder, languages)
    if not todo:
        return False
    logger.info("lemmas.building languages=%s", ",".join(todo))
    process = await asyncio.create_subprocess_exec(*_command(folder, todo), cwd=PROJECT, stdout=asyncio.subprocess.DEVNULL)
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
            words = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(code)
            trie = marisa_trie.BytesTrie((word, lemma.encode()) for word, lemma in words.items())
            trie.save(str(Path(scratch) / f"{code}.dic"))
            os.replace(Path(scratch) / f"{code}.dic", folder / f"{code}.dic")  # noqa: PTH105


if __name__ == "__main__":
    build_tries(Path(sys.argv[1]), sys.argv[2:])
