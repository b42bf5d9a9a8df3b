"""Text for a translation engine: what must survive goes through it as marks, and a translation that lost a mark is refused."""

import re
from dataclasses import dataclass

# References to facts, placeholders, addresses of pages, e-mails and numbers: an engine likes to translate or round them.
_KEPT = re.compile(r"\{[a-z]+:[a-z0-9-]+\}|\{[a-z_]*\}|https?://\S+|[\w.+-]+@[\w-]+\.[\w.]*\w|\+?\d[\d \-./:,]*\d|\d")
# Engines leave a capital letter with a number alone; brackets of any kind come back in other forms.
_MARK = re.compile(r"\bXQ\s?(\d{1,3})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Protected:
    """A text whose facts stand as marks; `kept` are the facts, by the marks' numbers."""

    text: str
    kept: tuple[str, ...]

    def restored(self, translated: str) -> str | None:
        """Return the translation with its facts; None where a mark is missing, doubled or new."""
        numbers = [int(number) for number in _MARK.findall(translated)]
        if sorted(numbers) != list(range(len(self.kept))):
            return None
        return _MARK.sub(lambda mark: self.kept[int(mark[1])], translated)


def protect(text: str) -> Protected:
    """Return a text ready for an engine. A text that holds something like a mark itself keeps it as a fact."""
    kept: list[str] = []

    def mark(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"XQ{len(kept) - 1}"

    return Protected(re.sub(f"{_MARK.pattern}|{_KEPT.pattern}", mark, text, flags=re.IGNORECASE), tuple(kept))
