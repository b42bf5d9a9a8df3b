"""From a text to the terms that the lexical index compares."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from welcomebot.domain.folding import fold, strip_marks

_WORD = re.compile(r"[^\W_]+")
_REFERENCE = re.compile(r"\{[a-z]+:[a-z0-9-]+\}")
_ARABIC_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف", "ع")
_ARABIC_SUFFIXES = ("هم", "ها", "نا", "كم", "ات", "ين", "ون", "ان", "يه", "ني", "ه", "ي", "ك")
MIN_ARABIC_STEM = 3  # letters


class Lemmatiser(Protocol):
    """Gives the dictionary form of a word."""

    def lemma(self, word: str, language: str) -> str | None: ...  # noqa: D102


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
    found: list[str] = []
    languages = tuple(languages)
    for word in _WORD.findall(strip_marks(unicodedata.normalize("NFKC", text)).casefold()):
        folded = fold(word)
        forms = [folded]
        for language in languages:
            lemma = lemmas.lemma(word, language)
            if lemma:
                forms.append(fold(lemma))
        if "ء" <= folded[0] <= "ي":
            forms.append(_arabic_stem(folded))
        found += dict.fromkeys(form for form in forms if form)
    return found


def ngrams(text: str, sizes: tuple[int, ...] = (3, 4)) -> list[str]:
    """Return the character n-grams of each word with its borders marked."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        padded = f" {word} "
        for size in sizes:
            found += [padded[start : start + size] for start in range(max(1, len(padded) - size + 1))]
    return found


def _arabic_stem(word: str) -> str:
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= MIN_ARABIC_STEM:
            word = word[len(prefix) :]
            break
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= MIN_ARABIC_STEM:
            return word[: -len(suffix)]
    return word
