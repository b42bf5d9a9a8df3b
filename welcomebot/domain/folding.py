"""One spelling for words that people type in many ways: case, accents of Arabic, apostrophes, invisible characters."""

import re
import unicodedata

# Zero-width characters, direction marks, soft hyphen, Arabic tatweel and vowel signs carry no meaning for search.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]",
)
_APOSTROPHES = re.compile("(?<=\\w)['’ʼ‘`´ʹ′＇](?=\\w)")
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",  # alef with hamza, madda or wasla
        "ى": "ي", "ئ": "ي", "ی": "ي", "ې": "ي",  # alef maqsura, ya with hamza, Persian ya
        "ؤ": "و", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه",
        "ک": "ك", "گ": "ك", "پ": "ب", "چ": "ج", "ڤ": "ف", "ژ": "ز",
        "ё": "е", "ґ": "г",
    },
)  # fmt: skip
# A letter, or a vowel or tone mark of Thai, which stands inside a word too.
WORD = re.compile("(?:[^\\W_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])+")
_STRETCHED = re.compile(r"(.)\1{2,}")
# Two names that are told apart by their signs alone; the c may be Cyrillic.
_SIGNED = {"#": "csharp", "++": "cpp"}
_SIGNED_NAME = re.compile(r"(?<!\w)[c\u0441](#|\+\+)")


def strip_marks(text: str) -> str:
    """Return the text without invisible characters, vowel signs and apostrophes inside words."""
    return _APOSTROPHES.sub("", _INVISIBLE.sub("", text))


def fold(text: str) -> str:
    """Return the text in its common spelling: NFKC, casefolded, without marks that only decorate."""
    text = strip_marks(unicodedata.normalize("NFKC", text)).casefold()
    return _STRETCHED.sub(r"\1\1", text.translate(_LETTERS))


def words(text: str) -> list[str]:
    """Return the words of a text in their common spelling; digits count as words, punctuation and emoji do not."""
    return WORD.findall(_SIGNED_NAME.sub(lambda name: _SIGNED[name[1]], fold(text)))
