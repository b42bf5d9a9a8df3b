"""How a fact is shown in a language: its value, or a link to the page that says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.language import RTL_CODES

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

# Values that are read from left to right in every language.
ISOLATED_KINDS = frozenset({"phone", "email", "address"})
_ARABIC_AND_HEBREW = ("\u0590", "\u08ff")


@dataclass(frozen=True)
class Shown:
    """The words to show and, where they are tapped, the address behind them."""

    text: str
    url: str | None = None


def resolve(key: str, contacts: Mapping[str, Contact], language: str, today: date | None = None) -> Shown:
    """Return what stands in a text for a reference.

    A fact of low confidence, or one that has expired by `today`, is shown as the link to the official page: a newcomer
    may lose money or time on a wrong number. An unknown reference shows its key, because a text must never fail.
    """
    contact = contacts.get(key)
    if contact is None:
        return Shown(key)
    if contact.kind == "link":
        return Shown(contact.label_in(language), contact.value_in(language))
    if contact.confidence is Confidence.LOW or (today is not None and contact.is_expired(today)):
        return _official(contact, contacts, language)
    return Shown(isolate(contact.value_in(language), language, kind=contact.kind))


def isolate(value: str, language: str, *, kind: str = "") -> str:
    """Return a value wrapped in isolation marks where the text round it runs from right to left and the value does not."""
    if language not in RTL_CODES or (kind not in ISOLATED_KINDS and _has_right_to_left(value)):
        return value
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}"


def _official(contact: Contact, contacts: Mapping[str, Contact], language: str) -> Shown:
    page = contacts.get(contact.official or "")
    if page is not None and page.kind == "link":
        return Shown(page.label_in(language), page.value_in(language))
    return Shown(contact.label_in(language), contact.source)


def _has_right_to_left(value: str) -> bool:
    first, last = _ARABIC_AND_HEBREW
    return any(first <= letter <= last for letter in value)
