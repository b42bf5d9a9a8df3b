"""The title and the id that a new article gets from the question that it answers."""

import re
import unicodedata
from collections.abc import Callable

MAX_TITLE = 60  # characters; a longer one is cut off on the button that leads to it
MAX_GREETING = 2  # words
MAX_SLUG = 40  # characters; the id must fit into the data of a button, with a number behind it

_SENTENCE = re.compile(r"[^.!?؟\n]*[.!?؟]?")
_SPACES = re.compile(r"\s+")
# Approximate and without signs: an id is read by people who know the title.
_LATIN = {
    **dict(zip("абвгґдезийклмнопрстуфхыэіё", "abvhgdezyiklmnoprstufxyeie", strict=True)),
    **dict(zip("хжцчшщюяєїьъ", ("kh", "zh", "ts", "ch", "sh", "shch", "iu", "ia", "ie", "i", "", ""), strict=True)),
    **dict(zip("ابتجدرزسفقكلمنهويةىصضطظحعپ", "abtjdrzsfqklmnhwyaasdtzhap", strict=True)),
    **dict(zip("ثخذشغؤئأإآء", ("th", "kh", "dh", "sh", "gh", "w", "y", "a", "i", "a", ""), strict=True)),
    **dict(zip("ßæøđł", ("ss", "ae", "o", "d", "l"), strict=True)),
}


def title_of(question: str) -> str:
    """Return a title from how somebody asked: the first sentence that is more than a greeting, begun with a capital, its question mark kept."""
    sentences = [" ".join(found.split()) for found in _SENTENCE.findall(question) if any(letter.isalnum() for letter in found)]
    asking = (sentence for sentence in sentences if sentence[-1] in "?؟" or len(sentence.split()) > MAX_GREETING)
    title = next(asking, sentences[0] if sentences else "").rstrip(".")
    return _cut(title[:1].upper() + title[1:])


def slug_of(title: str, *, is_taken: Callable[[str], bool] = lambda _: False) -> str:
    """Return an id in ASCII letters, digits and hyphens that nothing else has."""
    latin = "".join(_LATIN.get(letter, letter) for letter in unicodedata.normalize("NFC", title).casefold())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain)) or "answer"
    if len(slug) > MAX_SLUG:
        slug = slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
    number, found = 1, slug
    while is_taken(found):
        number += 1
        found = f"{slug}-{number}"
    return found


def _cut(title: str) -> str:
    if len(title) <= MAX_TITLE:
        return title
    mark = title[-1] if title[-1] in "?؟" else "…"
    head = title[: MAX_TITLE - 1]
    return _SPACES.sub(" ", head.rpartition(" ")[0] or head).rstrip(" ,;:-") + mark
