"""Words whose letters come from two alphabets that look alike: "верокортi" with a Latin i, "Kеla" with a Cyrillic е."""

import re
import unicodedata

# Letters that look the same; what has no twin stays.
_CYRILLIC, _LATIN = "авсеіјкмнорѕтухАВСЕІЈКМНОРЅТУХ", "abceijkmhopstyxABCEIJKMHOPSTYX"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
_WORD = re.compile("[^\\W\\d_]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def in_one_script(text: str) -> str:
    """Return a text as it looks: without invisible characters, full-width letters made plain, each word in the alphabet of most of its letters."""
    return _WORD.sub(_unmixed, _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


def _unmixed(found: re.Match[str]) -> str:
    word = found[0]
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
    latin = sum(letter.isascii() for letter in word)
    if not cyrillic or not latin:
        return word
    return word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
