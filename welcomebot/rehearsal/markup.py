"""Between plain text and marked-up text: finding commands and links, and drawing entities as safe HTML for the page."""

import html
import re
from collections.abc import Iterable
from typing import Any

from welcomebot.rehearsal.utf16 import utf16_length

Entity = dict[str, Any]

# Telegram's clients mark these by themselves. A command handler of python-telegram-bot looks for the entity, not for the slash.
MARKED_BY_ITSELF = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)»\]'])"
    r"|(?<![\w@.])(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})\b"
)
SAFE_LINK = re.compile(r"(?:https?|tg|ton|mailto):", re.IGNORECASE)

SIMPLE_TAGS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
INTERACTIVE_TAGS = {
    "expandable_blockquote": ('<blockquote class="expandable" dir="auto" tabindex="0">', "</blockquote>"),
    "spoiler": ('<span class="spoiler" tabindex="0">', "</span>"),
    "date_time": ('<time data-unix="{unix:d}">', "</time>"),
    "bot_command": ('<button type="button" class="command" dir="ltr" data-command="{text}">', "</button>"),
}
BLOCKS = frozenset({"pre", "blockquote", "expandable_blockquote"})


def detect_entities(text: str, taken: Iterable[Entity] = ()) -> list[Entity]:
    """Return the commands, links, addresses and mentions of a text that no other entity covers."""
    if not ("/" in text or "@" in text):
        return []
    covered = [(entity["offset"], entity["offset"] + entity["length"]) for entity in taken if entity["type"] in {"text_link", "code", "pre", "text_mention"}]
    entities = []
    for found in MARKED_BY_ITSELF.finditer(text):
        offset, length = utf16_length(text[: found.start()]), utf16_length(found[0])
        if not any(start < offset + length and offset < end for start, end in covered):
            entities.append({"type": found.lastgroup, "offset": offset, "length": length})
    return entities


def render_html(text: str, entities: Iterable[Entity]) -> str:
    """Return HTML that a browser may show: every character escaped, only known tags, only harmless links."""
    units = text.encode("utf-16-le", "surrogatepass")
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"], entity["type"] not in BLOCKS))
    return _render(units, ordered, 0, len(units) // 2)


def _render(units: bytes, entities: list[Entity], start: int, end: int) -> str:
    pieces, position = [], start
    while entities and entities[0]["offset"] < end:
        entity = entities.pop(0)
        first, last = max(entity["offset"], position), min(entity["offset"] + entity["length"], end)
        if first >= last:
            continue
        is_block = entity["type"] in BLOCKS
        # A block begins and ends a line by itself; its own line breaks would be empty lines in a browser.
        pieces.append(_escaped(units, position, first - int(is_block and first > position and _is_line_break(units, first - 1))))
        opening, closing = _tags(entity, units[2 * first : 2 * last].decode("utf-16-le", "replace"))
        pieces += [opening, _render(units, entities, first, last), closing]
        position = last + int(is_block and last < end and _is_line_break(units, last))
    pieces.append(_escaped(units, position, end))
    return "".join(pieces)


def _is_line_break(units: bytes, offset: int) -> bool:
    return units[2 * offset : 2 * offset + 2] == b"\n\0"


def _escaped(units: bytes, start: int, end: int) -> str:
    return html.escape(units[2 * start : 2 * end].decode("utf-16-le", "replace"))


def _tags(entity: Entity, text: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind in SIMPLE_TAGS:
        tag = SIMPLE_TAGS[kind]
        return (f'<{tag} dir="auto">' if kind in BLOCKS else f"<{tag}>"), f"</{tag}>"
    if kind in INTERACTIVE_TAGS:
        opening, closing = INTERACTIVE_TAGS[kind]
        return opening.format(text=html.escape(text), unix=entity.get("unix_time", 0)), closing
    url = entity.get("url") or {"url": text, "email": f"mailto:{text}"}.get(kind, "")
    if SAFE_LINK.match(url):
        return f'<a href="{html.escape(url)}" target="_blank" rel="noopener noreferrer">', "</a>"
    return "<span>", "</span>"
