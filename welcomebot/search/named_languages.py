"""Which languages a short phrase of an ad names: "ukrainan kieli", "basic Finnish", "finska eller svenska"."""

from functools import cache

from babel import Locale

from welcomebot.domain.folding import words
from welcomebot.domain.language import CODES

CODE_LETTERS = 2  # a code of more letters is a language that no ad here names
# What stands beside the name of a language in a phrase that names nothing else.
BESIDE = frozenset(
    words(
        "kieli kielen kielitaito taito osaaminen perusteet auttava hyvä sujuva ja tai"
        " language languages skills basic good fluent some knowledge of and or"
        " språk språket kunskaper i goda grundläggande och eller"
    )
)
# "of the language", where Finnish changes more than the end.
GENITIVES = {"suomen": "fi", "englannin": "en", "turkin": "tr", "hollannin": "nl", "thain": "th", "vietnamin": "vi", "tagalogin": "tl", "tšekin": "cs"}


def named_languages(phrase: str) -> tuple[str, ...]:
    """Return the codes of the languages that a phrase names, if it names nothing else."""
    rest = [word for word in words(phrase) if word not in BESIDE]
    codes = [_codes().get(word) for word in rest]
    return tuple(dict.fromkeys(code for code in codes if code)) if all(codes) else ()


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for speaking in CODES:
        for code, name in Locale(speaking).languages.items():
            folded = words(name)
            if len(code) == CODE_LETTERS and len(folded) == 1:
                found.setdefault(folded[0], code)
                if speaking == "fi":
                    found.setdefault(f"{folded[0]}n", code)
    return found | GENITIVES
