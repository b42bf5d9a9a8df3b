"""One call of a Bot API method: its parameters, read as the types that they should have."""

import json
from dataclasses import dataclass, field
from typing import Any

from welcomebot.rehearsal.html_rules import Formatted, parse_html
from welcomebot.rehearsal.markup import detect_entities
from welcomebot.rehearsal.rules import MAX_ENTITIES, check_entities, check_keyboard
from welcomebot.rehearsal.trouble import bad_request


@dataclass(slots=True)
class Upload:
    """A file in a call."""

    name: str
    content: bytes
    mime_type: str


@dataclass(slots=True)
class Call:
    """A method's name, its parameters as text, its files; `flaws` are what Telegram swallows and a person would notice."""

    method: str
    params: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)
    flaws: list[str] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        """Return a parameter as text."""
        return self.params.get(name, default)

    def integer(self, name: str, default: int | None = None) -> int:
        """Return a parameter as a whole number; without a default it must be there."""
        value = self.params.get(name)
        if value is None and default is not None:
            return default
        try:
            return int(value or "")
        except ValueError:
            raise bad_request(f"invalid {name} specified" if value else f"{name} is not specified") from None

    def number(self, name: str) -> float:
        """Return a parameter as a number."""
        try:
            return float(self.params[name])
        except (KeyError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        """Return a parameter as yes or no."""
        return self.params.get(name, "").lower() in {"true", "1"}

    def json(self, name: str, default: Any = None) -> Any:
        """Return a parameter that is JSON."""
        value = self.params.get(name)
        if not value:
            return default
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def formatted(self, *, text: str, entities: str) -> Formatted:
        """Return a text with its entities, from HTML or from entities."""
        source, mode = self.text(text), self.text("parse_mode").lower()
        if "\x00" in source or not _is_utf8(source):
            raise bad_request("strings must be encoded in UTF-8")
        if mode == "html":
            formatted = parse_html(source)
        elif mode:
            raise bad_request(f"parse_mode {mode!r} is not simulated: welcomebot writes HTML")
        else:
            given = self.json(entities, [])
            check_entities(source, given)
            formatted = Formatted(source.strip() if not given else source, given, [])
        self.flaws += formatted.ignored
        if len(formatted.entities) > MAX_ENTITIES:
            self.flaws.append(f"{len(formatted.entities)} entities, of which Telegram keeps {MAX_ENTITIES}")
            del formatted.entities[MAX_ENTITIES:]
        formatted.entities.extend(detect_entities(formatted.text, formatted.entities))
        return formatted

    def keyboard(self) -> dict[str, Any] | None:
        """Return the checked reply markup, or None."""
        markup: dict[str, Any] | None = self.json("reply_markup")
        if markup is None:
            return None
        self.flaws += check_keyboard(markup)
        return markup


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
