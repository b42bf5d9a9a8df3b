"""Small words of six languages that structure what people tell about themselves. People mix languages, so all of them hold together."""

from welcomebot.domain.folding import fold
from welcomebot.domain.word_marks import Marks


def _set(written: str) -> frozenset[str]:
    return frozenset(fold(word) for word in written.split())


JOINING = _set("ja sekä tai eller och o å samt and or plus also myös också та і й або чи и или ещё ще также також أو و كمان ايضا")
# A denied list goes on over commas as long as one of these is still to come: "no welding, driving or cooking".
ALTERNATIVE = _set("or nor tai eikä enkä eller varken або чи ні ани или ни أو ولا")
CONTRAST = _set("but however mutta mut vaan paitsi men utan_att dock а але проте однак зато но однако لكن ولكن بس")
# The person does or has something: after a joining word this ends a denial before it.
AFFIRMING = _set(
    "i can know able have osaan voin olen teen minulla mulla on jag kan har är вмію можу знаю маю умею могу є есть"
    " أعرف اعرف بعرف أقدر اقدر أستطيع استطيع عندي لدي"
)
FILLERS = AFFIRMING | _set(
    # fi
    " osaa ole oo voi pysty tee halua osata taidot taitoja taito osaaminen kokemus kokemusta kokemukset työkokemus työkokemusta kokemuksella"
    " olin ollut oon tein tehnyt tehny tehdä haluan haluun haen haussa etsin työ työtä työt töitä hommia hommat homma duunia alan alalla alalta"
    " lisäksi sitten nyt"
    " kanssa vielä aina myös kyllä löytyy tuttuja tuttu tuttua voimassa se ne että kun niin kuin minä mä mun minun mulle kiitos kiva ok onnistuu se mut joo"
    # sv
    " kunnig kunskaper erfarenhet erfarenheter av inom som med i på vid jobbat jobbade jobba jobb jobbar arbete arbeta arbetat arbetar söker vill ha lära"
    " varit var är att det den en ett för till från mig min mitt mina ja jo går bra tack gärna helst även finns kunna"
    # en
    " im ive id am experience experienced skills skill worked working work works job jobs in of the a an my was been want wanting looking for do"
    " doing did done"
    " with as at to how on is are it that this there here me we very yes please too some also then now will would could from by who what any hello hi thanks"
    # uk
    " я умію працював працювала працюю робив робила роблю робити досвід роботи робота роботу навички маю був була шукаю хочу хотів хотіла"
    " з із зі на в у як для до по при від мене мені мій моя моє це той теж так ще вже ок можна дуже стажу стаж ж бути"
    # ru
    " умел работал работала работаю делал делала делаю делать опыт работы работа работу навыки есть был была ищу хочу хотел хотела"
    " с со на в как для до по при от меня мне мой моя это тот тоже да уже ок можно очень стаж стажа ж быть имею имеется"
    # ar
    " انا أنا اشتغلت عملت اعمل أعمل بشتغل اشتغل شغل عمل خبرة كنت ابحث عن اريد أريد بدي بدور في من مع على الى إلى هذا هذه كل اي أي نعم"
    " عملي شغلي مجال وعندي ولدي عادي كمان يا لي"
)
NOT_ONLY = Marks(
    {
        True: "not only, not just, no problem, no problems, ei vain, ei pelkästään, ei ongelmaa, ei haittaa, inte bara, inte endast, inga problem,"
        " inget problem, не тільки, не лише,"
        " без проблем, не проблема, не только, нет проблем, ليس فقط, مو بس, مش بس, لا مشكلة, مافي مشكلة, ما في مشكلة, مو مشكلة, مش مشكلة, بدون مشاكل, عادي"
    }
)
DENIALS = Marks(
    {
        True: "not, no, never, cannot, cant, dont, doesnt, havent, hasnt, isnt, arent, wont, without, lack, lacking, none, nor,"
        " ei, eikä, emme, enkä, eivät, puuttuu, puuttuvat, ilman, vailla, en osaa, en ole, en oo, en voi, en pysty, en tee, en halua, en puhu,"
        " en aja, en omista, en enää, en tunne,"
        " en käytä, en tiedä, en hitsaa, en kokkaa, en siivoa, en ikinä, en koskaan,"
        " inte, ej, aldrig, ingen, inget, inga, utan, saknar, varken,"
        " не, ні, без, немає, нема, нету, ніколи, никогда, нет, ни, відсутн*, отсутств*,"
        " لا, ما, مو, مش, ليس, ليست, لست, لم, بدون, ولا, غير, ماعندي, معنديش, مافي, لايوجد, ماعرف, مااعرف, مابعرف, بلا"
    }
)
# Places, times of day and circumstances are asked in steps of their own; they name no skill.
ASIDE = Marks(
    {
        True: "kokkola*, karleby*, jakobstad*, pietarsaar*, kälviä*, lohtaja*, kannus*, toholam*, kausti*, veteli*, halsua*, perho*, kronoby*,"
        " kruunupy*, larsmo*, luodo*,"
        " luoto, nykarleby*, коккол*, якобстад*, кокколі, كوكولا*, بكوكولا, finland*, suome*, фінлянд*, финлянд*, فنلندا, بفنلندا,"
        " night*, evening*, weekend*, morning*, daytime, full time, part time, full day, whole day, remotely, remote, car, bus, rent, wife, husband,"
        " aamu*, ilta*, yö*, öitä, viikonloppu*, täysaika*, osa aika*, kokoaika*, etänä, auto, hela dagar, heltid, deltid, kväll*, natt*, helg*,"
        " lördag*, söndag*, hemifrån, distans,"
        " ніч, ночі, вихідн*, повний день, повна зайнятість, неповна зайнятість, віддалено, готовий, готова, якщо треба, україни, україна,"
        " ночь, ночи, ночью, выходн*, полный день, неполный день, удаленно, готов, готова, если надо, рядом, дежурств*, машина,"
        " دوام كامل, دوام جزئي, ليل, مساء, صباح, قريب, عن بعد, العراق, سوريا"
    }
)
