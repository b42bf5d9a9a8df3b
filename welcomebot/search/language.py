"""The language of a message, with the person's chosen one as prior."""

import re
from collections.abc import Collection
from functools import lru_cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from welcomebot.domain.folding import words
from welcomebot.domain.language import CODES, UNDERSTOOD

DETECTED = (*CODES, *UNDERSTOOD)
# How much likelier the chosen language is than another one, by the number of letters of the message.
PRIORS = ((12, 40.0), (25, 12.0), (50, 5.0), (10_000, 2.5))
MIN_CONFIDENCE = 0.75  # of a language other than the chosen one
# From here on the bot says which language it read: of 120 development questions in ten languages, 90 % are named rightly and 1 % wrongly.
NAMED_CONFIDENCE, NAMED_LETTERS = 0.9, 12
MAX_NAME_WORDS = 2  # up to so many Latin words in a person's Cyrillic or Arabic talk are names: Kela, Migri, Vero
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[a-zà-ɏ]")
_UKRAINIAN = re.compile("[іїєґ]")
_RUSSIAN = re.compile("[ыэъё]")
_PERSIAN = re.compile("[پچژگ]")
# Names of this town and of authorities in their basic form say nothing about the language that they stand in.
_NAMES = re.compile(r"\b(?:kokkola|karleby|kela|fpa|migri|soite|vero|dvv)\b", re.IGNORECASE)
MIN_LETTERS_BESIDE_NAMES = 4
LATIN_CODES = frozenset({"fi", "sv", "en", "so", "vi", "et", "tr", "es", "fr", "tl"})


@lru_cache(maxsize=4)
def _detector(codes: frozenset[str]) -> LanguageDetector:
    told_apart = [language for language in Language.all() if _code(language) in codes]
    return LanguageDetectorBuilder.from_languages(*told_apart).with_low_accuracy_mode().build()


def detect(text: str, chosen: str | None = None, written: Collection[str] = ()) -> tuple[str, float]:
    """Return the language of a text and how sure that is (0-1); `written` are the languages of the articles, which may be others than the service's.

    The answer is another language than the chosen one only where that is sure; without letters it is the chosen one.
    """
    letters = len(_LETTER.findall(text))
    if not letters:
        return chosen or "en", 0.0
    if chosen and chosen not in LATIN_CODES and _is_name(text):
        return chosen, 0.5
    weights = _weights(text, frozenset((*DETECTED, *written)))
    if chosen in weights:
        weights[chosen] *= next(prior for limit, prior in PRIORS if letters <= limit or limit == PRIORS[-1][0])
    total = sum(weights.values())
    if total <= 0:
        return chosen or "en", 0.0
    best = max(weights, key=lambda code: weights[code])
    confidence = weights[best] / total
    if chosen and best != chosen and confidence < MIN_CONFIDENCE:
        return chosen, weights.get(chosen, 0.0) / total
    return best, confidence


def is_sure(text: str, confidence: float) -> bool:
    """Tell whether a detected language is sure enough to be named to the person; a few random letters look like some language too."""
    return confidence >= NAMED_CONFIDENCE and len(_LETTER.findall(text)) >= NAMED_LETTERS


def _weights(text: str, codes: frozenset[str]) -> dict[str, float]:
    without_names = _NAMES.sub(" ", text)
    beside_names = without_names if len(_LETTER.findall(without_names)) >= MIN_LETTERS_BESIDE_NAMES else text
    values = _detector(codes).compute_language_confidence_values(beside_names)
    weights = {_code(value.language): max(value.value, 1e-6) for value in values}
    lower = text.casefold()
    # Letters that only one of two neighbours has decide between them.
    if _UKRAINIAN.search(lower) and not _RUSSIAN.search(lower):
        weights["uk"] += weights["ru"] * 20
    elif _RUSSIAN.search(lower) and not _UKRAINIAN.search(lower):
        weights["ru"] += weights["uk"] * 20
    if _PERSIAN.search(lower):
        weights["fa"] *= 3
    return weights


def _code(language: Language) -> str:
    return language.iso_code_639_1.name.lower()


def _is_name(text: str) -> bool:
    found = words(text)
    return len(found) <= MAX_NAME_WORDS and all(_LATIN.match(word) for word in found)
