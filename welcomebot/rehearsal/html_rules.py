"""Telegram's HTML: which markup is well formed, and what text and entities it stands for.

The rules and the wording of errors follow what tdlib's parser is known to do, so that a bot hears here what it would hear from Telegram.
"""

import re
from typing import Any, NamedTuple

from welcomebot.rehearsal.trouble import ApiError, bad_request
from welcomebot.rehearsal.utf16 import utf16_length

Entity = dict[str, Any]

ENTITY_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
LAST_CODE_POINT = 0x10FFFF
FIRST_SURROGATE, LAST_SURROGATE = 0xD800, 0xDFFF

SPECIAL = re.compile(r"[<&]")
REFERENCE = re.compile(r"&(?:#(x[0-9a-fA-F]+|[0-9]+)|(lt|gt|amp|quot)(?![A-Za-z]));?")
TAG_NAME = re.compile(r"[^\s>]*")
SPACES = re.compile(r"\s*")
ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
LINK = re.compile(r"(?:(?:https?|ton|tonsite)://)?[^\s/:]+\.[^\s/.:]+\S*|https?://[^\s/:]+(?::\d+)?(?:/\S*)?|tg://\S+", re.IGNORECASE)
PERSON_LINK = re.compile(r"tg://user\?id=(\d+)")
TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


class Formatted(NamedTuple):
    """A text with its entities, and what Telegram leaves out of it without a word."""

    text: str
    entities: list[Entity]
    ignored: list[str]


class _Open(NamedTuple):
    tag: str
    attributes: dict[str, str]
    offset: int
    start: int


