"""Danger is recognised in six languages, and look-alikes stay what they are."""

import pytest

from tests.unit.emergency_sentences import CALM, CRISIS, DANGER, HOME_VIOLENCE
from welcomebot.domain.emergency import find_emergency
from welcomebot.search.rule_files import load_rules

RULES = load_rules().emergencies


def cases(sentences: dict[str, list[str] | str]) -> list[tuple[str, str]]:
    return [(language, line) for language, lines in sentences.items() for line in (lines.splitlines() if isinstance(lines, str) else lines)]


@pytest.mark.parametrize(("language", "text"), cases(DANGER))
def test_danger_is_caught(language: str, text: str) -> None:
    assert find_emergency(text, RULES) is not None


@pytest.mark.parametrize(("language", "text"), cases(CRISIS))
def test_who_thinks_of_suicide_gets_the_crisis_line(language: str, text: str) -> None:
    found = find_emergency(text, RULES)

    assert found is not None
    assert found.kind == "crisis"


@pytest.mark.parametrize(("language", "text"), cases(HOME_VIOLENCE))
def test_who_is_beaten_at_home_gets_nollalinja(language: str, text: str) -> None:
    found = find_emergency(text, RULES)

    assert found is not None
    assert found.kind == "home-violence"


@pytest.mark.parametrize(("language", "text"), cases(CALM))
def test_a_look_alike_is_no_emergency(language: str, text: str) -> None:
    assert find_emergency(text, RULES) is None


@pytest.mark.parametrize("text", ["", " ", "🔥", "112", "?!", "\u200f\u200f"])
def test_a_text_without_words_is_no_emergency(text: str) -> None:
    assert find_emergency(text, RULES) is None


@pytest.mark.parametrize("text", ["my wife is unconcious", "pomogite on ne dyshit", "ESTÁ pas", "sydänkohtus apua heti", "задыхаеться"])
def test_typing_mistakes_do_not_hide_danger(text: str) -> None:
    found = find_emergency(text, RULES) is not None

    assert found is (text != "ESTÁ pas")
