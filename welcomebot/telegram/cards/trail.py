"""Which list a vacancy's card belongs to: the filters and the phrase that its buttons carry, short enough for any of them."""

from __future__ import annotations

from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from string import hexdigits

from welcomebot.domain.places import Places
from welcomebot.domain.vacancies import Employment, WorkTime
from welcomebot.services.vacancy_filters import Filters

# One byte a letter, so that a phrase in any of the six languages fits beside everything else that a button carries.
ALPHABETS = {"l": "cp1252", "c": "cp1251", "a": "cp1256", "u": "utf-8"}
MAX_PHRASE = 20  # bytes
MARK = 3  # letters
# The order of these is part of every button that was ever sent: new ones come last.
SWITCHES = ("no_finnish", "speaks_enough", "with_hidden", "with_weak")
TIMES = (WorkTime.FULL_TIME, WorkTime.PART_TIME, WorkTime.SHIFT, WorkTime.EVENING, WorkTime.NIGHT, WorkTime.WEEKEND, WorkTime.ON_CALL)
KINDS = (
    Employment.PERMANENT,
    Employment.FIXED_TERM,
    Employment.SEASONAL,
    Employment.SUMMER,
    Employment.TRAINEE,
    Employment.APPRENTICESHIP,
    Employment.WORK_TRIAL,
    Employment.PAY_SUBSIDISED,
    Employment.ADAPTED,
)
FIRST_TIME, FIRST_KIND = 4, 12  # bits


@dataclass(frozen=True)
class Trail:
    """The list that somebody walks along: their own matches, or a search."""

    filters: Filters = field(default_factory=Filters)
    phrase: str = ""

    @property
    def packed(self) -> str:
        """Return what a button carries of it; nothing for the own matches as they are."""
        parts = (_packed_switches(self.filters), mark(self.filters.place) if self.filters.place else "", _packed(self.phrase))
        return ".".join(parts) if any(parts) else ""


def trail_of(packed: str, places: Places) -> Trail:
    """Return the trail that a button carries; what cannot be read leaves nothing out and searches nothing."""
    number, place, phrase = (*packed.split("."), "", "", "")[:3]
    bits = int(number, 16) if number and all(digit in hexdigits for digit in number) else 0
    return Trail(
        Filters(
            times=frozenset(time for n, time in enumerate(TIMES, FIRST_TIME) if bits >> n & 1),
            kinds=frozenset(kind for n, kind in enumerate(KINDS, FIRST_KIND) if bits >> n & 1),
            place=next((known for known in places.places if mark(known) == place), "") if place else "",
            **{switch: bool(bits >> n & 1) for n, switch in enumerate(SWITCHES)},
        ),
        _unpacked(phrase),
    )


def mark(name: str) -> str:
    """Return a few letters that stand for a longer name among a handful of names."""
    return b32encode(sha256(name.encode()).digest()).decode()[:MARK].lower()


def shortened(phrase: str) -> str:
    """Return as many whole words of a phrase as a button can carry; a longer first word is cut."""
    kept: list[str] = []
    for word in phrase.split():
        if len(_encoded(" ".join((*kept, word)))[1]) > MAX_PHRASE:
            break
        kept.append(word)
    if kept or not phrase.strip():
        return " ".join(kept)
    alphabet, content = _encoded(phrase.split(maxsplit=1)[0])
    return content[:MAX_PHRASE].decode(ALPHABETS[alphabet], errors="ignore")


def _packed_switches(filters: Filters) -> str:
    on = [
        *(n for n, switch in enumerate(SWITCHES) if getattr(filters, switch)),
        *_places_of(filters.times, TIMES, FIRST_TIME),
        *_places_of(filters.kinds, KINDS, FIRST_KIND),
    ]
    return f"{sum(1 << n for n in on):x}" if on else ""


def _places_of(chosen: Iterable[object], known: tuple[object, ...], first: int) -> list[int]:
    return [first + known.index(each) for each in chosen]


def _packed(phrase: str) -> str:
    if not phrase:
        return ""
    alphabet, content = _encoded(shortened(phrase))
    return alphabet + urlsafe_b64encode(content).decode().rstrip("=")


def _unpacked(packed: str) -> str:
    if packed[:1] not in ALPHABETS:
        return ""
    try:
        return urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4)).decode(ALPHABETS[packed[0]])
    except ValueError:
        return ""


def _encoded(text: str) -> tuple[str, bytes]:
    for alphabet, encoding in ALPHABETS.items():
        try:
            return alphabet, text.encode(encoding)
        except UnicodeEncodeError:
            continue
    return "u", b""
