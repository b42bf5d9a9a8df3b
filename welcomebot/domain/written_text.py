"""Reads what somebody typed in a chat as the body of an article: paragraphs, steps and notes, bold words and references."""

import re
from collections.abc import Iterator

from welcomebot.domain.article_body import Block, Notes, Paragraph, Runs, Steps, inline

_NOTE = re.compile(r"[-–—•*·]\s+(.*)", re.DOTALL)
_STEP = re.compile(r"(\d{1,2})[.)]\s+(.*)", re.DOTALL)


def titled(text: str) -> tuple[str, str]:
    """Return the title that a first line "# Title" gives, empty where there is none, and the rest of a message."""
    first, _, rest = text.lstrip().partition("\n")
    return (first.removeprefix("#").strip(), rest.strip()) if re.match(r"#\s", first) else ("", text)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a chat message. A line end is a line end, as in the chat; every other sign of Markdown or HTML is plain text."""
    return tuple(_blocks(line.strip() for line in text.splitlines() if line.strip()))


def _blocks(lines: Iterator[str]) -> Iterator[Block]:
    items: list[Runs] = []
    kind: type[Steps | Notes] = Notes
    for line in lines:
        note, step = _NOTE.fullmatch(line), _STEP.fullmatch(line)
        # "12. of June" is no step: steps count from one, without a gap.
        number = int(step[1]) if step else 0
        goes_on = bool(items) and ((kind is Notes and note) or (kind is Steps and number == len(items) + 1))
        if items and not goes_on:
            yield kind(tuple(items))
            items = []
        if note:
            kind = Notes
            items.append(inline(note[1]))
        elif step and (goes_on or number == 1):
            kind = Steps
            items.append(inline(step[2]))
        else:
            yield Paragraph(inline(line))
    if items:
        yield kind(tuple(items))
