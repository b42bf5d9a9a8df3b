"""Russian and Ukrainian typed in Latin letters, as people do without a Cyrillic keyboard."""

import re

# Longer spellings first; what has several readings takes the commonest, typos are forgiven later.
_PAIRS = (
    ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ch", "ч"), ("sh", "ш"), ("ts", "ц"), ("yu", "ю"), ("ju", "ю"), ("iu", "ю"),
    ("ya", "я"), ("ja", "я"), ("ia", "я"), ("yo", "е"), ("jo", "е"), ("ye", "е"), ("je", "е"), ("yi", "и"), ("ii", "ий"), ("iy", "ий"), ("yy", "ый"),
    ("a", "а"), ("b", "б"), ("v", "в"), ("w", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("j", "й"), ("k", "к"), ("q", "к"),
    ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("h", "х"), ("x", "х"),
    ("c", "ц"), ("y", "ы"), ("4", "ч"), ("6", "ш"),
)  # fmt: skip
_LETTERS = dict(_PAIRS)
_PATTERN = re.compile("|".join(latin for latin, _ in _PAIRS))
_LATIN_WORD = re.compile(r"[a-z46]*[a-z][a-z46]*")


def to_cyrillic(word: str) -> str:
    """Return a folded Latin word in Russian letters; any other word as it is."""
    if not _LATIN_WORD.fullmatch(word):
        return word
    return _PATTERN.sub(lambda match: _LETTERS[match.group()], word)