class _Parser:
    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.pieces: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []
        self.ignored: list[str] = []

    def error(self, message: str, position: int) -> ApiError:
        return bad_request(f"can't parse entities: {message} at byte offset {len(self.markup[:position].encode())}")

    def parse(self) -> Formatted:
        markup, position = self.markup, 0
        while (special := SPECIAL.search(markup, position)) is not None:
            start = special.start()
            self.take(markup[position:start])
            if markup[start] == "&":
                position = self.reference(start)
            elif markup.startswith("/", start + 1):
                position = self.end_tag(start)
            else:
                position = self.start_tag(start)
        self.take(markup[position:])
        if self.open:
            raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{self.open[-1].tag}\"")
        return Formatted("".join(self.pieces), self.entities, self.ignored)

    def take(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.offset += utf16_length(text)

    def reference(self, start: int) -> int:
        text, end = read_reference(self.markup, start)
        self.take(text)
        return end

    def start_tag(self, start: int) -> int:
        position = _end(TAG_NAME, self.markup, start + 1)
        tag = self.markup[start + 1 : position].lower()
        if position == len(self.markup):
            raise self.error("Unclosed start tag", start)
        if tag not in ENTITY_OF_TAG:
            raise self.error(f'Unsupported start tag "{tag}"', start)
        attributes, position = ({}, position) if self.markup[position] == ">" else self.attributes(tag, start, position)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.error('Tag "span" must have class "tg-spoiler"', start)
        if tag == "tg-emoji" and not attributes.get("emoji-id", "").isdigit():
            raise self.error("Invalid custom emoji identifier specified", start)
        if tag == "tg-time" and not (attributes.get("unix", "").isdigit() and TIME_FORMAT.fullmatch(attributes.get("format", ""))):
            raise self.error('Tag "tg-time" must have a valid time and format', start)
        self.open.append(_Open(tag, attributes, self.offset, len(self.pieces)))
        return position + 1

    def attributes(self, tag: str, start: int, position: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        markup = self.markup
        while True:
            position = _end(SPACES, markup, position)
            if markup.startswith(">", position):
                return attributes, position
            name_start = position
            position = _end(ATTRIBUTE_NAME, markup, position)
            name = markup[name_start:position].lower()
            if not name:
                raise self.error(f'Empty attribute name in the tag "{tag}"', start)
            position = _end(SPACES, markup, position)
            if markup.startswith("=", position):
                attributes[name], position = self.value(start, _end(SPACES, markup, position + 1))
            else:
                attributes[name] = ""
            if position >= len(markup):
                raise self.error("Unclosed start tag", start)

    def value(self, start: int, position: int) -> tuple[str, int]:
        markup = self.markup
        quote = markup[position : position + 1]
        if quote not in {'"', "'"}:
            end = _end(NAME_TOKEN, markup, position)
            if end < len(markup) and not (markup[end].isspace() or markup[end] == ">"):
                raise self.error("Unexpected end of name token", position)
            return markup[position:end].lower(), end
        end = markup.find(quote, position + 1)
        if end < 0:
            raise self.error("Unclosed start tag", start)
        return unescape(markup[position + 1 : end]), end + 1

    def end_tag(self, start: int) -> int:
        if not self.open:
            raise self.error("Unexpected end tag", start)
        position = _end(TAG_NAME, self.markup, start + 2)
        name = self.markup[start + 2 : position].lower()
        position = _end(SPACES, self.markup, position)
        if not self.markup.startswith(">", position):
            raise self.error("Unclosed end tag", start)
        opened = self.open.pop()
        if name and name != opened.tag:
            raise bad_request(
                f'can\'t parse entities: Unmatched end tag at byte offset {len(self.markup[:start].encode())}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.offset > opened.offset:
            self.add_entity(opened)
        return position + 1

    def add_entity(self, opened: _Open) -> None:
        entity: Entity = {"type": ENTITY_OF_TAG[opened.tag], "offset": opened.offset, "length": self.offset - opened.offset}
        attributes = opened.attributes
        if opened.tag == "a":
            url = attributes.get("href") or "".join(self.pieces[opened.start :])
            if not LINK.fullmatch(url):
                self.ignored.append(f"link {url!r} is ignored")
                return
            if person := PERSON_LINK.fullmatch(url):
                entity |= {"type": "text_mention", "user": {"id": int(person[1]), "is_bot": False, "first_name": "?"}}
            else:
                entity["url"] = url if "://" in url else f"http://{url}"
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = attributes["emoji-id"]
        elif opened.tag == "tg-time":
            entity |= {"unix_time": int(attributes["unix"]), "date_time_format": attributes.get("format", "")}
        elif opened.tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and attributes.get("class", "").startswith("language-"):
            entity["language"] = attributes["class"].removeprefix("language-")
        elif opened.tag == "pre":
            self.merge_code(entity)
        self.entities.append(entity)

    def merge_code(self, pre: Entity) -> None:
        """Make one block of `<pre><code class="language-…">`."""
        if self.entities and (code := self.entities[-1])["type"] == "code" and (code["offset"], code["length"]) == (pre["offset"], pre["length"]):
            self.entities.pop()
            if "language" in code:
                pre["language"] = code["language"]


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def read_reference(text: str, start: int) -> tuple[str, int]:
    """Return the character that a reference at `start` stands for, or a plain ampersand, and where it ends."""
    found = REFERENCE.match(text, start)
    if not found:
        return "&", start + 1
    number, name = found.groups()
    if name:
        return NAMED_CHARACTERS[name], found.end()
    code = int(number[1:], 16) if number.startswith("x") else int(number)
    if not 0 < code < LAST_CODE_POINT or FIRST_SURROGATE <= code <= LAST_SURROGATE:
        return "&", start + 1
    return chr(code), found.end()


def unescape(text: str) -> str:
    """Return a text with Telegram's character references resolved."""
    pieces, position = [], 0
    while (ampersand := text.find("&", position)) >= 0:
        character, end = read_reference(text, ampersand)
        pieces += [text[position:ampersand], character]
        position = end
    return "".join((*pieces, text[position:]))


def parse_html(markup: str) -> Formatted:
    """Return the text and entities of a markup; raises ApiError where it is not well formed."""
    return _trimmed(_Parser(markup).parse())


def _trimmed(formatted: Formatted) -> Formatted:
    """Cut white space from both ends, as Telegram does, and fit the entities to what is left."""
    text = formatted.text.strip()
    if text != formatted.text:
        shift = utf16_length(formatted.text) - utf16_length(formatted.text.lstrip())
        length = utf16_length(text)
        kept = []
        for entity in formatted.entities:
            start = max(0, entity["offset"] - shift)
            end = min(length, entity["offset"] + entity["length"] - shift)
            if start < end:
                kept.append(entity | {"offset": start, "length": end - start})
        formatted = Formatted(text, kept, formatted.ignored)
    formatted.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return formatted
