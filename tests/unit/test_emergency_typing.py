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
