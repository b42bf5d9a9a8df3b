"""Which languages the service speaks, and what people call them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language of the service: ISO 639-1 code, the name its speakers use, writing direction."""

    code: str
    endonym: str
    is_rtl: bool = False


LANGUAGES: tuple[Language, ...] = (
    Language("fi", "Suomi"),
    Language("sv", "Svenska"),
    Language("en", "English"),
    Language("uk", "Українська"),
    Language("ru", "Русский"),
    Language("ar", "العربية", is_rtl=True),
)
CODES: tuple[str, ...] = tuple(language.code for language in LANGUAGES)
RTL_CODES = frozenset(language.code for language in LANGUAGES if language.is_rtl)

# Languages that newcomers also write in: their questions are understood, but there are no texts in them yet.
UNDERSTOOD: dict[str, str] = {
    "so": "Soomaali",
    "fa": "فارسی",
    "vi": "Tiếng Việt",
    "et": "Eesti",
    "tr": "Türkçe",
    "es": "Español",
    "fr": "Français",
    "zh": "中文",
    "th": "ไทย",
    "tl": "Tagalog",
}

# The nearest language that most speakers read, where an article has no version in their own.
# Ukrainian falls back to Russian only if the person agreed to it.
FALLBACKS: tuple[str, ...] = ("en", "fi")


def endonym(code: str) -> str:
    """Return the name that speakers give their language, or the code of one that the service does not know."""
    return next((language.endonym for language in LANGUAGES if language.code == code), UNDERSTOOD.get(code, code))


def fallback_order(code: str, *, accepts_russian: bool = False) -> tuple[str, ...]:
    """Return the languages to try for a person, their own first."""
    near = ("ru",) if code == "uk" and accepts_russian else ()
    return tuple(dict.fromkeys((code, *near, *FALLBACKS)))
