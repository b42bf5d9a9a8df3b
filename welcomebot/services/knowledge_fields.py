"""Taking typed values out of the YAML of one file; every mistake becomes a finding, and reading goes on."""

import re
from datetime import date

from welcomebot.domain.finding import Finding
from welcomebot.services.knowledge_yaml import Items, Node, Scalar, Table

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def one_line(text: str) -> str:
    """Return a text without line ends, tabs, double spaces, outer spaces and NUL, which no database takes; other spaces of Unicode stay."""
    return re.sub(r"[ \t\r\n\x00]+", " ", text).strip(" ")


def _day(text: str) -> date | None:
    # date.fromisoformat alone would also take 20261124 and week dates.
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


class Fields:
    """The keys of one table. Each is taken once; `report_unknown` names those that nobody took."""

    def __init__(self, table: Table, path: str, findings: list[Finding], *, first_line: int = 1) -> None:
        self._entries = dict(table.entries)
        self._table = table
        self._path = path
        self._findings = findings
        self._offset = first_line - 1

    def line(self, key: str) -> int:
        """Return the line in the file where a key stands, or where the table begins."""
        return self._table.lines.get(key, self._table.line) + self._offset

    def report(self, key: str, rule: str, message: str) -> None:
        """Add a finding at a key."""
        self._findings.append(Finding(self._path, self.line(key), rule, message))

    def text(self, key: str, *, default: str | None = None, pattern: str = "", limit: int = 0) -> str:
        """Return a single value; without a default the key is needed."""
        node = self._entries.pop(key, None)
        if node is None:
            if default is None:
                self.report(key, "missing-key", f"{key!r} is needed")
            return default or ""
        text = self._words(key, node)
        if text and pattern and not re.fullmatch(pattern, text):
            self.report(key, "bad-value", f"{text[:60]!r} is not a {key} as knowledge/README.md describes it")
        if limit and len(text) > limit:
            self.report(key, "bad-value", f"{key!r} is longer than {limit} characters")
        return text

    def optional(self, key: str, *, pattern: str = "") -> str | None:
        """Return a single value, or None where the key does not stand."""
        return self.text(key, pattern=pattern) if key in self._entries else None

    def day(self, key: str) -> date | None:
        """Return a date, or None where the key does not stand."""
        text = self.optional(key)
        if not text:
            return None
        day = _day(text)
        if day is None:
            self.report(key, "bad-value", f"{text[:40]!r} is not a date like 2026-11-24")
        return day

    def choice(self, key: str, choices: tuple[str, ...], *, default: str | None = None) -> str:
        """Return one of some words."""
        text = self.text(key, default=default)
        if text in choices:
            return text
        if text:
            self.report(key, "bad-value", f"{text[:40]!r} is none of: {', '.join(choices)}")
        return default or choices[0]

    def texts(self, key: str, *, pattern: str = "") -> tuple[tuple[str, int], ...]:
        """Return a list of values, each with its line; empty where the key does not stand."""
        node = self._entries.pop(key, None)
        if node is None:
            return ()
        if not isinstance(node, Items):
            self.report(key, "bad-value", f"{key!r} is a list")
            return ()
        found = []
        for item in node.items:
            text = self._words(key, item)
            if text and pattern and not re.fullmatch(pattern, text):
                self._findings.append(Finding(self._path, item.line + self._offset, "bad-value", f"{text[:60]!r} does not belong into {key!r}"))
            elif text:
                found.append((text, item.line + self._offset))
        return tuple(found)

    def table(self, key: str, *, key_pattern: str = "", value_pattern: str = "") -> dict[str, str]:
        """Return keys with single values; empty where the key does not stand."""
        node = self._entries.pop(key, None)
        if node is None:
            return {}
        if not isinstance(node, Table):
            self.report(key, "bad-value", f"{key!r} holds keys and values: {{fi: …, sv: …}}")
            return {}
        found = {}
        for name, value in node.entries.items():
            text = self._words(key, value)
            if not re.fullmatch(key_pattern or ".+", name) or (text and not re.fullmatch(value_pattern or r"(?s).+", text)):
                self._findings.append(Finding(self._path, value.line + self._offset, "bad-value", f"{name[:40]!r} does not belong into {key!r}"))
            elif text:
                found[name] = text
        return found

    def inner(self, key: str) -> "Fields | None":
        """Return the fields of a table inside this one, or None where there is none; the caller reports its unknown keys."""
        node = self._entries.pop(key, None)
        if isinstance(node, Table):
            return Fields(Table(node.entries, node.lines, self._table.lines[key]), self._path, self._findings, first_line=self._offset + 1)
        if node is not None:
            self.report(key, "bad-value", f"{key!r} holds keys and values")
        return None

    def names(self) -> tuple[str, ...]:
        """Return the keys that nobody took yet."""
        return tuple(self._entries)

    def is_table(self, key: str) -> bool:
        """Tell whether a key holds keys and values."""
        return isinstance(self._entries.get(key), Table)

    def is_list(self, key: str) -> bool:
        """Tell whether a key holds a list."""
        return isinstance(self._entries.get(key), Items)

    def report_unknown(self) -> None:
        """Report every key that nobody took."""
        for key in self._entries:
            self.report(key, "unknown-key", f"{key[:60]!r} is not known here")

    def _words(self, key: str, node: Node) -> str:
        line = node.line + self._offset
        if not isinstance(node, Scalar):
            self._findings.append(Finding(self._path, line, "bad-value", f"{key!r} takes a single text here; put it into quotes if it holds signs"))
            return ""
        text = one_line(node.text)
        if not text:
            self._findings.append(Finding(self._path, line, "bad-value", f"{key!r} is empty"))
        return text
