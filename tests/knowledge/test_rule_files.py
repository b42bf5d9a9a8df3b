"""The phrase rules and the gate's coefficients are whole in every language."""

import re
from pathlib import Path

import pytest
import yaml

from tests import shipped
from welcomebot.domain.emergency import KINDS, LOOK_ALIKE
from welcomebot.domain.language import CODES, UNDERSTOOD
from welcomebot.errors import KnowledgeError
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import NoEmbedder
from welcomebot.search.rule_files import GATE_FILE, PLAIN, SHIPPED, load_coefficients, load_rules

AUTHORITIES = {"migri", "kela", "police", "vero", "dvv", "soite", "school", "employment"}


def data(kind: str, code: str) -> dict:
    return yaml.safe_load((SHIPPED / kind / f"{code}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", CODES)
def test_emergency_rules_cover_every_kind(code: str) -> None:
    found = data("emergencies", code)

    assert set(found) == {"words", *KINDS, "calm", "never", "signs"}
    assert set(found["signs"]) == {"strong", "weak", "urgent"}
    assert set(found["danger"]) == set(data("emergencies", "en")["danger"])


@pytest.mark.parametrize("code", CODES)
def test_small_talk_and_own_cases_are_whole(code: str) -> None:
    assert set(data("small_talk", code)["only"]) == {"greeting", "thanks", "goodbye", "chat"}
    assert set(data("small_talk", code)["phrases"]) == {"identity", "greeting", "thanks", "goodbye", "chat"}
    assert set(data("own_case", code)["authorities"]) == AUTHORITIES


@pytest.mark.parametrize("code", CODES)
def test_follow_ups_ask_for_the_same_things_in_every_language(code: str) -> None:
    assert set(data("follow_ups", code)["leans"]) == {"price", "place", "time", "steps", "people", "cases"}


@pytest.mark.parametrize("code", CODES)
def test_danger_is_learnt_from_enough_examples_of_every_kind(code: str) -> None:
    found = data("emergency_examples", code)

    assert {kind for kind in (*KINDS, LOOK_ALIKE) if len(found[kind]) >= 30} == {*KINDS, LOOK_ALIKE}
    assert len(found[LOOK_ALIKE]) >= sum(len(found[kind]) for kind in KINDS) - 5


def test_all_rules_compile() -> None:
    rules = load_rules()

    assert [one.language for one in rules.emergencies] == list(CODES)
    assert len(rules.small_talk) == len(rules.own_case) == len(rules.follow_ups) == len(CODES)
    assert [one.language for one in rules.human_wish] == [*CODES, *UNDERSTOOD]


def test_a_folder_without_rules_takes_the_shipped_ones(tmp_path: Path) -> None:
    assert len(load_rules(tmp_path).emergencies) == len(CODES)


def test_the_gate_has_sensible_thresholds() -> None:
    coefficients = load_coefficients()

    for gate in coefficients.gates.values():
        assert 0 < gate.choices_from < 1
        assert 0.5 <= gate.answer_from < 1
    assert GATE_FILE.read_text(encoding="utf-8").startswith("# Written by")


def test_a_broken_rule_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "emergencies").mkdir()
    (tmp_path / "emergencies" / "en.yaml").write_text("danger: [", encoding="utf-8")

    with pytest.raises(KnowledgeError, match=r"en\.yaml"):
        load_rules(tmp_path)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_calm_text_stays_calm_without_its_dots(language: str) -> None:
    answerer = Answerer(NoEmbedder())
    texts = [article.texts[language] for article in shipped.knowledge().articles.values()]
    lines = [line for text in texts for line in (*text.questions, text.title, *re.split(r"[.?!]\s|\n", text.body))]
    calm = [line for line in lines if not answerer.is_emergency(line)]
    assert len(calm) > 0.98 * len(lines)
    # Words alone; the meaning of a message takes most of these back (tests/bench/emergencies.py).
    alarms = [line for line in calm if answerer.is_emergency(line.translate(PLAIN))]
    assert len(alarms) <= 0.005 * len(calm)
