"""The rules for danger, chat, own cases, wishes for a human and follow-ups, and the coefficients of the gate, from their files."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from welcomebot.domain.emergency import KINDS, LOOK_ALIKE, EmergencyExamples, EmergencyRules
from welcomebot.domain.follow_up import FollowUpRules
from welcomebot.domain.gate import Gate
from welcomebot.domain.human_wish import HumanWishRules
from welcomebot.domain.language import CODES, UNDERSTOOD
from welcomebot.domain.own_case import OwnCaseRules
from welcomebot.domain.phrases import NEEDS_DOTS
from welcomebot.domain.small_talk import SmallTalkRules
from welcomebot.errors import KnowledgeError
from welcomebot.search.fusion import Basis, Fusion

# The rules that ship with the program; another knowledge folder may hold articles only.
SHIPPED = Path(__file__).resolve().parents[2] / "knowledge"
# The C version reads the rules in a fifth of the time.
SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DOTTED = frozenset({"fi", "sv"})
DOTS = "åäöÅÄÖ"
PLAIN = str.maketrans(DOTS, "aaoAAO")
GATE_FILE = Path(__file__).with_name("gate.yaml")


@dataclass(frozen=True)
class Rules:
    """The phrase rules of all languages."""

    emergencies: tuple[EmergencyRules, ...]
    emergencies_without_dots: tuple[EmergencyRules, ...]  # for people whose keyboard has no å, ä, ö
    small_talk: tuple[SmallTalkRules, ...]
    own_case: tuple[OwnCaseRules, ...]
    human_wish: tuple[HumanWishRules, ...]
    follow_ups: tuple[FollowUpRules, ...]
    examples: EmergencyExamples


@dataclass(frozen=True)
class Coefficients:
    """How signals are weighed and where the gate stands, for each basis of comparison."""

    fusion: Fusion
    gates: Mapping[Basis, Gate]


def load_rules(folder: Path = SHIPPED) -> Rules:
    """Return the rules of a knowledge folder; a kind that it lacks comes from the shipped one."""
    return _load_rules(folder.resolve())


@lru_cache(maxsize=4)
def _load_rules(folder: Path) -> Rules:
    return Rules(
        tuple(EmergencyRules(code, data) for code, data in _files(folder, "emergencies")),
        tuple(EmergencyRules(code, _without_dots(data)) for code, data in _files(folder, "emergencies") if code in DOTTED),
        tuple(SmallTalkRules(code, data) for code, data in _files(folder, "small_talk")),
        tuple(OwnCaseRules(code, data) for code, data in _files(folder, "own_case")),
        tuple(HumanWishRules(code, data) for code, data in _files(folder, "human_wish")),
        tuple(FollowUpRules(code, data) for code, data in _files(folder, "follow_ups")),
        _examples(folder),
    )


def _examples(folder: Path) -> EmergencyExamples:
    files = [data for _, data in _files(folder, "emergency_examples")]
    lines = tuple((kind, line) for data in files for kind in (*KINDS, LOOK_ALIKE) for line in data.get(kind, ()))
    return EmergencyExamples(lines, frozenset(article for data in files for article in data.get("articles", ())))


def _without_dots(data: Any) -> Any:
    """Return rules as somebody types who has no å, ä, ö."""
    if isinstance(data, dict):
        # The weighing of signs is tolerant already; without dots too many words look like one.
        return {name: _without_dots(value) for name, value in data.items() if name != "signs"}
    if isinstance(data, list):
        return [_without_dots(value) for value in data if NEEDS_DOTS not in str(value).split()]
    return data.translate(PLAIN) if isinstance(data, str) else data


def load_coefficients(path: Path = GATE_FILE) -> Coefficients:
    """Return the coefficients from a reviewed file."""
    data = _read(path)
    return Coefficients(Fusion.of(data), {basis: Gate.of(data["gates"][basis]) for basis in Basis})


def _files(folder: Path, kind: str) -> list[tuple[str, dict[str, Any]]]:
    place = folder / kind if (folder / kind).is_dir() else SHIPPED / kind
    return [(code, _read(place / f"{code}.yaml")) for code in (*CODES, *UNDERSTOOD) if (place / f"{code}.yaml").exists()]


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE_LOADER)  # noqa: S506 - it is the safe loader in C
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path}: {error}") from error
    if not isinstance(data, dict):
        raise KnowledgeError(f"{path}: expected a mapping")
    return data
