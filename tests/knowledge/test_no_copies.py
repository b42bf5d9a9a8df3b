"""No development question was pasted into the knowledge: the figures would measure memory, not search."""

import csv
from pathlib import Path

import pytest

from tests import shipped
from welcomebot.domain.article_rules import same_question

ROOT = Path(__file__).parents[2]
EVAL = ROOT.parent / "shared" / "eval" / "questions"


@pytest.mark.skipif(not EVAL.is_dir(), reason="the development questions are not beside the project")
def test_no_development_question_is_a_variant() -> None:
    asked = set()
    for path in EVAL.glob("q_*.tsv"):
        with path.open(encoding="utf-8", newline="") as lines:
            asked |= {same_question(row[4]) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert len(asked) > 500
    articles = shipped.knowledge().articles.values()
    variants = {
        same_question(question): f"{article.id}/{text.language}" for article in articles for text in article.texts.values() for question in text.questions
    }
    assert {where for question, where in variants.items() if question in asked} == set()


@pytest.mark.skipif(not EVAL.is_dir(), reason="the development questions are not beside the project")
def test_no_development_question_is_in_a_rule_file_or_test() -> None:
    asked = {line.rsplit("\t", 1)[-1].strip() for path in EVAL.glob("q_*.tsv") for line in path.read_text(encoding="utf-8").splitlines()}
    long_ones = {question for question in asked if len(question) > 15}
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("knowledge", "tests", "welcomebot")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".yaml", ".py"}
    ]
    assert {question for question in long_ones if any(question in text for text in texts)} == set()
