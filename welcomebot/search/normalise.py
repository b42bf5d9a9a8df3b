"""From a text to the terms that the lexical index compares."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from welcomebot.domain.folding import WORD, fold, strip_marks

_REFERENCE = re.compile(r"\{[a-z]+:[a-z0-9-]+\}")
_ARABIC_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف", "ع")
_ARABIC_SUFFIXES = ("هم", "ها", "نا", "كم", "ات", "ين", "ون", "ان", "يه", "ني", "ه", "ي", "ك")
MIN_ARABIC_STEM = 3  # letters
CACHED_WORDS = 50_000
GRAM_SIZES = (3, 4)  # letters


class Lemmatiser(Protocol):
    """Gives the dictionary form of a word."""

    def lemma(self, word: str, language: str) -> str | None: ...  # noqa: D102
    def __hash__(self) -> int: ...


class NoLemmas:
    """Stands in until the dictionaries are built: words stay as they are."""

    def lemma(self, word: str, language: str) -> str | None:
        """Return nothing for any word."""
        del word, language
        return None


def plain(body: str) -> str:
    """Return an article's text without references, marks of lists and stars."""
    return re.sub(r"[*#>]+|^\s*(?:\d+\.|-)\s+", " ", _REFERENCE.sub(" ", body), flags=re.MULTILINE)


def terms(text: str, languages: Iterable[str], lemmas: Lemmatiser) -> list[str]:
    """Return each word in its common spelling, and its lemma in each language where that differs."""
    languages = tuple(languages)
    found: list[str] = []
    for word in WORD.findall(strip_marks(unicodedata.normalize("NFKC", text)).casefold()):
        found += _forms(word, languages, lemmas)
    return found


@lru_cache(maxsize=CACHED_WORDS)
def _forms(word: str, languages: tuple[str, ...], lemmas: Lemmatiser) -> tuple[str, ...]:
    folded = fold(word)
    forms = [folded, *(fold(lemma) for language in languages if (lemma := lemmas.lemma(word, language)))]
    if "ء" <= folded[:1] <= "ي":
        forms.append(_arabic_stem(folded))
    return tuple(dict.fromkeys(form for form in forms if form))


def ngrams(text: str, sizes: tuple[int, ...] = GRAM_SIZES) -> list[str]:
    """Return the character n-grams of each word with its borders marked."""
    return [gram for word in WORD.findall(fold(text)) for gram in _grams(word, sizes)]


@lru_cache(maxsize=CACHED_WORDS)
def _grams(word: str, sizes: tuple[int, ...]) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[start : start + size] for size in sizes for start in range(max(1, len(padded) - size + 1)))


def _arabic_stem(word: str) -> str:
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= MIN_ARABIC_STEM:
            word = word[len(prefix) :]
            break
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= MIN_ARABIC_STEM:
            return word[: -len(suffix)]
    return word
