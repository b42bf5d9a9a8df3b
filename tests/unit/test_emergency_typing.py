"""Danger is recognised however the keyboard is set and whatever language a short cry seems to be."""

import pytest

from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import NoEmbedder

WITHOUT_DOTS = [
    # Finnish and Swedish on a keyboard without å, ä, ö
    "aitini ei hengita enaa, tulkaa apuun",
    "min pappa ar medvetslos och andas inte",
]
SEEMINGLY_ANOTHER_LANGUAGE = [
    # English that a detector takes for another language
    "she collapsed in the shop",
    "my boyfriend choked me",
]


@pytest.mark.parametrize("text", [*WITHOUT_DOTS, *SEEMINGLY_ANOTHER_LANGUAGE])
def test_danger_is_recognised(text: str) -> None:
    assert Answerer(NoEmbedder()).is_emergency(text)


@pytest.mark.parametrize("text", ["where can I walk my dog in kokkola", "jag har en fraga om hyra", "har du tid idag", "mista saan verokortin"])
def test_everyday_question_without_dots_is_none(text: str) -> None:
    assert not Answerer(NoEmbedder()).is_emergency(text)


NEIGHBOURS_OF_DANGER = [
    # An everyday word that is one letter away from a word of danger
    "olen orolig for min son",  # orolig, not orörlig
    "jag ar orolig over hyran",
    "rajaton netti halvalla",  # rajaton, not räjähti
    "saako lapsesta rahaa",  # rahaa, not raahaa
    "mista lapselle rahaa harrastuksiin",
    "fungerar kortet överallt i stan om man reser",  # överallt, not överfall
    "muuttaa kauppasi osoite",  # kauppasi, not kaappasi
    "minua huijattiin netissä",  # huijattiin, not huumattiin
    "ei pussia kaupasta",  # pussia, not pulssia
    "ohjeet joihin tarvitaan lupa",  # joihin, not jäihin
    "byta adress före flytt, vad ska man göra",  # the move, not "fled"
    "elavtal fore flytt, ska man ringa",
    "får babyn automatiskt ett kort",  # automatic, not the weapon
]
STILL_DANGER = [
    "han ligger ororlig pa golvet",
    "hon är orörlig",
    "räjähdys naapurissa",
    "rajahti iso pamaus keittiossa",
    "mies raahaa minua hiuksista",
    "jag blev överfallen på gatan",
    "joku kaappasi lapsen autoon",
    "minut huumattiin baarissa",
    "hänellä ei ole pulssia",
    "lapsi putosi jäihin",
    "jag har flytt från min man",
    "чоловік з автоматом ходить біля школи",
    "мужик с автоматом на улице",
]


@pytest.mark.parametrize("text", NEIGHBOURS_OF_DANGER)
def test_a_word_that_looks_like_danger_is_none(text: str) -> None:
    assert not Answerer(NoEmbedder()).is_emergency(text)


@pytest.mark.parametrize("text", STILL_DANGER)
def test_the_word_of_danger_itself_is_still_recognised(text: str) -> None:
    assert Answerer(NoEmbedder()).is_emergency(text)
