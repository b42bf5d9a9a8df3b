"""How heavy a text is to read: words, mean length of a sentence, and LIX where the measure was made for the language."""

from collections.abc import Iterable
from dataclasses import dataclass

from welcomebot.domain.article_rules import sentences, word_count

# C. H. Björnsson, Läsbarhet (1968): words a sentence plus the percentage of words with more than six letters.
# Below 25 is easy, 40 a newspaper, above 60 a law. Cyrillic and Arabic spelling would need bounds of their own.
LIX_LANGUAGES = frozenset({"fi", "sv", "en"})
LONG_WORD = 6  # letters; a word is long from the next one on
MAX_MEAN_SENTENCE = 16  # words


@dataclass(frozen=True)
class Readability:
    """What was counted in a text."""

    words: int
    sentences: int
    long_words: int

    @property
    def mean_sentence(self) -> float:
        """Return the mean length of a sentence in words; a text without words has none."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def lix(self) -> float:
        """Return Björnsson's läsbarhetsindex."""
        return self.mean_sentence + 100 * self.long_words / self.words if self.words else 0.0

    def lix_in(self, language: str) -> float | None:
        """Return LIX for the languages that it was made for."""
        return self.lix if language in LIX_LANGUAGES else None


def measure(items: Iterable[str]) -> Readability:
    """Count the paragraphs, steps and notes of a text; each ends a sentence."""
    read = [sentence for item in items for sentence in sentences(item) if word_count(sentence)]
    all_words = [word for sentence in read for word in sentence.split() if word_count(word)]
    return Readability(len(all_words), len(read), sum(map(_is_long, all_words)))


def _is_long(word: str) -> bool:
    return sum(letter.isalpha() for letter in word) > LONG_WORD
