"""The way back from blocks: as Markdown that `article_body.parse` reads as the same blocks, or as plain words."""

import re
from collections.abc import Callable, Iterable, Sequence

from welcomebot.domain.article_body import Block, Inline, Notes, Paragraph, Runs, Steps, Text

_SIGNS = re.compile(r"[\\*_`{}\[\]<&~]")
_LINE_START = re.compile(r"(?:[#>+=|-])|[0-9]+(?=[.)])")
# What a text file cannot hold, and line ends, which would start another block.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")


def to_markdown(blocks: Iterable[Block]) -> str:
    """Return the tidy Markdown of blocks: one line each, an empty line between them."""
    return "\n\n".join(_block(block) for block in tidy(blocks))


def tidy(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks as `parse` gives them: equal runs joined, edges without spaces, nothing empty, neighbouring notes in one list."""
    kept: list[Block] = []
    for block in blocks:
        items = [block.runs] if isinstance(block, Paragraph) else block.items
        filled = tuple(runs for runs in map(_tidy_runs, items) if runs)
        if not filled:
            continue
        last = kept[-1] if kept else None
        if isinstance(block, Notes) and isinstance(last, Notes):
            kept[-1] = Notes(last.items + filled)
        elif isinstance(block, Paragraph):
            kept.append(Paragraph(filled[0]))
        else:
            kept.append(type(block)(filled))
    return tuple(kept)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return plain text as paragraphs, one a line; its signs mean nothing."""
    return tuple(Paragraph((Text(line.strip()),)) for line in text.splitlines() if line.strip())


def visible_text(blocks: Sequence[Block], show: Callable[[str], str]) -> str:
    """Return the words that a person reads; `show` gives the words for a reference."""
    return "\n\n".join(_visible_block(block, show) for block in blocks)


def visible_items(blocks: Sequence[Block], show: Callable[[str], str]) -> list[tuple[int, str]]:
    """Return the words of every paragraph, step and note by itself, each with its line in the body."""
    items: list[tuple[int, str]] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            items.append((block.line, _visible(block.runs, show)))
            continue
        lines = block.lines or (0,) * len(block.items)
        items += [(line, _visible(runs, show)) for line, runs in zip(lines, block.items, strict=True)]
    return items


def _visible_block(block: Block, show: Callable[[str], str]) -> str:
    items = [words for _, words in visible_items([block], show)]
    if isinstance(block, Steps):
        return "\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))
    return "\n".join(f"• {item}" for item in items) if isinstance(block, Notes) else items[0]


def _visible(runs: Runs, show: Callable[[str], str]) -> str:
    return "".join(run.text if isinstance(run, Text) else show(run.key) for run in runs)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _line(block.runs)
    if isinstance(block, Notes):
        return "\n".join(f"- {_line(runs)}" for runs in block.items)
    return "\n".join(f"{number}. {_line(runs)}" for number, runs in enumerate(block.items, start=1))


def _line(runs: Runs) -> str:
    parts: list[str] = []
    is_bold = False
    for run in runs:
        if run.is_bold != is_bold:
            parts.append("**")
            is_bold = run.is_bold
        parts.append(_SIGNS.sub(r"\\\g<0>", run.text) if isinstance(run, Text) else f"{{{run.key}}}")
    line = "".join(parts) + ("**" if is_bold else "")
    start = _LINE_START.match(line)
    if start is None:
        return line
    # The backslash stands before the sign: \- at once, but 12\. after the number.
    place = start.end() if start[0].isdigit() else 0
    return f"{line[:place]}\\{line[place:]}"


def _tidy_runs(runs: Runs) -> Runs:
    joined: list[Inline] = []
    for run in runs:
        if not isinstance(run, Text):
            joined.append(run)
            continue
        text = _BREAKS.sub(" ", run.text)
        plain = Text(text, run.is_bold and bool(text.strip()))
        last = joined[-1] if joined else None
        if isinstance(last, Text) and last.is_bold == plain.is_bold:
            joined[-1] = Text(last.text + plain.text, plain.is_bold)
        elif text:
            joined.append(plain)
    return _strip(tuple(joined))


def _strip(runs: Runs) -> Runs:
    if runs and isinstance(runs[0], Text) and not runs[0].is_bold:
        first = runs[0].text.lstrip()
        runs = ((Text(first),) if first else ()) + runs[1:]
    if runs and isinstance(runs[-1], Text) and not runs[-1].is_bold:
        last = runs[-1].text.rstrip()
        runs = runs[:-1] + ((Text(last),) if last else ())
    return runs
