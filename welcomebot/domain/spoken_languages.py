"""Which languages somebody says that they speak, and how well, in six languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from welcomebot.domain.skill_words import FILLERS, JOINING
from welcomebot.domain.vacancies import Cefr
from welcomebot.domain.word_marks import Mark, Marks

NAMES = Marks(
    {
        "fi": "finnish, suomi, suomea, suomen, suomeni, suomeksi, finska, finskan, фінськ*, фінська, финск*, финск, фин, фін, по фински, по фінськи,"
        " فنلندي*, الفنلندي*, بالفنلندي*, لفنلندي*, فنلاندی, fince, tiếng phần",
        "sv": "swedish, ruotsi, ruotsia, ruotsin, ruotsini, svenska, svenskan, шведськ*, шведск*, по шведски, سويدي*, السويدي*, بالسويدي*",
        "en": "english, englanti, englantia, englannin, engelska, engelskan, англійськ*, английск*, англ, по английски, انجليزي*, الانجليزي*,"
        " بالانجليزي*, انكليزي*, الانكليزي*, انگلیسی, ingilizce, tiếng anh",
        "uk": "ukrainian, ukraina, ukrainaa, ukrainan, ukrainska, ukrainskan, українськ*, украинск*, اوكراني*, الاوكراني*",
        "ru": "russian, venäjä, venäjää, venäjän, ryska, ryskan, російськ*, русск*, по русски, روسي*, الروسي*, بالروسي*",
        "ar": "arabic, arabia, arabiaa, arabian, arabiska, арабськ*, арабск*, عربي*, العربي*, بالعربي*",
        "et": "estonian, viro, viroa, viron, estniska, естонськ*, эстонск*, استوني*",
        "so": "somali, somalia, somaliska, сомалійськ*, сомалийск*, صومالي*, الصومالي*",
        "fa": "persian, farsi, dari, persia, persiaa, persiska, перськ*, персидск*, فارسي*, الفارسي*, دري",
        "ku": "kurdish, kurdi, kurdia, kurmanji, sorani, kurdiska, курдськ*, курдск*, كردي*, الكردي*",
        "vi": "vietnamese, vietnam, vietnamia, vietnamesiska, вʼєтнамськ*, вьетнамск*, فيتنامي*",
        "tr": "turkish, turkki, turkkia, turkin, turkiska, турецьк*, турецк*, تركي*, التركي*",
        "es": "spanish, espanja, espanjaa, spanska, іспанськ*, испанск*, اسباني*",
        "fr": "french, ranska, ranskaa, franska, французьк*, французск*, فرنسي*, الفرنسي*",
        "de": "german, saksa, saksaa, saksan, tyska, tyskan, німецьк*, немецк*, الماني*, الالماني*",
        "pl": "polish, puola, puolaa, polska, польськ*, польск*, بولندي*",
        "zh": "chinese, mandarin, kiina, kiinaa, kinesiska, китайськ*, китайск*, صيني*",
        "th": "thai, thaita, thailändska, тайськ*, тайск*",
        "tl": "tagalog, filipino, тагальськ*, тагальск*",
        "hi": "hindi, hindiä, хінді, хинди, هندي",
        "ur": "urdu, урду, اوردو",
        "ne": "nepali, nepalia, nepalesiska, непальск*, непальськ*, نيبالي",
        "bn": "bengali, bangla, бенгальск*",
        "sw": "swahili, swahilia, суахілі, суахили, سواحيلي",
        "ro": "romanian, romania, romaniaa, rumänska, румунськ*, румынск*, روماني*",
    }
)
# How people grade themselves; a level of the European framework beside the language always counts more.
LEVELS = Marks(
    {
        Cefr.C2: "native, mother tongue, first language, äidinkiel*, modersmål*, рідн*, родн*, لغتي الأم, اللغة الأم, لغة أم, لغتي الام",
        Cefr.C1: "fluent*, perfect*, excellent, professional, sujuva*, erinomai*, täydelli*, flytande, utmärkt, вільн*, досконал*, відмінно, свободн*,"
        " отлично, в совершенстве, بطلاقة, ممتاز, ممتازة, طليق*",
        Cefr.B2: "good, well, very well, very good, advanced, hyvä, hyvää, hyvin, bra, gott, väl, god, добре, гарно, хорош*, جيد, جيدا, جيدة,"
        " جيد جدا, منيح, منيحة, كويس, كويسة, متقدم*",
        Cefr.B1: "ok, okay, works, intermediate, conversational, normal*, fairly good, quite good, kohtalai*, keskitaso, keskitasoa, ihan ok, melko hyvin,"
        " funkar, duger, medel*, hyfsad*, ganska bra, нормально, непогано, розмовн*, середн*, неплохо, разговорн*, средн*, вполне, متوسط*, مقبول*",
        Cefr.A2: "basic*, a little, little, a bit, bit, some, perus*, vähän, hieman, jonkin verran, auttava*, auttavasti, lite, litet, lite grann, grund*,"
        " трохи, трошки, трішки, базов*, немного, немножко, чуть, чуть чуть, شوي, شوية, قليلا, قليل, بسيط, بسيطة, اساسي, يعني",
        Cefr.A1: "beginner*, learning, studying, few words, not good, not well, not very good, not very well, not fluent, alkeet, alkeita,"
        " aloittelij*, opettelen, opiskelen,"
        " ei hyvin, ei oikein, ei oikeen, ei kunnolla, ei suju, ei luista, heikko, heikosti, nybörjar*, lär mig, studerar, inte så bra, inte bra,"
        " dålig, svag,"
        " вчу, вивчаю, початк*, погано, слабо, не дуже, учу, изучаю, начальн*, плохо, не очень, مبتدئ, مبتدئة, بتعلم, اتعلم, ضعيف, ضعيفة, مو منيح,"
        " مش كويس, ليس جيدا",
    }
)
SPEAK = Marks(
    {
        True: "speak, speaks, spoken, speaking, language, languages, puhun, osaan, kielitaito, kielitaitoni, kieli, kieltä, kielet, pratar, talar,"
        " kan, språk,"
        " говорю, розмовляю, володію, знаю, мова, мови, мову, розумію, владею, понимаю, язык, языки, أتكلم, اتكلم, بحكي, احكي, أتحدث, لغة, لغات,"
        " اللغة, بعرف, عندي"
    }
)
NOT = Marks(
    {
        True: "no, not, dont, do not, cannot, can not, never, without, en, ei, en puhu, en osaa, ei puhu, inte, ej, ingen, не, ні, немає, нема, без,"
        " нет, لا, ما, مو, مش, بدون, ليس"
    }
)
# Letters of Cyrillic that look or sound like the Latin ones of a level.
_LETTERS = str.maketrans("абвс", "abbc")
_NEAR = 3  # words between a language and its level
FILLING = FILLERS | frozenset(
    ["level", "levels", "taso", "tasoa", "tasolla", "nivå", "рівень", "рівні", "рівня", "уровень", "уровне", "уровня", "مستوي", "مستواي", "oma"]
)


@dataclass(frozen=True)
class Spoken:
    """A language that a clause tells of, with its words; the level is None where only the language is named."""

    start: int
    end: int
    code: str
    level: Cefr | None
    is_denied: bool = False


def spoken_languages(clause: Sequence[str]) -> list[Spoken]:
    """Return the languages that a clause of folded words tells of; "Finnish" in "Finnish bakery" is none of them."""
    names = NAMES.find(clause)
    if not names:
        return []
    taken = {place for name in names for place in range(name.start, name.end)}
    levels = sorted([*_cefr(clause), *(mark for mark in LEVELS.find(clause) if mark.start not in taken)], key=lambda mark: mark.start)
    denials = [mark for mark in NOT.find(clause) if mark.start not in taken]
    graded = _graded(clause, names, levels)
    is_said = bool(SPEAK.find(clause)) or _names_only(clause, taken)
    found = []
    for place, name in enumerate(names):
        mark = graded[place]
        is_denied = mark is None and any(denial.start < name.start or denial.start <= name.end for denial in denials) and (is_said or _next_to(denials, name))
        if mark is not None or is_said or is_denied:
            start, end = min(name.start, mark.start if mark else name.start), max(name.end, mark.end if mark else name.end)
            found.append(Spoken(start, end, name.meaning, mark.meaning if mark else None, is_denied))
    return found


def cefr_of(word: str) -> Cefr | None:
    """Return the level that a folded word writes, also in Cyrillic letters: "б1" is B1."""
    return Cefr.__members__.get(word.translate(_LETTERS).upper())


def _cefr(clause: Sequence[str]) -> list[Mark[Cefr]]:
    return [Mark(place, place + 1, level) for place, word in enumerate(clause) if (level := cefr_of(word))]


def _graded(clause: Sequence[str], names: Sequence[Mark[str]], levels: Sequence[Mark[Cefr]]) -> list[Mark[Cefr] | None]:
    """Give each language the level behind it, else the one in front of it, else that of the next language in the same row."""
    found: list[Mark[Cefr] | None] = []
    for place, name in enumerate(names):
        before = names[place - 1].end if place else 0
        after = names[place + 1].start if place + 1 < len(names) else len(clause)
        behind = [mark for mark in levels if name.end <= mark.start < min(after, name.end + _NEAR)]
        in_front = [mark for mark in levels if max(before, name.start - _NEAR) <= mark.start < name.start and mark not in found]
        exact = [mark for mark in behind if cefr_of(clause[mark.start])]
        found.append(next(iter([*exact, *in_front[-1:], *behind] if in_front and not place else [*exact, *behind, *in_front[-1:]]), None))
    for place in range(len(names) - 2, -1, -1):
        between = clause[names[place].end : names[place + 1].start]
        if found[place] is None and all(word in JOINING for word in between):
            found[place] = found[place + 1]
    return found


def _names_only(clause: Sequence[str], taken: set[int]) -> bool:
    return all(place in taken or word in JOINING or word in FILLING for place, word in enumerate(clause))


def _next_to(denials: Sequence[Mark[bool]], name: Mark[str]) -> bool:
    return any(denial.end == name.start or denial.start == name.end for denial in denials)
