"""From a free text to the phrases that may name what somebody can do: lists taken apart, fillers dropped, denials marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from welcomebot.domain.folding import fold, words

# Words of all six languages together: people mix them, and none of these names a skill in another language.
JOINING = "ja sekä tai och samt eller and or plus та і й або и или أو و"
FILLERS = (
    " osaan osaa taidot taitoja osaaminen kokemus kokemusta kokemukset työkokemus olen olin ollut teen tein tehnyt voin haluan haen"
    " etsin työ työtä työt töitä hommia hommat homma"
    " kan kunnig kunskaper erfarenhet erfarenheter jag är har var jobbat jobbade jobba jobb arbete arbeta arbetat söker vill med som"
    " inom av"
    " i im am can know able experience experienced skills skill have had worked working work works job as with in of the a an my was"
    " been want looking for do doing did years year"
    " я вмію умію можу знаю працював працювала працюю робив робила роблю досвід роботи робота роботу навички маю був була шукаю хочу"
    " років рік роки з на в у як"
    " умею могу знаю работал работала работаю делал делала делаю опыт работы работа работу навыки есть был была ищу хочу"
    " лет год года с на в как у меня"
    " انا أنا اعرف أعرف بعرف اقدر أقدر استطيع أستطيع اشتغلت عملت اعمل أعمل بشتغل شغل عمل خبرة عندي لدي كنت ابحث عن اريد بدي في من سنة"
    " سنوات سنين"
)
# "I do not" in Finnish is an article in Swedish: it denies before one of these verbs only.
FINNISH_NOT, DENIED_VERBS = "en", "osaa ole voi pysty tee halua"
DENIALS = "ei eikä emme inte ej aldrig not no never cannot cant dont without не ні без нет لا ما مو مش ليس بدون"
_BORDERS = re.compile(r"[,.;:!?…•·\n\r\t()\[\]/|]+|\s[-–—]\s")
_JOINING = frozenset(fold(word) for word in JOINING.split())
_DENIED_VERBS = frozenset(fold(word) for word in DENIED_VERBS.split())
_FILLERS = frozenset(fold(word) for word in FILLERS.split()) | _DENIED_VERBS
_DENIALS = frozenset(fold(word) for word in DENIALS.split())


@dataclass(frozen=True)
class Phrase:
    """A part of a text that may name one skill; `is_denied` where the person says that they lack it."""

    text: str  # in common spelling, one space between words
    core: str  # without the words at both ends that name nothing
    is_denied: bool = False


def phrases(text: str) -> list[Phrase]:
    """Return the phrases of a text in their order, in common spelling."""
    found: list[Phrase] = []
    for clause in _BORDERS.split(text):
        found += _phrases_of(words(clause))
    return found


def _phrases_of(clause: list[str]) -> Iterator[Phrase]:
    # A denial holds for what follows it in its clause: "I can weld but not drive a truck or a bus".
    is_denied, gathered = False, list[str]()
    for word, following in pairwise([*clause, "", ""]):
        denies = word in _DENIALS or (word == FINNISH_NOT and following in _DENIED_VERBS)
        if word and word not in _JOINING and not denies:
            gathered.append(word)
            continue
        if core := _without_fillers(gathered):
            yield Phrase(" ".join(gathered), " ".join(core), is_denied)
        gathered = []
        is_denied = is_denied or denies


def _without_fillers(gathered: list[str]) -> tuple[str, ...]:
    """Cut fillers off both ends; inside a name they belong to it."""
    start, end = 0, len(gathered)
    while start < end and gathered[start] in _FILLERS:
        start += 1
    while end > start and gathered[end - 1] in _FILLERS:
        end -= 1
    return tuple(gathered[start:end])
