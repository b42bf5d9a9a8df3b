"""Whether a changed answer says something else, so that people who relied on the old one must hear of it."""

import re
from collections import Counter
from difflib import SequenceMatcher

from welcomebot.domain.contacts import REFERENCE, references
from welcomebot.domain.folding import words
from welcomebot.domain.knowledge import ArticleText

MIN_ALIKE = 0.9  # of the words; below, it is another text

_DIGITS = re.compile(r"\d+")
# Small words that turn a sentence round. Apostrophes are gone when words are compared: "don't" is "dont".
_NEGATIONS = {
    "en": "no not never none nobody nothing without cannot dont doesnt didnt cant wont isnt arent wasnt shouldnt mustnt neednt havent hasnt",
    "fi": "ei en et emme ette eivät eikä älä älkää ilman koskaan",
    "sv": "inte ej icke aldrig ingen inget inga utan varken",
    "uk": "не ні без ніколи ніхто нічого немає нема",
    "ru": "не ни нет без никогда никто ничего нельзя",
    "ar": "لا لم لن ليس ليست بدون دون غير",
}
_ALL_NEGATIONS = frozenset(word for line in _NEGATIONS.values() for word in words(line))
# The beginnings of the numbers up to ten, as they are written out and inflected.
_NUMBERS = re.compile(
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|half|double"
    "|yksi|yhde|yhtä|kaksi|kahde|kahta|kolme|neljä|viisi|viide|viittä|kuusi|kuude|kuutta|seitsemä|kahdeksa|yhdeksä|kymmene|puol"
    "|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|halv"
    "|один|одн|два|дв[ао]|дві|двох|три|трьох|трех|чотир|четыр|п.?ят|пят|шіст|шест|сім|сем[ьи]|вісім|восьм|восем|дев.?ят|десят|пів|пол"
    "|واحد|اثن|ثلاث|اربع|خمس|ست|سبع|ثماني|تسع|عشر|نصف)\\w{0,4}",
)


def is_substantial(old: ArticleText, new: ArticleText) -> bool:
    """Tell whether facts, numbers or negations differ, or more than a tenth of the words; spelling and small words do not count."""
    if Counter(references(old.body)) != Counter(references(new.body)):
        return True
    before, after = _content(old), _content(new)
    if _turning(before) != _turning(after):
        return True
    return SequenceMatcher(None, before, after, autojunk=False).ratio() < MIN_ALIKE


def _content(text: ArticleText) -> list[str]:
    return words(f"{text.title}\n{REFERENCE.sub(' ', text.body)}")


def _turning(found: list[str]) -> Counter[str]:
    return Counter(word for word in found if _DIGITS.search(word) or word in _ALL_NEGATIONS or _NUMBERS.fullmatch(word))
