"""A fact that texts refer to: phone, e-mail, address, opening hours, fee, sum, percentage, deadline or link."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """How sure the office is of a fact; a fact of low confidence is shown as a link to the official page."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


KINDS = ("phone", "email", "address", "hours", "fee", "sum", "percent", "deadline", "link")

# {kind:id} in a text, for example {phone:welcome-office}.
REFERENCE = re.compile(r"\{([a-z]+:[a-z0-9-]+)\}")


@dataclass(frozen=True)
class Contact:
    """One entry of contacts.yaml; `key` is "kind:id", `value` and `label` are by language ("*" = the same in all)."""

    key: str
    value: Mapping[str, str]
    label: Mapping[str, str]
    source: str
    checked: date
    confidence: Confidence
    source_date: str = "undated"
    official: str | None = None
    expires: date | None = None
    schedule: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return the part of the key before the colon."""
        return self.key.partition(":")[0]

    def value_in(self, language: str) -> str:
        """Return the value in a language, else in English, else the one that there is."""
        return self.value.get("*") or self.value.get(language) or self.value.get("en") or next(iter(self.value.values()), self.key)

    def label_in(self, language: str) -> str:
        """Return what the fact is called in a language, else in English, else as it is called at all."""
        return self.label.get(language) or self.label.get("en") or next(iter(self.label.values()), self.key)

    def is_expired(self, today: date) -> bool:
        """Tell whether the fact is known to have changed by today."""
        return self.expires is not None and self.expires < today


def references(text: str) -> list[str]:
    """Return the keys of the facts that a text refers to, in order, repeats kept."""
    return REFERENCE.findall(text)
