"""The YAML of knowledge files: read with line numbers, every value as text; written in one tidy form."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

MAX_DEPTH = 8
# libyaml is ten times faster; PyYAML's own loader reads the same where it is missing.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlProblem(Exception):  # noqa: N818 - it is one of many problems in a report, not the end
    """A text is not the YAML of knowledge files; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True)
class Scalar:
    """A single value, as text; `is_plain` tells that no quotes stand round it."""

    text: str
    line: int
    is_plain: bool = True


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True)
class Table:
    """Keys and their values; `lines` says where each key stands."""

    entries: Mapping[str, "Node"]
    lines: Mapping[str, int]
    line: int


Node = Scalar | Items | Table


def parse_yaml(text: str) -> Node:
    """Read one document. Aliases, tags and repeated keys are refused, for they hide what a reader sees."""
    events = _events(text)
    next(events, None)
    if not isinstance(next(events, None), yaml.DocumentStartEvent):
        raise YamlProblem(1, "nothing is written here")
    node = _node(next(events), events, depth=0)
    next(events)
    following = next(events, None)
    if isinstance(following, yaml.DocumentStartEvent):
        raise YamlProblem(_line(following), "a second document begins")
    return node


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlProblem(mark.line + 1 if mark else 1, " ".join(filter(None, (error.context, error.problem)))) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise YamlProblem(_line_of_control_character(text), "not readable as YAML") from error


def _line_of_control_character(text: str) -> int:
    found = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _node(event: yaml.Event, events: Iterator[yaml.Event], *, depth: int) -> Node:
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise YamlProblem(line, "anchors and aliases are not allowed")
    if getattr(event, "tag", None):
        raise YamlProblem(line, "tags are not allowed")
    if depth > MAX_DEPTH:
        raise YamlProblem(line, "nested too deeply")
    if isinstance(event, yaml.ScalarEvent):
        if re.search(r"[\ud800-\udfff\x00]", event.value):
            raise YamlProblem(line, "a character that no text file holds")
        return Scalar(event.value, line, event.implicit[0])
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_node(item, events, depth=depth + 1))
        return Items(tuple(items), line)
    return _table(events, line, depth=depth)


def _table(events: Iterator[yaml.Event], line: int, *, depth: int) -> Table:
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, depth=depth + 1)
        if not isinstance(key, Scalar):
            raise YamlProblem(key.line, "a key must be a single word")
        if key.text in entries:
            raise YamlProblem(key.line, f"{key.text!r} stands here twice")
        entries[key.text] = _node(next(events), events, depth=depth + 1)
        lines[key.text] = key.line
    return Table(entries, lines, line)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


# Words that YAML 1.1 reads as true, false or null.
_WORDS_WITH_MEANING = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_BARE = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*)")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Return a text as YAML: bare where every reader takes it for the same text, else in double quotes."""
    is_bare = (
        _BARE.fullmatch(text)
        and text.casefold() not in _WORDS_WITH_MEANING
        and text == text.strip()
        and not text.endswith(":")
        and ": " not in text
        and " #" not in text
        and not (in_flow and (_FLOW_SIGNS.search(text) or re.search(r":$|:[\"'?]|[?]", text)))
    )
    return text if is_bare else quoted(text)


def quoted(text: str) -> str:
    """Return a text in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_UNPRINTABLE.sub(_escape, escaped)}"'


def _escape(found: re.Match[str]) -> str:
    return {"\n": "\\n", "\t": "\\t"}.get(found[0]) or f"\\u{ord(found[0]):04x}"


def flow_list(items: Iterable[str]) -> str:
    """Return a list on one line."""
    return f"[{', '.join(scalar(item, in_flow=True) for item in items)}]"


def flow_table(entries: Mapping[str, str]) -> str:
    """Return keys and values on one line."""
    return "{" + ", ".join(f"{scalar(key, in_flow=True)}: {scalar(value, in_flow=True)}" for key, value in entries.items()) + "}"
