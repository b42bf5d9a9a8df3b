"""What an employer's own words say about pay and hours, and about how and until when to apply."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from welcomebot.domain.vacancies import PayBasis

MAX_TITLE = 120  # characters
MAX_PAY = 200
FULL_WEEK = 168  # hours
FURTHEST_DAYS = 366  # a last day beyond a year is a slip

# "38 h", "20-30 tuntia viikossa", "38,5 timmar"; "15 € / h" is pay, so no slash or currency may stand between.
HOURS = re.compile(
    r"(?<![\d/€.,:])(\d{1,3}(?:[.,]\d{1,2})?)(?:\s*[-–—]\s*(\d{1,3}(?:[.,]\d{1,2})?))?\s*"
    r"(?:h\b|hrs?\b|hours?\b|tunti\w*|tim(?:mar|me|mars)?\b|год\w*|час\w*|ساع\w*)"
    r"(?:\s*(?:/|per\b|a\b|i\b|на\b|в\b|في\b)?\s*(?:vk\b|viik\w*|veck\w*|week\w*|тиж\w*|нед\w*|(?:ال)?[أا]سبوع\w*))?",
    re.IGNORECASE,
)
PER_HOUR = re.compile(r"(?:/|\bper\b|\bi\b)\s*(?:h\b|hour|tim|tunti|год|час)|tunti(?:palk\w*|a kohti)|timlön\w*|/\s*ساع\w*", re.IGNORECASE)
PER_MONTH = re.compile(r"(?:/|\bper\b|\bi\b)\s*(?:kk\b|m[åo]n\w*|mo\b|міс\w*|мес\w*)|kuukausi\w*|kuussa|monthly|månadslön\w*|/\s*شهر\w*|شهري\w*", re.IGNORECASE)
AGREEMENT = re.compile(r"\btes\b|työehto\w*|kollektivavtal\w*|collective|колект\w*|коллект\w*|جماعي\w*", re.IGNORECASE)

DAY = re.compile(r"(?<!\d)(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?)(?![\d])")
URL = re.compile(r"https?://[^\s<>\"']{4,500}|www\.[^\s<>\"']{4,500}", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@<>,;:()]{1,64}@[^\s@<>,;:()]+\.[A-Za-z]{2,24}")
PHONE = re.compile(r"\+?\d[\d \-()]{5,18}\d")


@dataclass(frozen=True)
class Paid:
    """What is said about pay and hours; None where nothing is."""

    text: str = ""
    basis: PayBasis | None = None
    hours_a_week: tuple[float, float] | None = None


@dataclass(frozen=True)
class Applying:
    """Until when, and where."""

    last_day: date | None = None
    url: str = ""
    phone: str = ""
    email: str = ""

    @property
    def is_reachable(self) -> bool:
        """Tell whether a seeker can apply at all."""
        return bool(self.url or self.phone or self.email)


class NotADayError(ValueError):
    """The day does not exist, is over, or lies more than a year ahead."""


def title_and_text(text: str) -> tuple[str, str]:
    """Return the title of an ad and the rest: its first line, or of a long line the first sentence."""
    first, _, rest = text.strip().partition("\n")
    if not rest.strip() and len(first) > MAX_TITLE // 2:
        sentence = re.match(r".{3,}?[.!?:;](?=\s)|.{3,}?\s[-–—](?=\s)", first)
        if sentence:
            first, rest = sentence[0].rstrip(" .:;-–—"), first[sentence.end() :]
    title = first.strip()
    if len(title) > MAX_TITLE:
        cut = title.rfind(" ", 0, MAX_TITLE)
        cut = cut if cut > 0 else MAX_TITLE
        title, rest = title[:cut].rstrip(), f"{title[cut:].lstrip()}\n{rest}"
    return title, rest.strip()


def ascii_digits(text: str) -> str:
    """Return the text with the digits of every script as 0-9: a telephone and a calendar know no others."""
    return "".join(str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text)


def read_pay(text: str) -> Paid:
    """Return the pay in the employer's own words, with what it is counted by and the hours of a week where they are said."""
    # The example that employers copy has an unseen joiner behind the stroke.
    written = ascii_digits(" ".join(text.replace("\u2060", "").split())[:MAX_PAY])
    basis = next((basis for basis, pattern in BASES if pattern.search(written)), None)
    found = HOURS.search(written)
    if found is None:
        return Paid(written, basis)
    least = float(found[1].replace(",", "."))
    most = float(found[2].replace(",", ".")) if found[2] else least
    hours = (min(least, most), max(least, most))
    if not 0 < hours[0] <= hours[1] <= FULL_WEEK:
        return Paid(written, basis)
    return Paid(_without(written, found), basis, hours)


def read_applying(text: str, *, today: date) -> Applying:
    """Return what a text says of the last day and the ways to apply; raises NotADayError for a day that nobody can mean."""
    text = ascii_digits(text)
    found = DAY.search(text)
    day = _day(found, today) if found else None
    rest = text if found is None else text[: found.start()] + " " + text[found.end() :]
    url, rest = _taken(URL, rest)
    email, rest = _taken(EMAIL, rest)
    phone, _ = _taken(PHONE, rest)
    url = url.rstrip(".,;)")
    return Applying(day, f"https://{url}" if url.casefold().startswith("www.") else url, phone.strip(), email.rstrip("."))


BASES = ((PayBasis.HOUR, PER_HOUR), (PayBasis.MONTH, PER_MONTH), (PayBasis.AGREEMENT, AGREEMENT))


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()].rstrip(' ,;·')} {text[found.end() :].lstrip(' ,;·')}".strip()


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    return (found[0], text[: found.start()] + " " + text[found.end() :]) if found else ("", text)


def _day(found: re.Match[str], today: date) -> date:
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        meant = date(int(year or today.year), int(month), int(day))
        if not year and meant < today:
            meant = meant.replace(year=today.year + 1)
    except ValueError as error:
        raise NotADayError from error
    if not 0 <= (meant - today).days <= FURTHEST_DAYS:
        raise NotADayError
    return meant
