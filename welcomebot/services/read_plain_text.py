"""Which text some bytes are: Unicode where they say so or fit, else the old encoding that gives the fewest impossible words."""

import codecs
import re
import unicodedata

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32 begins like UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Western, Cyrillic of Windows, Cyrillic of older mail programs, Arabic. Where two fit alike the first counts.
OLD_ENCODINGS = ("cp1252", "cp1251", "koi8-u", "cp1256")
# Latin-1 gives every byte a letter or a sign: it is for texts with the few bytes that Windows leaves without one.
LAST_RESORT = "latin-1"
JUDGED_CHARACTERS = 50_000
MAX_CONTROLS = 0.002
WORD = re.compile(r"[^\W\d_]{2,}")
SCRIPTS = (("latin", re.compile("[A-Za-z\u00aa-\u024f]")), ("cyrillic", re.compile("[\u0400-\u04ff]")), ("arabic", re.compile("[\u0600-\u06ff]")))
CASE_BREAK = re.compile(r"[a-zà-öø-ÿа-яёєіїґў][A-ZÀ-ÖØ-ÞА-ЯЁЄІЇҐЎ]")
# In a language with Latin letters most letters of a word are plain ones.
MAX_ACCENTED = 0.6


def read_plain_text(content: bytes) -> str | None:
    """Return the text, or None where the bytes are none."""
    text = _decoded(content)
    return text if text is not None and _is_text(text) else None


def _decoded(content: bytes) -> str | None:
    encoding = next((name for mark, name in BOMS if content.startswith(mark)), None) or _wide_encoding(content) or "utf-8"
    text = _try(content, encoding)
    if text is not None or encoding != "utf-8":
        return text
    fitting = [text for name in OLD_ENCODINGS if (text := _try(content, name)) is not None and _is_text(text)]
    return min(fitting, key=impossible_words, default=None) or _try(content, LAST_RESORT)


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide_encoding(content: bytes) -> str | None:
    """Return the UTF-16 of a text without a mark: its spaces and line ends have a zero byte, on the same side each."""
    low, high = content[0::2].count(0), content[1::2].count(0)
    if not low and not high:
        return None
    return "utf-16-be" if low > high else "utf-16-le"


def _is_text(text: str) -> bool:
    judged = text[:JUDGED_CHARACTERS]
    controls = sum(unicodedata.category(letter) in {"Cc", "Cn", "Co", "Cs"} and letter not in "\t\n\r\f\v\x1a" for letter in judged)
    return controls <= MAX_CONTROLS * len(judged)


def impossible_words(text: str) -> int:
    """Return how many words mix scripts, change to capitals midway, or have hardly a plain letter between accented ones."""
    return sum(_is_impossible(word) for word in WORD.findall(text[:JUDGED_CHARACTERS]))


def _is_impossible(word: str) -> bool:
    scripts = [name for name, letters in SCRIPTS if letters.search(word)]
    if len(scripts) != 1 or CASE_BREAK.search(word):
        return True
    return scripts == ["latin"] and sum(not letter.isascii() for letter in word) > MAX_ACCENTED * len(word)
