"""What the office demands of the words of an article, checked on plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from welcomebot.domain.contacts import REFERENCE
from welcomebot.domain.folding import words

MAX_UNITS = 3500
MIN_QUESTIONS = 5
MIN_WORDS, MAX_WORDS = 40, 220
MAX_SENTENCE_WORDS = 25
MAX_RELATED = 3

# Services that carry their address as a name.
_NAMES_WITH_DOMAIN = re.compile(r"\b(?:Suomi|InfoFinland)\.fi\b")
_MONTHS = (
    r"januar|februar|march\b|april|may\b|june\b|july\b|august|septemb|octob|oktob|novemb|decemb|mars\b|maj\b|juni\b|juli\b"
    r"|tammik|helmik|maalisk|huhtik|toukok|kesäk|heinäk|elok|syysk|lokak|marrask|jouluk"
    r"|январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр"
    r"|січ[не]|лют(?:ий|ого)|берез|квіт|травн?|черв|лип[не]|серп|верес|жовт|листоп|груд"
    r"|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
_UNITS_OF_TIME = (
    r"hours?\b|days?\b|weeks?\b|months?\b|years?\b|minutes?\b"
    r"|tun(?:ti|nin|tia|nissa)|päiv|viiko|viikk|kuukau|vuo[dst]|minuut|timm|dag(?:ar)?\b|veck|månad|år\b"
    r"|годин|д(?:ень|ні|нів|ня|ней)\b|тиж|місяц|рок[иу]|років|рік\b|хвилин|час(?:а|ов)?\b|недел|месяц|год[а]?\b|лет\b|минут"
    r"|ساع|يوم|أيام|أسبوع|أسابيع|شهر|أشهر|سن[ةو]|عام|أعوام|دقيق|دقائق"
)
_FACTS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("email", r"[\w.+-]{1,64}@[\w-]+\.\w+"),
        ("url", r"https?://\S*|www\.\S*|(?<![\w-])[\w-]{2,63}\.(?:fi|com|eu|org|net|se|info)\b"),
        ("date", rf"(?<![\d.])\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?(?!\d)|(?<!\d)\d{{4}}-\d{{2}}-\d{{2}}|(?<!\d)\d{{1,2}}\.?\s?(?:{_MONTHS})"),
        ("time", r"(?<![\d.,])\d{1,2}[:.]\d{2}(?!\d|[:.]\d)|\b(?:klo|kello|kl)\b\.?\s?\d{1,2}|\b\d{1,2}\s?[ap]\.?m\b|الساعة\s?\d{1,2}"),
        ("phone", r"(?<![\w.])(?:\+|0)\d[\d \-\u00a0()]{4,30}\d|(?<!\d)(?:112|116\s?\d{3})(?!\d)"),
        ("sum", r"[€$£]\s?\d[\d.,]*|\d[\d.,\u00a0 ]{0,12}\s?(?:€|\$|£|euro\w*|eur\b|евро|євро|يورو)"),
        ("percent", r"\d[\d.,]{0,6}\s?(?:%|٪|prosent|procent|per ?cent|процент|відсот|بالمئة|في المئة|بالمائة|في المائة)"),
        ("duration", rf"\d{{1,4}}(?:\s|-|\u00a0)?(?:{_UNITS_OF_TIME})"),
        ("number", r"(?<!\d)(?!(?:19|20)\d{2}(?!\d))\d{3,}"),
    )
)
_DIGIT = re.compile(r"\d")
_KINDS_WITHOUT_DIGITS = frozenset({"email", "url"})
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])[\s\"»”’)]+")


@dataclass(frozen=True)
class LiteralFact:
    """A fact that was typed where a reference belongs."""

    kind: str
    text: str


def literal_facts(text: str) -> Iterator[LiteralFact]:
    """Yield every fact that is typed in a text, each once; what a reference brings does not count."""
    rest = REFERENCE.sub(" ", text)
    rest = _NAMES_WITH_DOMAIN.sub(lambda name: " " * len(name[0]), rest)
    has_digit = _DIGIT.search(rest) is not None
    for kind, pattern in _FACTS:
        if not has_digit and kind not in _KINDS_WITHOUT_DIGITS:
            continue
        for match in pattern.finditer(rest):
            yield LiteralFact(kind, match[0].strip())
        rest = pattern.sub(lambda fact: "_" * len(fact[0]), rest)


def word_count(text: str) -> int:
    """Return the number of words, as a reader counts them: a hyphenated word is one."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, step or note."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def same_question(question: str) -> str:
    """Return what two questions share if a person would call them the same."""
    return " ".join(words(question))


def utf16_units(text: str) -> int:
    """Return the length as Telegram counts it."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
