"""The office's own test questions can be read, and they test something."""

from pathlib import Path

import pytest

from tests.knowledge.sample import write_folder
from welcomebot.domain.language import CODES
from welcomebot.errors import KnowledgeError
from welcomebot.services.read_golden import check_golden, read_golden
from welcomebot.services.read_knowledge import read_knowledge

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
GOOD = """answers:
  tax-card:
  - where do i order it
  - my boss wants a card
refused:
- which phone is best
emergencies:
  danger:
  - he does not breathe
  crisis: []
"""


def folder(tmp_path: Path, text: str = GOOD, name: str = "en.yaml") -> Path:
    write_folder(tmp_path)
    (tmp_path / "golden").mkdir()
    (tmp_path / "golden" / name).write_text(text)
    return tmp_path


def findings(place: Path) -> list[tuple[str, int, str]]:
    return [(one.path, one.line, one.rule) for one in check_golden(place, read_knowledge(place).articles)]


def test_a_set_is_read_with_what_is_expected(tmp_path: Path) -> None:
    place = folder(tmp_path)
    golden = read_golden(place)["en"]
    assert [(one.text, one.article_id, one.emergency) for one in golden.questions] == [
        ("where do i order it", "tax-card", ""),
        ("my boss wants a card", "tax-card", ""),
        ("which phone is best", None, ""),
        ("he does not breathe", None, "danger"),
    ]
    assert findings(place) == []
    assert golden.among([]).skipped == 2
    assert [one.text for one in golden.among([]).about_articles] == ["which phone is best"]


def test_a_folder_without_sets_has_none(tmp_path: Path) -> None:
    write_folder(tmp_path)
    assert read_golden(tmp_path) == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("  tax-card:\n", "  tax-crad:\n", 3, "unknown-article"),
        ("my boss wants a card", "Where do I  order it?", 4, "duplicate-question"),
        ("my boss wants a card", "Tax-card en question two?", 4, "copied-question"),
        ("my boss wants a card", "???", 4, "empty-question"),
        ("refused:", "refuse:", 5, "unknown-key"),
        ("  crisis: []", "  flood: []", 10, "unknown-key"),
        ("answers:\n", "answers: none\nmore:\n", 1, "bad-value"),
        ("answers:\n", "answers: [\n", 3, "yaml"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, rule: str) -> None:
    assert old in GOOD
    assert ("golden/en.yaml", line, rule) in findings(folder(tmp_path, GOOD.replace(old, new)))


def test_a_file_of_another_name_is_named(tmp_path: Path) -> None:
    assert findings(folder(tmp_path, name="de.yaml")) == [("golden/de.yaml", 1, "unexpected-file")]


def test_an_article_that_is_only_a_draft_is_known(tmp_path: Path) -> None:
    place = folder(tmp_path, GOOD.replace("tax-card:", "bank:"))
    draft = place / "drafts" / "articles" / "money" / "bank"
    draft.mkdir(parents=True)
    (draft / "article.yaml").write_text("id: bank\n")
    assert findings(place) == []


def test_reading_a_broken_set_ends_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"golden/en\.yaml:5: unknown-key"):
        read_golden(folder(tmp_path, GOOD.replace("refused:", "refuse:")))


def test_the_shipped_sets_are_sound() -> None:
    assert [str(finding) for finding in check_golden(KNOWLEDGE, read_knowledge(KNOWLEDGE).articles)] == []
    sets = read_golden(KNOWLEDGE)
    assert set(sets) == set(CODES)
    assert {language: len(golden.questions) > 400 for language, golden in sets.items()} == dict.fromkeys(CODES, True)
