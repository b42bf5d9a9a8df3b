"""The forms under which a name is found: without decoration, without plural, by dictionary form, without dots and particles."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from welcomebot.domain.folding import words
from welcomebot.search.normalise import Lemmatiser

# Job ads add these to a title; they name no work.
_EXCEPTIONS = re.compile(
    r"[,;]?\s+(?:except|excluding|not elsewhere classified|lukuun ottamatta|utom|крім|кроме|باستثناء)\b.*$|,?\s*\ball other\b.*$", re.IGNORECASE
)
_GENDERS = re.compile(r"\(?\b[mfwkndx]\s?/\s?[mfwkndx](?:\s?/\s?[mfwkndx])?\b\)?", re.IGNORECASE)
_DOTS = str.maketrans("äåöéèüîïіїє", "aaoeeuiiиие")
_ARABIC = re.compile("[ء-ي]")
_PARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل")
MIN_REST = 3  # letters that stay when a particle is cut
MIN_PLURAL = 4  # letters
_LATIN, _CYRILLIC = ("fi", "sv", "en"), ("uk", "ru")
CACHED_WORDS = 50_000


def fold_phrase(text: str) -> str:
    """Return the words of a phrase in their common spelling, one space between them."""
    return " ".join(words(text))


def plain_title(text: str) -> str:
    """Return a title without what only decorates it: "(m/f)", "all other", "except managers"."""
    return _GENDERS.sub(" ", _EXCEPTIONS.sub("", text)).strip() or text


def singular(folded: str) -> str:
    """Return a folded phrase with its English plurals in the singular; other languages lose the same letter on both sides."""
    return " ".join(map(_singular, folded.split()))


def skeleton(folded: str) -> str:
    """Return a folded phrase without dots, and in Arabic without the particles that are written together with a word."""
    return " ".join(map(_bare, folded.translate(_DOTS).split()))


def lemma_keys(spoken: Sequence[str], lemmas: Lemmatiser, languages: Iterable[str] | None = None) -> list[str]:
    """Return a phrase in dictionary forms, once a language that its letters may be; none where no dictionary is there."""
    found = []
    for language in languages or _by_script(spoken):
        forms = [lemmas.lemma(word, language) for word in spoken]
        if all(forms):
            found.append(f"{language} {' '.join(form for form in forms if form)}")
    return list(dict.fromkeys(found))


def _by_script(spoken: Sequence[str]) -> tuple[str, ...]:
    first = spoken[0][:1] if spoken else ""
    return _CYRILLIC if "а" <= first <= "ӿ" else () if _ARABIC.match(first) else _LATIN


@lru_cache(maxsize=CACHED_WORDS)
def _singular(word: str) -> str:
    if len(word) < MIN_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "xes")) else word[:-1]


@lru_cache(maxsize=CACHED_WORDS)
def _bare(word: str) -> str:
    if not _ARABIC.match(word):
        return word
    return next((word[len(cut) :] for cut in _PARTICLES if word.startswith(cut) and len(word) - len(cut) >= MIN_REST), word)
