"""The bot's own sentences in a person's language, from the .po files beside this module.

Message ids are whole English sentences with named placeholders. The catalogues are compiled in memory at the start,
so that there is no build step to forget.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from welcomebot.domain.language import CODES

FOLDER = Path(__file__).parent
DOMAIN = "welcomebot"
SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class Translator:
    """Gives the bot's sentences in one language: `tr("Hello")`, `tr.plural("{n} day", "{n} days", n)`."""

    language: str
    _catalogue: NullTranslations

    def __call__(self, message: str) -> str:
        """Return the sentence in this language, placeholders untouched."""
        return self._catalogue.gettext(message)

    def plural(self, singular: str, plural: str, n: int, **values: object) -> str:
        """Return the form that fits the number, by the language's own rule, with `{n}` and the other placeholders filled."""
        return self._catalogue.ngettext(singular, plural, n).format(n=n, **values)


@cache
def translator(language: str) -> Translator:
    """Return the translator of a language; one that has no catalogue speaks English."""
    if language == SOURCE_LANGUAGE or language not in CODES:
        return Translator(SOURCE_LANGUAGE, NullTranslations())
    with catalogue_path(language).open("rb") as source:
        catalogue = read_po(source, locale=language, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translator(language, Translations(compiled))


def catalogue_path(language: str) -> Path:
    """Return the .po file of a language."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def later(sentence: str) -> str:
    """Mark a sentence for the catalogue where it is written; it is translated where it is shown."""
    return sentence
