"""The facts that the code names are in the knowledge, and nobody in danger meets a card without its number."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests import shipped
from welcomebot.bootstrap import utc_now
from welcomebot.domain.contacts import KINDS, Confidence
from welcomebot.domain.language import CODES
from welcomebot.services.library import Library
from welcomebot.services.ports import Person
from welcomebot.services.read_knowledge import Knowledge
from welcomebot.telegram.cards import emergency
from welcomebot.telegram.services import Services
from welcomebot.telegram.turn import Turn

TELEGRAM = Path(emergency.__file__).parents[1]
FACT = re.compile(rf'"((?:{"|".join(KINDS)}):[a-z0-9-]+)"')
# Official, but its hours and one of its numbers differ between two pages: 112 and the Finnish line stand above it.
MAY_BE_MEDIUM = {"phone:mieli-your-language"}
FINNISH_LINE = "+358 9 2525 0111"
CRISIS_LINES = {
    "fi": FINNISH_LINE,
    "sv": "+358 9 2525 0112",
    "ar": "+358 9 2525 0113",
    "uk": "+358 9 2525 0114",
    "ru": "+358 9 2525 0115",
    "en": "+358 9 2525 0116",
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return shipped.knowledge()


def keys(path: Path) -> set[str]:
    return set(FACT.findall(path.read_text()))


def card(knowledge: Knowledge, kind: str, language: str) -> str:
    services = Services(None, Library(knowledge.articles, knowledge.contacts, revision=0), utc_now, ZoneInfo("Europe/Helsinki"))  # type: ignore[arg-type]
    turn = Turn(Person(user_id=0, language=language), 0, language, services, work=None, effects=[])  # type: ignore[arg-type]
    html, _buttons = emergency.emergency_card(turn, kind)
    return html.visible


def test_every_fact_that_the_code_names_is_known(knowledge: Knowledge) -> None:
    named = {path.relative_to(TELEGRAM).as_posix(): keys(path) for path in TELEGRAM.rglob("*.py")}
    assert named["cards/emergency.py"] >= {"phone:112", "phone:mieli", "phone:mieli-your-language", "phone:nollalinja", "link:mieli"}
    assert {path: missing for path, found in named.items() if (missing := found - knowledge.contacts.keys())} == {}


def test_the_numbers_of_emergencies_are_sure(knowledge: Knowledge) -> None:
    phones = {key for key in keys(Path(emergency.__file__)) if key.startswith("phone:")}
    unsure = {key for key in phones if knowledge.contacts[key].confidence is not Confidence.HIGH}
    assert unsure <= MAY_BE_MEDIUM
    assert all(knowledge.contacts[key].confidence is Confidence.MEDIUM for key in unsure)
    assert [key for key in sorted(phones) if knowledge.contacts[key].expires] == []


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("kind", emergency.CALL_SENTENCES)
def test_every_emergency_card_says_112(knowledge: Knowledge, kind: str, language: str) -> None:
    assert re.search(r"(?<!\d)112(?!\d)", card(knowledge, kind, language))


@pytest.mark.parametrize("language", CODES)
def test_the_crisis_card_holds_the_finnish_line_and_that_of_the_language(knowledge: Knowledge, language: str) -> None:
    text = card(knowledge, "crisis", language)
    assert set(re.findall(r"\+358 9 2525 \d+", text)) == {FINNISH_LINE, CRISIS_LINES[language]}
    assert (knowledge.contacts["link:mieli"].label_in(language) in text) == (language != "fi")


@pytest.mark.parametrize("language", CODES)
def test_the_card_about_violence_at_home_holds_the_helpline(knowledge: Knowledge, language: str) -> None:
    assert "080 005 005" in card(knowledge, "home-violence", language)
