"""Cutting a text that is too long for one message, at the best place, with tags closed and opened again."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from welcomebot.telegram.html import Html, utf16_length

MAX_UNITS = 4096  # Telegram's limit, in UTF-16 units after entity parsing
MAX_CAPTION_UNITS = 1024

ATOM = re.compile(r"(?P<tag></?[a-zA-Z][^<>]*>)|(?P<entity>&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);)|(?P<plain>.)", re.DOTALL)
TAG_NAME = re.compile(r"</?([a-zA-Z-]+)")

# A border is taken if the piece before it fills at least this share of a message; else a finer border is better than a tiny piece.
LEAST_SHARE = 0.5
PARAGRAPH = re.compile(r"\n\s*\n")
LINE = re.compile(r"\n")
SENTENCE = re.compile(r"[.!?…؟۔]['\"»”)]*\s+")
WORD = re.compile(r"\s+")
BORDERS = (PARAGRAPH, LINE, SENTENCE, WORD)

ZERO_WIDTH_JOINER = "\u200d"
SKIN_TONES = range(0x1F3FB, 0x1F400)
REGIONAL_INDICATORS = range(0x1F1E6, 0x1F200)
TAG_CHARACTERS = range(0xE0020, 0xE0080)


@dataclass(frozen=True, slots=True)
class _Atom:
    """A tag, or one visible character with the markup that stands for it."""

    markup: str
    visible: str = ""


def split_html(text: Html, limit: int = MAX_UNITS) -> list[Html]:
    """Return a text in pieces of at most `limit` visible UTF-16 units; a text that fits comes back as it is."""
    if utf16_length(text.visible) <= limit:
        return [text]
    atoms = list(_atoms(str(text)))
    visible = "".join(atom.visible for atom in atoms)
    ends = list(_ends(visible, limit))
    return [piece for piece in _pieces(atoms, ends) if piece.visible.strip()]


def _atoms(markup: str) -> Iterator[_Atom]:
    for match in ATOM.finditer(markup):
        if match["tag"]:
            yield _Atom(match["tag"])
            continue
        # An unknown name in an entity stays as it stands, and a few names mean two characters.
        visible = html.unescape(match[0])
        if match["entity"] and len(visible) == 1:
            yield _Atom(match[0], visible)
        else:
            yield from (_Atom(html.escape(character, quote=False) if match["entity"] else character, character) for character in visible)


def _ends(visible: str, limit: int) -> Iterator[int]:
    start = 0
    while utf16_length(visible[start:]) > limit:
        start = _best_end(visible, start, _furthest(visible, start, limit))
        yield start
    yield len(visible)


def _furthest(visible: str, start: int, limit: int) -> int:
    units, end = 0, start
    while end < len(visible) and (units := units + utf16_length(visible[end])) <= limit:
        end += 1
    return end


def _best_end(visible: str, start: int, furthest: int) -> int:
    least = start + max(1, int((furthest - start) * LEAST_SHARE))
    for border in BORDERS:
        found = [match.end() for match in border.finditer(visible, start, furthest) if match.end() >= least]
        if found:
            return found[-1]
    return _between_characters(visible, start, furthest)


def _between_characters(visible: str, start: int, furthest: int) -> int:
    """Step back out of what a person sees as one character, such as a flag or a family."""
    end = furthest
    while end > start + 1 and _belongs_together(visible, start, end):
        end -= 1
    return end if end > start + 1 or not _belongs_together(visible, start, end) else furthest


def _belongs_together(visible: str, start: int, end: int) -> bool:
    before, after = visible[end - 1], visible[end]
    if ZERO_WIDTH_JOINER in (before, after) or unicodedata.category(after).startswith("M"):
        return True
    if ord(after) in SKIN_TONES or ord(after) in TAG_CHARACTERS:
        return True
    if ord(after) in REGIONAL_INDICATORS:
        flags = 0
        while end - flags > start and ord(visible[end - flags - 1]) in REGIONAL_INDICATORS:
            flags += 1
        return flags % 2 == 1
    return False


def _pieces(atoms: list[_Atom], ends: list[int]) -> Iterator[Html]:
    opened: list[str] = []
    piece: list[str] = []
    seen, cuts = 0, iter(ends)
    cut = next(cuts)
    for atom in atoms:
        if atom.visible and seen == cut:
            yield _closed(piece, opened)
            piece, cut = list(opened), next(cuts)
        piece.append(atom.markup)
        seen += len(atom.visible)
        if not atom.visible:
            _track(opened, atom.markup)
    yield _closed(piece, opened)


def _closed(piece: list[str], opened: list[str]) -> Html:
    endings = [f"</{_name(tag)}>" for tag in reversed(opened)]
    return Html("".join([*piece, *endings]))


def _track(opened: list[str], tag: str) -> None:
    if not tag.startswith("</"):
        opened.append(tag)
    elif opened and _name(opened[-1]) == _name(tag):
        opened.pop()


def _name(tag: str) -> str:
    match = TAG_NAME.match(tag)
    return match[1] if match else ""
