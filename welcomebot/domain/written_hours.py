"""Opening hours as people write them, in the six languages: "Mon-Fri 9-15, Sat 10.00-12.00"."""

import re
from collections.abc import Mapping
from datetime import time

from welcomebot.domain.office_hours import DAYS

# The first word of each is the one that is written; the others are understood too.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "uk": ("пн", "вт", "ср", "чт", "пт", "сб", "нд"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}
_FORMS = {
    "fi": ("{days} klo {hours}", "–", ", "),
    "sv": ("{days} kl. {hours}", "–", ", "),
    "en": ("{days} {hours}", "–", ", "),
    "uk": ("{days} {hours}", "–", ", "),
    "ru": ("{days} {hours}", "–", ", "),
    "ar": ("{days}، من {hours}", " إلى ", "؛ "),
}
_SHORT_CLOCK = frozenset({"fi", "sv"})  # they write 9–15 and 9.30–15
_SPAN = re.compile(r"([^\W\d_]+)\.?(?:\s*-\s*([^\W\d_]+)\.?)?[\s:،,]*(\d{1,2})(?:[.:](\d{2}))?\s*-\s*(\d{1,2})(?:[.:](\d{2}))?")
_SMALL_WORDS = re.compile(r"\b(?:klo|kello|kl|من)\b\.?")
_TO = re.compile(r"\s*[–—−-]\s*|\s+إلى\s+")
_BETWEEN = re.compile(r"[\s,;،؛]*")


def read_hours(text: str) -> dict[str, str] | None:
    """Return the schedule that a text says, as facts hold it: {"mon-fri": "09:00-15:00"}; None where it says none, or more than that."""
    plain = _TO.sub("-", _SMALL_WORDS.sub(" ", text.casefold()))
    spans: dict[str, str] = {}
    end = 0
    for found in _SPAN.finditer(plain):
        day = _days(found[1], found[2])
        hours = _hours(*found.groups()[2:])
        if not _BETWEEN.fullmatch(plain[end : found.start()]) or day is None or hours is None or day in spans:
            return None
        spans[day], end = hours, found.end()
    return spans if spans and _BETWEEN.fullmatch(plain[end:]) else None


def write_hours(schedule: Mapping[str, str], language: str) -> str:
    """Return a schedule in the words of a language, English where the language is unknown."""
    form, to, between = _FORMS.get(language, _FORMS["en"])
    parts = []
    for days in sorted(schedule, key=lambda span: DAYS.index(span.partition("-")[0])):
        first, _, last = days.partition("-")
        names = [_name(day, language) for day in (first, last) if day]
        if language == "ar" and last:
            names[0] = f"من {names[0]}"
        hours = to.join(_clock(part, language) for part in schedule[days].split("-"))
        parts.append(form.format(days=(to if language == "ar" else "–").join(names), hours=hours))
    return between.join(parts)


def _name(day: str, language: str) -> str:
    return _NAMES.get(language, _NAMES["en"])[DAYS.index(day)]


def _clock(text: str, language: str) -> str:
    at = time.fromisoformat(text)
    if language in _SHORT_CLOCK:
        return f"{at.hour}.{at.minute:02}" if at.minute else f"{at.hour}"
    return f"{at.hour}:{at.minute:02}"


def _days(first: str, last: str | None) -> str | None:
    numbers = [_day(name) for name in (first, last) if name]
    if None in numbers or (last and (numbers[0] or 0) >= (numbers[1] or 0)):
        return None
    return "-".join(DAYS[number] for number in numbers if number is not None)


def _day(name: str) -> int | None:
    """Return the number of a day from its name, or from the beginning of it that is written short."""
    for names in _NAMES.values():
        for number, short in enumerate(names):
            if name.startswith(short.casefold()) and (len(short) > 2 or len(name) == len(short) or name in _LONG[number]):  # noqa: PLR2004
                return number
    return next((number for number, long in enumerate(_LONG) if name in long), None)


# Long names whose short forms are two letters.
_LONG = (
    frozenset({"maanantai", "понеділок", "понедельник"}),
    frozenset({"tiistai", "вівторок", "вторник"}),
    frozenset({"keskiviikko", "середа", "среда"}),
    frozenset({"torstai", "четвер", "четверг"}),
    frozenset({"perjantai", "пʼятниця", "пятница"}),
    frozenset({"lauantai", "субота", "суббота"}),
    frozenset({"sunnuntai", "неділя", "воскресенье"}),
)


def _hours(first: str, first_minutes: str | None, last: str, last_minutes: str | None) -> str | None:
    try:
        starts, ends = time(int(first), int(first_minutes or 0)), time(int(last), int(last_minutes or 0))
    except ValueError:
        return None
    return f"{starts:%H:%M}-{ends:%H:%M}" if starts < ends else None
