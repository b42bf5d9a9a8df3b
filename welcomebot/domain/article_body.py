"""The small Markdown of an article's body: paragraphs, numbered steps and notes, with bold words and references."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True)
class Text:
    """Words as they are read, without any sign of Markdown."""

    text: str
    is_bold: bool = False


@dataclass(frozen=True)
class Reference:
    """A place where a fact of contacts.yaml is shown; `key` is "kind:id"."""

    key: str
    is_bold: bool = False


Inline = Text | Reference
Runs = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together; `line` is where they begin in the body."""

    runs: Runs
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Steps:
    """What to do, in order; the first step is number 1."""

    items: tuple[Runs, ...]
    lines: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Notes:
    """What to bring or to watch out for, in no order."""

    items: tuple[Runs, ...]
    lines: tuple[int, ...] = field(default=(), compare=False)


Block = Paragraph | Steps | Notes


@dataclass(frozen=True)
class Problem:
    """Something that the small Markdown does not know; `line` counts from 1 at the start of the body."""

    line: int
    message: str


@dataclass(frozen=True)
class Body:
    """What a body says. Signs that are not understood stay in the text as they were typed and are listed as problems."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


_STEP = re.compile(r"([0-9]{1,2})\.(?:[ \t]+(.*)|)$", re.DOTALL)
_NOTE = re.compile(r"-(?:[ \t]+(.*)|)$", re.DOTALL)
_FORBIDDEN_STARTS = (
    (re.compile(r"#{1,6}(?:\s|$)"), "a heading: the small Markdown has none"),
    (re.compile(r">"), "a quote: the small Markdown has none"),
    (re.compile(r"([-*_=])(?:\s*\1){2,}$"), "a ruled line: the small Markdown has none"),
    (re.compile(r"[*+](?:\s|$)"), "a note starts with '- '"),
    (re.compile(r"[0-9]{1,9}\)(?:\s|$)"), "a step starts with '1. '"),
    (re.compile(r"\|"), "a table: the small Markdown has none"),
)
_TOKEN = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    |(?P<bold>\*\*)
    |\{(?P<reference>[a-z]+:[a-z0-9-]+)\}
    |(?P<backslash>\\)
    |(?P<brace>[{}])
    |(?P<emphasis>\*|(?<![\w_])_+(?=\S))
    |(?P<code>`+)
    |(?P<strike>~~+)
    |(?P<html><[A-Za-z/!?])
    |(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    |(?P<link>\](?=[(\[:]))
    |(?P<control>[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff])""",
    re.VERBOSE,
)
_UNKNOWN = {
    "backslash": "a backslash stands only before the sign that it protects",
    "brace": "braces are for references like {link:kela}",
    "emphasis": "only **bold** marks words",
    "code": "code marks: the small Markdown has none",
    "strike": "struck-out words: the small Markdown has none",
    "html": "HTML: the small Markdown has none",
    "entity": "an HTML entity: write the sign itself",
    "link": "a Markdown link: write {link:…} and add it to contacts.yaml",
    "control": "a tab or an invisible control character",
}


@dataclass
class _Item:
    """The lines of a paragraph, step or note while it is read."""

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def add(self, number: int, line: str) -> None:
        self.numbers.append(number)
        self.lines.append(line)


@dataclass
class _Draft:
    """A block while it is read."""

    kind: type[Block]
    items: list[_Item] = field(default_factory=list)


@lru_cache(maxsize=2_000)  # the bodies of a few hundred articles in six languages
def parse(body: str) -> Body:
    """Read a body; never fails, whatever the text."""
    reader = _Reader()
    for number, line in enumerate(body.split("\n"), start=1):
        reader.take(number, line)
    blocks = tuple(reader.blocks())
    return Body(blocks, tuple(sorted(reader.problems, key=lambda problem: problem.line)))


def inline(text: str) -> Runs:
    """Read one line by itself: bold words and references; what would begin a list or a heading is plain words here."""
    reader = _Reader()
    runs = reader._runs(_Item([text], [1]))  # noqa: SLF001 - the reader's own module
    # Bold that nothing closes was no bold: the signs stay as they were typed.
    return (Text(text),) if any(problem.message.startswith("**") for problem in reader.problems) else runs


