"""Keeps Latin words and numbers readable inside right-to-left text."""

import re

from welcomebot.domain.language import RTL_CODES, endonym
from welcomebot.telegram.html import Html

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"

# A run that starts and ends with a Latin letter or a digit; "+" belongs to a phone number and "/" to a command. Tags and entities pass untouched,
# and so does a run that is isolated already.
SKIPPED = r"<[^>]*>|&[#\w]+;|\u2068[^\u2069]*\u2069"
# Brackets belong to it only in pairs, with what they hold: one that stays outside would be turned the wrong way.
INSIDE = r"[^\n<>&()\u0590-\u08ff\u2068\u2069]"
BRACKETS = rf"\({INSIDE}*\)"
LATIN_RUN = rf"[+/@]?[0-9A-Za-zÀ-ɏ](?:(?:{INSIDE}|{BRACKETS})*(?:[0-9A-Za-zÀ-ɏ]|{BRACKETS}))?"
# A line whose first letters are isolated has no direction of its own for an app that looks at isolated letters, and one without any other would go left.
ISOLATE_FIRST = re.compile(r"^(?=(?:<[^>]*>|&[#\w]+;|[^\w<&\n\u2068\u200f])*\u2068)", re.MULTILINE)
PIECE = re.compile(f"(?P<skipped>{SKIPPED})|(?P<run>{LATIN_RUN})")


def isolate(html: Html, language: str) -> Html:
    """Wrap Latin and number runs of a right-to-left text in U+2068..U+2069 and let lines that begin with one go right; other languages pass unchanged."""
    if language not in RTL_CODES:
        return html
    return Html(ISOLATE_FIRST.sub(RIGHT_TO_LEFT_MARK, PIECE.sub(_wrapped, str(html))))


def isolate_label(label: str, language: str) -> str:
    """Do the same for plain text, such as a button's label."""
    if language not in RTL_CODES:
        return label
    return re.sub(LATIN_RUN, lambda run: _whole(run[0]), label)


def apart(text: str, language: str) -> str:
    """Return somebody else's words as one whole inside right-to-left text, with their own brackets and order; elsewhere unchanged."""
    return _whole(text) if text and language in RTL_CODES else text


def name_of(code: str, language: str) -> str:
    """Return a language's own name, as one whole where it runs the other way than the text in `language` around it."""
    name = endonym(code)
    if (code in RTL_CODES) == (language in RTL_CODES):
        return name
    # A line that begins with the name would go its way; `isolate` marks the lines of right-to-left text.
    return _whole(name) if language in RTL_CODES else LEFT_TO_RIGHT_MARK + _whole(name)


def _wrapped(piece: re.Match[str]) -> str:
    run = piece["run"]
    return _whole(run) if run else piece["skipped"]


def _whole(text: str) -> str:
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
