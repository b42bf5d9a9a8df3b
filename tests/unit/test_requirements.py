"""requirements.txt holds every pin of pyproject.toml, and no package host.

Written by `uv pip compile --generate-hashes --group dev -q --no-header --no-annotate --universal pyproject.toml -o requirements.txt`.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def direct() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    pins = [re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^;\s]+)", line) for line in lines]
    assert all(pins), "a direct dependency is not pinned exactly"
    return {name(pin[1]): pin[2] for pin in pins if pin}


def compiled() -> dict[str, str]:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return {name(pin[1]): pin[2] for pin in re.finditer(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.MULTILINE)}


def name(raw: str) -> str:
    return re.sub(r"[-_.]+", "-", raw).lower()


def test_every_direct_pin_is_compiled() -> None:
    pins = compiled()
    assert {package: pins.get(package) for package in direct()} == direct()


def test_every_pin_has_hashes_and_no_host() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert [block.splitlines()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []
    assert re.search(r"https?://|--index|--extra-index|--find-links", text) is None
