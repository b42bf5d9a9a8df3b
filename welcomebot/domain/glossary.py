"""The office's words: which wording of a term each language uses, and whether a text keeps to it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from welcomebot.domain.folding import words

# The languages whose words are on signs and forms: an article that uses one of them uses the term.
OFFICIAL = ("fi", "sv")
# Letters that endings change, by language; a sign `*` in a wording says it better where a stem changes more.
_ENDING = {"fi": 2, "uk": 2, "ru": 2, "sv": 1}
_SHORT_WORD, _MIDDLE_WORD = 3, 5  # letters: a short word changes nothing, a middle one its last letter
_PARTICLES = "[وف]?(?:بال|كال|لل|ال|[بلك])?"
_ARTICLE = "ال"
_OPEN = "*"
_PAIR = re.compile(r"\(([^()/{}]+?) / ([^()/{}]+?)\)")


@dataclass(frozen=True)
class Term:
    """One term. The first wording of a language is the one to write; others are short or spoken forms of it."""

    id: str
    wordings: Mapping[str, tuple[str, ...]]
    sources: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    def preferred(self, language: str) -> str:
        """Return the wording to write, without its sign."""
        return self.wordings[language][0].replace(_OPEN, "")

    def stands_in(self, text: str, language: str) -> bool:
        """Tell whether a folded text has one of the wordings, in any grammatical form."""
        found = (_finder(wording, language) for wording in self.wordings.get(language, ()))
        # Looking for the stem first saves most of the work: hardly any text has any term.
        return any(stem in text and pattern.search(text) for stem, pattern in found)


def broken_terms(terms: Iterable[Term], texts: Mapping[str, str]) -> Iterator[tuple[Term, str]]:
    """Yield each term that an article uses, with each language whose text calls it something else."""
    folded = {language: " ".join(words(text)) for language, text in texts.items()}
    for term in terms:
        if any(term.stands_in(folded.get(language, ""), language) for language in OFFICIAL):
            yield from ((term, language) for language, text in folded.items() if language in term.wordings and not term.stands_in(text, language))


def wrong_pairs(terms: Sequence[Term], text: str) -> Iterator[tuple[Term, str]]:
    """Yield each "(official Finnish / official Swedish)" of a text that is not as the term's names are."""
    for pair in _PAIR.finditer(text):
        yield from ((term, pair[0]) for term in terms if not is_pair(term, pair.groups()))


def is_pair(term: Term, halves: Sequence[str]) -> bool:
    """Tell whether a Finnish and a Swedish name belong together; two that are no names of the term are not its matter."""
    written = [" ".join(words(half)) for half in halves]
    names = [[_name(wording) for wording in term.wordings.get(language, ())] for language in OFFICIAL]
    if not any(half in known for half, known in zip(written, names, strict=True)):
        return True
    # The other half may add its abbreviation or an article: "työehtosopimus, TES".
    return all(any(name in half or half in name for name in known) for half, known in zip(written, names, strict=True))


@lru_cache(maxsize=2_000)
def _name(wording: str) -> str:
    """Return a wording as folded words, without its sign."""
    return " ".join(words(wording.replace(_OPEN, "")))


@lru_cache(maxsize=2_000)
def _finder(wording: str, language: str) -> tuple[str, re.Pattern[str]]:
    """Return the first stem of a wording, and what finds all of it in folded words: the stems side by side, with any endings."""
    stems = [_stem(word, language) for part in wording.split() for word in _words_of(part)]
    before = _PARTICLES if language == "ar" else ""
    return stems[0], re.compile(r"\b" + r" ".join(rf"{before}{re.escape(stem)}\w*" for stem in stems))


def _words_of(part: str) -> list[str]:
    """Return the folded words of a part; the sign stays in the word that it cuts."""
    stem, sign, _ending = part.partition(_OPEN)
    found = words(stem)
    return [*found[:-1], found[-1] + sign] if found else []


def _stem(word: str, language: str) -> str:
    if word.endswith(_OPEN):
        return word.removesuffix(_OPEN)
    if language == "ar":
        bare = word.removeprefix(_ARTICLE)
        return bare.removesuffix("ه") if len(bare) >= _SHORT_WORD else word
    if language == "en":
        return word.removesuffix("y")
    cut = _ENDING[language] if len(word) > _MIDDLE_WORD else 1 if len(word) > _SHORT_WORD else 0
    return word[: len(word) - cut]
