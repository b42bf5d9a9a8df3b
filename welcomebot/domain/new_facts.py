"""Facts that somebody typed and that are no entry yet: what they are and how their entries are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What a fact is called that the office typed into a reply; somebody may give it a better name later.
LABELS = {
    "phone": {"fi": "Puhelin", "sv": "Telefon", "en": "Phone", "uk": "Телефон", "ru": "Телефон", "ar": "الهاتف"},
    "email": {"fi": "Sähköposti", "sv": "E-post", "en": "E-mail", "uk": "Електронна пошта", "ru": "Электронная почта", "ar": "البريد الإلكتروني"},
    "sum": {"fi": "Summa", "sv": "Summa", "en": "Sum", "uk": "Сума", "ru": "Сумма", "ar": "المبلغ"},
    "percent": {"fi": "Prosenttiosuus", "sv": "Procentandel", "en": "Percentage", "uk": "Відсоток", "ru": "Процент", "ar": "النسبة المئوية"},
}
_AMOUNT = r"\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,3})?"
_NATIONAL = ("0800", "010", "020", "029", "080")  # they are written as they are dialled in Finland
_SHAPES = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[^\W\d_]{2,}")),
    ("link", re.compile(r"https?://[^\s<>\"]+|(?<![\w@.-])(?:[\w-]+\.)+(?:fi|com|eu|org|net|se|info)\b(?:/[^\s<>\"]*)?", re.IGNORECASE)),
    ("phone", re.compile(r"(?<![\w.,])(?:\+|0)\d[\d \-\u00a0()]{4,30}\d(?!\w)")),
    ("sum", re.compile(rf"€\s?(?P<first>{_AMOUNT})|(?<![\d.,])(?P<last>{_AMOUNT})\s?(?:€|euro\w*|eur\b|евро|євро|يورو)", re.IGNORECASE)),
    ("percent", re.compile(rf"(?<![\d.,])(?P<last>{_AMOUNT})\s?[%٪]")),
)
_NAMES_WITH_DOMAIN = frozenset({"suomi.fi", "infofinland.fi"})
_CLOSING = ".,;:!?…»”’'"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True)
class TypedFact:
    """A fact in a text: where it stands, its kind, and its value as an entry holds it."""

    start: int
    end: int
    kind: str
    value: str


def typed_facts(text: str) -> Iterator[TypedFact]:
    """Yield the facts of a text that can become entries in any language, in order."""
    found: list[TypedFact] = []
    for kind, pattern in _SHAPES:
        for match in pattern.finditer(text):
            fact = _fact(kind, match)
            if fact is not None and all(fact.end <= other.start or fact.start >= other.end for other in found):
                found.append(fact)
    yield from sorted(found, key=lambda fact: fact.start)


def international(phone: str) -> str | None:
    """Return a phone number as entries hold it, or None where nobody could dial it."""
    digits = re.sub(r"\D", "", phone)
    if phone.startswith("+"):
        return f"+{digits}" if not digits.startswith("358") else f"+358 {_grouped(digits.removeprefix('358').removeprefix('0'))}"
    if digits.startswith("00"):
        return international("+" + digits.removeprefix("00"))
    if digits.startswith(_NATIONAL):
        return " ".join(phone.split())
    return f"+358 {_grouped(digits.removeprefix('0'))}" if digits.startswith("0") else None


def _fact(kind: str, match: re.Match[str]) -> TypedFact | None:
    start, end, value = match.start(), match.end(), match[0]
    if kind == "link":
        value = _without_closing(value)
        end = start + len(value)
        if value.casefold() in _NAMES_WITH_DOMAIN:
            return None
        return TypedFact(start, end, kind, value if "://" in value else f"https://{value}")
    if kind == "phone":
        number = international(value)
        return TypedFact(start, end, kind, number) if number else None
    if kind in {"sum", "percent"}:
        amount = match.groupdict().get("first") or match["last"]
        return TypedFact(start, end, kind, f"{amount} {'€' if kind == 'sum' else '%'}")
    return TypedFact(start, end, kind, value)


def _without_closing(address: str) -> str:
    while address and (address[-1] in _CLOSING or (address[-1] in _BRACKETS and _BRACKETS[address[-1]] not in address)):
        address = address[:-1]
    return address


def _grouped(digits: str) -> str:
    """Return a number in the groups in which it is read aloud."""
    area, rest = digits[:2], digits[2:]
    groups = [rest[start : start + 3] for start in range(0, len(rest), 3)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return " ".join((area, *groups))
