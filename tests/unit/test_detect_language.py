"""The language of a message, also of a short one."""

import pytest

from welcomebot.search.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Miten haen verokorttia kun aloitan työt ensi viikolla?", "fi"),
        ("Hur ansöker jag om en dagvårdsplats för min dotter?", "sv"),
        ("Where can I find a doctor who speaks English?", "en"),
        ("Як отримати тимчасовий захист для дитини?", "uk"),
        ("Где можно получить налоговую карту?", "ru"),
        ("كيف أسجل أولادي في المدرسة؟", "ar"),
        ("Sidee baan u heli karaa dhakhtar caruureed?", "so"),
        ("Kus ma saan end elanikuna registreerida?", "et"),
        ("Türkiye'den aldığım ehliyet burada geçerli mi?", "tr"),
        ("我怎么办理居留许可？", "zh"),
    ],
)
def test_a_sentence_is_recognised_without_a_choice(text: str, language: str) -> None:
    assert detect(text)[0] == language


@pytest.mark.parametrize("chosen", ["uk", "ru", "ar"])
@pytest.mark.parametrize("text", ["Kela", "Migri", "vero kortti", "112"])
def test_a_name_does_not_change_the_language(text: str, chosen: str) -> None:
    assert detect(text, chosen)[0] == chosen


@pytest.mark.parametrize(("text", "chosen"), [("tax card", "fi"), ("работа", "uk"), ("asunto", "en"), ("школа", "ru")])
def test_a_short_text_keeps_the_chosen_language(text: str, chosen: str) -> None:
    assert detect(text, chosen)[0] == chosen


def test_a_whole_sentence_in_another_language_changes_it() -> None:
    assert detect("Where do I get a Finnish personal identity code for my child?", "fi")[0] == "en"


@pytest.mark.parametrize("text", ["", "???", "12345", "👍", "\u202e\u200b"])
def test_a_text_without_letters_has_no_language_of_its_own(text: str) -> None:
    assert detect(text, "sv") == ("sv", 0.0)
    assert detect(text) == ("en", 0.0)


@pytest.mark.parametrize("text", ["where to tune a piano in Kokkola", "is there an IKEA in Kokkola", "how long does Kela need"])
def test_a_name_in_a_sentence_does_not_change_its_language(text: str) -> None:
    assert detect(text, "en")[0] == "en"