class _Reader:
    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.problems: dict[Problem, None] = {}
        self._is_open = False  # the last line belongs to an item that the next one may continue

    def take(self, number: int, line: str) -> None:
        text = line.strip()
        if not text:
            self._is_open = False
            return
        is_indented = line[0] in " \t"
        if is_indented and self._is_open and self.drafts[-1].kind is not Paragraph:
            self._continue_item(number, text)
        elif note := _NOTE.match(text):
            self._start_item(Notes, number, note[1])
        elif (step := _STEP.match(text)) and not self._continues_paragraph(int(step[1])):
            self._start_step(number, int(step[1]), step[2])
        else:
            self._take_paragraph_line(number, text)
        if is_indented and self.drafts[-1].kind is Paragraph:
            self._report(number, "an indented line that belongs to no step or note")

    def _continues_paragraph(self, step: int) -> bool:
        # "… before the\n12. of June" is a wrapped sentence: only step 1 may follow a paragraph without an empty line.
        return step != 1 and self._is_open and self.drafts[-1].kind is Paragraph

    def _continue_item(self, number: int, text: str) -> None:
        if _NOTE.match(text) or _STEP.match(text):
            self._report(number, "a list inside a list: the small Markdown has none")
        self._check_start(number, text)
        self.drafts[-1].items[-1].add(number, text)

    def _start_step(self, number: int, step: int, content: str | None) -> None:
        follows_step = bool(self.drafts) and self.drafts[-1].kind is Steps
        is_next = follows_step and len(self.drafts[-1].items) == step - 1
        starts_list = step == 1 and not (follows_step and self._is_open)
        if not is_next and not starts_list:
            self._report(number, "steps count 1, 2, 3 without a gap")
        self._start_item(Steps, number, content, is_new=starts_list)

    def _start_item(self, kind: type[Block], number: int, content: str | None, *, is_new: bool = False) -> None:
        if is_new or not self.drafts or self.drafts[-1].kind is not kind:
            self.drafts.append(_Draft(kind))
        item = _Item()
        self.drafts[-1].items.append(item)
        text = (content or "").strip()
        if not text:
            self._report(number, "an empty step or note")
        if _NOTE.match(text) or _STEP.match(text):
            self._report(number, "a list inside a list: the small Markdown has none")
        self._check_start(number, text)
        item.add(number, text)
        self._is_open = True

    def _take_paragraph_line(self, number: int, text: str) -> None:
        self._check_start(number, text)
        if self._is_open and self.drafts[-1].kind is not Paragraph:
            self._report(number, "an empty line stands before a paragraph; a longer step or note goes on with two spaces")
            self._is_open = False
        if not self._is_open:
            self.drafts.append(_Draft(Paragraph, [_Item()]))
        self.drafts[-1].items[-1].add(number, text)
        self._is_open = True

    def _check_start(self, number: int, text: str) -> None:
        for pattern, message in _FORBIDDEN_STARTS:
            if pattern.match(text):
                self._report(number, message)

    def _report(self, line: int, message: str) -> None:
        self.problems[Problem(line, message)] = None

    def blocks(self) -> Iterator[Block]:
        for draft in self.drafts:
            items = tuple(self._runs(item) for item in draft.items)
            lines = tuple(item.numbers[0] for item in draft.items)
            if draft.kind is Paragraph:
                yield Paragraph(items[0], lines[0])
            else:
                yield Steps(items, lines) if draft.kind is Steps else Notes(items, lines)

    def _runs(self, item: _Item) -> Runs:
        text = "\n".join(item.lines)
        starts = [0]
        for typed in item.lines:
            starts.append(starts[-1] + len(typed) + 1)
        runs: list[Inline] = []
        is_bold, end, bold_line = False, 0, item.numbers[0]
        for token in _TOKEN.finditer(text):
            _append(runs, text[end : token.start()], is_bold=is_bold)
            end = token.end()
            line = item.numbers[bisect_right(starts, token.start()) - 1]
            if token["bold"]:
                is_bold, bold_line = not is_bold, line
            elif token["reference"]:
                runs.append(Reference(token["reference"], is_bold))
            else:
                _append(runs, token["escaped"] or token[0], is_bold=is_bold)
            if token.lastgroup in _UNKNOWN:
                self._report(line, _UNKNOWN[token.lastgroup or ""])
        _append(runs, text[end:], is_bold=is_bold)
        if is_bold:
            self._report(bold_line, "** opens bold words and nothing closes them")
        return tuple(runs)


def _append(runs: list[Inline], text: str, *, is_bold: bool) -> None:
    """Add words, joined to the words before them if both look the same."""
    if not text:
        return
    text = text.replace("\n", " ")
    last = runs[-1] if runs else None
    if isinstance(last, Text) and last.is_bold == is_bold:
        runs[-1] = Text(last.text + text, is_bold)
    else:
        runs.append(Text(text, is_bold))
