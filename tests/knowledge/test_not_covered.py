"""Topics that the office does not answer: the files are sound, and mistakes in them are named."""

from pathlib import Path

import pytest

from tests import shipped
from welcomebot.domain.article_rules import same_question
from welcomebot.domain.language import CODES
from welcomebot.errors import KnowledgeError
from welcomebot.services.read_not_covered import check_not_covered, load_not_covered, read_not_covered

GOOD = "\n".join(
    [
        "texts:",
        *(
            f"  {code}:\n    title: Pets\n    text: 'No answer about pets. {{link:police}}'\n    questions: [cat, dog, my dog is ill, rabbit food, where is a vet]"
            for code in CODES
        ),
    ]
)


def findings(folder: Path, text: str) -> list[str]:
    (folder / "not_covered").mkdir()
    (folder / "not_covered" / "pets.yaml").write_text(text, encoding="utf-8")
    return [finding.rule for finding in check_not_covered(load_not_covered(folder), {"link:police": 1})]


def test_a_good_file_has_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, GOOD) == []
    assert list(read_not_covered(tmp_path)) == ["not-covered:pets"]


def test_no_folder_is_no_error(tmp_path: Path) -> None:
    assert read_not_covered(tmp_path) == {}


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("  fi:", "  xx:", "missing-language"),
        ("link:police", "link:nobody", "unknown-reference"),
        ("    questions: [cat, dog, my dog is ill, rabbit food, where is a vet]", "    questions: [cat]", "too-few-questions"),
        ("    title: Pets", "    name: Pets", "missing-key"),
        ("texts:", "text:", "missing-key"),
    ],
)
def test_mistakes_are_found(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert rule in findings(tmp_path, GOOD.replace(old, new))


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    findings(tmp_path, GOOD)
    (tmp_path / "not_covered" / "vet.yml").write_text(GOOD, encoding="utf-8")
    assert [(finding.path, finding.rule) for finding in load_not_covered(tmp_path).findings] == [("not_covered/vet.yml", "unexpected-file")]


def test_a_file_that_cannot_be_understood_is_named(tmp_path: Path) -> None:
    findings(tmp_path, "texts: [")
    with pytest.raises(KnowledgeError, match=r"pets\.yaml"):
        read_not_covered(tmp_path)


def test_no_question_stands_in_an_article_too() -> None:
    of_articles = {same_question(line) for article in shipped.knowledge().articles.values() for text in article.texts.values() for line in text.questions}
    of_topics = [same_question(line) for topic in shipped.not_covered().values() for text in topic.texts.values() for line in set(text.questions)]
    assert sorted(of_articles & set(of_topics)) == []
