"""The only way to make HTML for Telegram: every value is escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

TAG = re.compile(r"<(/?)([a-z-]+)([^>]*)>")


class Html:
    """Text with Telegram's tags. Make it with `of`, `text` or `join`; a bare string is never taken for HTML."""

    __slots__ = ("_markup",)

    def __init__(self, markup: str) -> None:
        """Trust `markup`; callers outside this module use `of` or `text`."""
        self._markup = markup

    @classmethod
    def of(cls, template: str, /, **values: object) -> Html:
        """Fill `{name}` in a template that the program or a catalogue holds; values that are not Html are escaped."""
        return cls(template.format(**{name: cls._safe(value) for name, value in values.items()}))

    @classmethod
    def text(cls, plain: object) -> Html:
        """Take plain text as it is."""
        return cls(html.escape(str(plain), quote=True))

    @classmethod
    def join(cls, parts: Iterable[Html], separator: str = "\n\n") -> Html:
        """Put parts together, leaving out empty ones; the separator is plain text."""
        return cls(html.escape(separator).join(str(part) for part in parts if str(part)))

    @staticmethod
    def _safe(value: object) -> str:
        return str(value) if isinstance(value, Html) else html.escape(str(value), quote=True)

    @property
    def visible(self) -> str:
        """Return what a person reads: without tags, entities resolved."""
        return html.unescape(TAG.sub("", self._markup))

    def __str__(self) -> str:
        return self._markup

    def __repr__(self) -> str:
        return f"Html({self._markup!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Html) and other._markup == self._markup

    def __hash__(self) -> int:
        return hash(self._markup)

    def __bool__(self) -> bool:
        return bool(self._markup)


def utf16_length(text: str) -> int:
    """Return the length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
