"""How well and for how long somebody says that they can do something, in six languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from welcomebot.domain.claims import Level
from welcomebot.domain.word_marks import Mark, Marks

MAX_YEARS = 60  # more is a calendar year, an age or a mistake

LEVELS = Marks(
    {
        Level.BEGINNER: (
            "beginner, beginners, novice, still learning, learning, never done, no experience, trainee level, starter,"
            " aloittelija*, vasta-alkaja*, opettelen, harjoittelen, ei kokemusta, alkeet, alkeita,"
            " nybörjar*, lär mig, ingen erfarenhet, utan erfarenhet,"
            " початківець, початківк*, новачок, вчуся, без досвіду, немає досвіду, учусь,"
            " начинающ*, новичок, учусь, без опыта, нет опыта, опыта нет, досвіду немає, только учусь,"
            " مبتدئ, مبتدئة, بتعلم, أتعلم, اتعلم, بدون خبرة, ما عندي خبرة, ليس لدي خبرة"
        ),
        Level.SOME: (
            "some, a bit, a bit of, bit of, a little, little, basic, basics, basics of, a few, somewhat, can help with,"
            " vähän, hieman, jonkin verran, joskus, perusteet, perus, auttavasti, jotenkuten,"
            " lite, litet, lite grann, en del, någon, grunder, grunderna, ibland, lite erfarenhet,"
            " трохи, трошки, трішки, небагато, інколи, іноді, базов*, основи,"
            " немного, немножко, чуть, чуть чуть, чуток, слегка, иногда, базов*, основы,"
            " شوي, شوية, قليلا, قليل, بسيط, بسيطة, أساسيات, مبادئ"
        ),
        Level.EXPERIENCED: (
            "experienced, very experienced, long experience, much experience, a lot of experience, good at, very good, well, skilled, many years,"
            " years of experience,"
            " kokenut, kokeneena, pitkä kokemus, paljon kokemusta, hyvin, hyvä, taitava, monta vuotta, vuosien kokemus, vankka kokemus,"
            " erfaren, erfarna, lång erfarenhet, mycket erfarenhet, bra på, duktig, skicklig, många år, van,"
            " досвідчен*, великий досвід, багато досвіду, добре, гарно, багато років, вправн*,"
            " опытн*, большой опыт, много опыта, хорошо, много лет, умел*,"
            " متمرس, متمرسة, خبرة طويلة, خبرة كبيرة, جيدا, جيد, منيح, كويس, سنوات كثيرة, عندي خبرة كبيرة"
        ),
        Level.PROFESSIONAL: (
            "professional, professionally, expert, master, senior, qualified, certified, licensed, fluent, fluently, excellent, top level,"
            " ammattilainen, ammattilaisena, ammattitaitoinen, asiantuntija, mestari, huippu, erinomainen, erinomaisesti, sujuvasti, pätevä, koulutettu,"
            " proffs, yrkesman, professionell, expert, mästare, utbildad, behörig, legitimerad, utmärkt, flytande,"
            " професійн*, професіонал, експерт, майстер, дипломован*, кваліфікован*, відмінно, вільно, чудово,"
            " профессиональн*, профессионал, эксперт, мастер своего дела, дипломирован*, квалифицирован*, отлично, свободно, профи,"
            " محترف, محترفة, خبير, خبيرة, ممتاز, بطلاقة, معلم محترف, اختصاصي"
        ),
    }
)
_NUMBERS = {
    1: "one yksi yhden ett один одна одну واحد واحدة",
    2: "two kaksi två два дві две اثنين",
    3: "three kolme tre три ثلاث ثلاثة تلات",
    4: "four neljä fyra чотири четыре أربع أربعة اربع",
    5: "five viisi fem пять خمس خمسة",
    6: "six kuusi sex шість шесть ست ستة",
    7: "seven seitsemän sju сім семь سبع سبعة",
    8: "eight kahdeksan åtta вісім восемь ثماني ثمانية تمن",
    9: "nine yhdeksän nio девять تسع تسعة",
    10: "ten kymmenen tio десять عشر عشرة",
    15: "fifteen viisitoista femton пятнадцять пятнадцать",
    20: "twenty kaksikymmentä tjugo двадцять двадцать عشرين عشرون",
}
NUMBERS = Marks({number: names.replace(" ", ",") for number, names in _NUMBERS.items()})
# Beyond the six languages the commonest ones that newcomers also write in.
YEARS = Marks(
    {
        0: "years, year, yrs, yr, vuotta, vuosi, vuoden, vuosia, vuotinen, år, års, åring, рік, роки, років, року, річн*, год, года, лет, летн*,"
        " سنة, سنوات, سنين, عام, أعوام, اعوام, سال, năm, yıl, yil, sano, sanadood, aastat",
        2: "سنتين, سنتان, عامين",  # Arabic has a dual
    }
)
AGE = Marks({True: "years old, year old, yo, aged, my age, i am a year, vuotias, vuotiaana, år gammal, år gammalt, мне, мені, возраст*, вік, عمري, عمر, يبلغ"})
LIVING = Marks(
    {
        True: "live, lived, living, moved, came, arrived, in finland, asun, asunut, asuin, muutin, muuttanut, suomessa, bor, bott, bodde, flyttade, flyttat,"
        " i finland, живу, жив, жила, жил, мешкаю, переїхав, переїхала, переехал*, приехал*, приїхав, приїхала, у фінляндії, в фінляндії, в финляндии,"
        " أسكن, اسكن, ساكن, عايش, عايشة, أعيش, اعيش, في فنلندا, بفنلندا"
    }
)
WORKING = Marks(
    {True: "work*, job*, työ*, jobb*, arbet*, прац*, робот*, работ*, стаж*, опыт*, досвід*, experience, kokemus*, erfarenhet*, شغل, عمل, عملت, اشتغلت, خبرة"}
)
_GLUED = re.compile(r"(\d{1,2})(?:v|vuotta|vuotias|år|y|yrs|years|г|л|р)")
_SMALL_NUMBER = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class Time:
    """Years that a clause names, and the places of their words."""

    start: int
    end: int
    years: int
    is_work: bool  # False for an age, and for the time that somebody has lived somewhere


def times(clause: Sequence[str]) -> list[Time]:
    """Return the numbers of years in a clause of folded words."""
    age_places = {place for mark in AGE.find(clause) for place in range(mark.start, mark.end)}
    is_living = bool(LIVING.find(clause)) and not WORKING.find(clause)
    found: list[Time] = []
    place = 0
    while place < len(clause):
        end, years = _years_at(clause, place)
        if end > place:
            if years <= MAX_YEARS:
                is_age = any(near in age_places for near in range(max(0, place - 2), min(end + 2, len(clause))))
                found.append(Time(place, end, years, is_work=not is_age and not is_living))
            place = end
        place += 1
    return found


def _years_at(clause: Sequence[str], place: int) -> tuple[int, int]:
    """Return the place after an expression of years that begins here, and their number; the same place where none does."""
    word = clause[place]
    if glued := _GLUED.fullmatch(word):
        return place + 1, int(glued[1])
    unit = YEARS.at(clause, place)
    if unit and unit.meaning:
        return unit.end, unit.meaning
    number = int(word) if _SMALL_NUMBER.fullmatch(word) else _spelled(NUMBERS.at(clause, place))
    following = place + 1
    if number is None or following >= len(clause):
        return place, 0
    unit = YEARS.at(clause, following)
    return (unit.end, number) if unit else (place, 0)


def _spelled(mark: Mark[int] | None) -> int | None:
    return mark.meaning if mark else None
