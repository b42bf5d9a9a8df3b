"""Whether what somebody typed can be the value of a fact, and how the fact then stands."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from welcomebot.domain.contacts import Contact
from welcomebot.domain.new_facts import international
from welcomebot.domain.written_hours import read_hours, write_hours

EVERYWHERE = "*"
MAX_VALUE = 300  # characters; an address in two languages is far shorter

_EMAIL = re.compile(r"[^\s@<>]{1,64}@(?:[^\s@.<>]+\.)+[^\W\d_]{2,}")
_LINK = re.compile(r"https://[^\s<>\"/?#@]+\.[^\s<>\"/?#@]{2,}(?:[/?#][^\s<>\"]*)?")
_SHORT_PHONE = re.compile(r"112|116 ?\d{3}|(?:0800|010|020|029|080)[\d \u00a0]{4,}")
_PERCENT = re.compile(r"\d[\d., \u00a0]*[%٪]")
_PHONE_SIGNS = re.compile(r"[+\d][\d \u00a0().\-–/]*")
_DIGITS = range(7, 16)  # of an international number
_SHAPES = {
    "phone": re.compile(r".+"),
    "email": _EMAIL,
    "link": _LINK,
    "percent": _PERCENT,
    **dict.fromkeys(("fee", "sum", "deadline"), re.compile(r"\d")),
}


class ValueProblem(StrEnum):
    """Why a value cannot be taken."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    HOURS = "hours"
    NUMBER = "number"
    PERCENT = "percent"


_PROBLEMS = {
    "phone": ValueProblem.PHONE,
    "email": ValueProblem.EMAIL,
    "link": ValueProblem.LINK,
    "hours": ValueProblem.HOURS,
    "percent": ValueProblem.PERCENT,
    **dict.fromkeys(("fee", "sum", "deadline"), ValueProblem.NUMBER),
}


@dataclass(frozen=True)
class NewValue:
    """The values by language that a fact gets, and its schedule where it has one; or the reason why it gets none."""

    values: Mapping[str, str] = field(default_factory=dict)
    schedule: Mapping[str, str] = field(default_factory=dict)
    problem: ValueProblem | None = None


def new_value(contact: Contact, typed: str, language: str, codes: Iterable[str]) -> NewValue:
    """Return the values of a fact after `typed` took the place of one of them, or with the language "*" of all of them."""
    text = " ".join(typed.split())
    if contact.kind == "hours" and (schedule := read_hours(text)) and (contact.schedule or language == EVERYWHERE):
        # One schedule says it in every language.
        return NewValue({code: write_hours(schedule, code) for code in codes}, schedule)
    value, problem = _checked(contact, text)
    if problem is not None:
        return NewValue(problem=problem)
    if language == EVERYWHERE:
        return NewValue({EVERYWHERE: value}, contact.schedule)
    return NewValue({**{code: contact.value_in(code) for code in codes}, language: value}, contact.schedule)


def with_value(contact: Contact, new: NewValue) -> Contact:
    """Return the fact with other values."""
    values = set(new.values.values())
    value = {EVERYWHERE: values.pop()} if len(values) == 1 else dict(new.values)
    return replace(contact, value=value, schedule=dict(new.schedule))


def _checked(contact: Contact, text: str) -> tuple[str, ValueProblem | None]:
    value = (_phone(text) or "") if contact.kind == "phone" else text
    if not text or len(text) > MAX_VALUE:
        return text, ValueProblem.TOO_LONG if text else ValueProblem.EMPTY
    return value, None if _fits(contact, value) else _PROBLEMS[contact.kind]


def _fits(contact: Contact, value: str) -> bool:
    shape = _SHAPES.get(contact.kind)
    if contact.kind in {"phone", "email", "link"}:
        return shape is None or shape.fullmatch(value) is not None
    if contact.kind == "hours":
        return not contact.schedule
    # Words stand in the place of a number only where they did before: "three months' rent".
    has_digit = any(letter.isdigit() for known in contact.value.values() for letter in known)
    return shape is None or not has_digit or shape.search(value) is not None


def _phone(text: str) -> str | None:
    if _SHORT_PHONE.fullmatch(text):
        return text
    number = international(text) if _PHONE_SIGNS.fullmatch(text) else None
    if number is None or not number.startswith("+"):
        return None
    return number if sum(letter.isdigit() for letter in number) in _DIGITS else None
