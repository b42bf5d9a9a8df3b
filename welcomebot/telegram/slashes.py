"""Keeps a stroke between a price and its unit from becoming a link: Telegram takes "/h" in "18 €/h" for a command of the bot."""

import re

from welcomebot.telegram.html import Html

WORD_JOINER = "\u2060"  # shows nothing and breaks nothing; a command does not begin with it

# After a letter, a digit or another stroke no command begins, and after a space or an opening mark one is meant. A command has no digit at its beginning,
# but Telegram takes one all the same. Tags, and links in the text, pass untouched.
MEANT_AFTER = r"\w\s/<>(\[{«“„\"'•·:—–\u2068\u200f-"
STROKE = rf"(?<=[^{MEANT_AFTER}])/(?=[A-Za-z0-9_])|(?<=[\u200e\u200f])/(?=[0-9])"
PIECE = re.compile(rf"(?P<skipped><[^>]*>|&[#\w]+;(?!/)|\w+://\S+)|{STROKE}")


def without_false_commands(html: Html) -> Html:
    """Return the text with a word joiner behind every stroke that only looks like the beginning of a command."""
    return Html(PIECE.sub(lambda piece: piece["skipped"] or f"/{WORD_JOINER}", str(html)))
