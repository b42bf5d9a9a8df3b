"""The glossary of a folder is read with its mistakes, and the linter holds the articles to it."""

from datetime import date
from pathlib import Path

import pytest

from tests.knowledge.sample import write_folder
from tests.knowledge.test_whole_tree import KNOWLEDGE
from welcomebot.domain.language import CODES
from welcomebot.services.check_knowledge import check
from welcomebot.services.glossary_files import load_glossary

TODAY = date(2026, 11, 24)
HOME = "articles/work/tax-card"
# The texts of the sample are in English whatever their language: so are its "official" words.
GLOSSARY = """sources: {pack: the office's glossary}
terms:
  contract: {fi: work contract, sv: work contract, en: work contract, ru: [work paper, work contract], source: pack}
"""


def with_glossary(folder: Path, content: str = GLOSSARY, *article_ids: str) -> Path:
    write_folder(folder, *article_ids)
    (folder / "glossary.yaml").write_text(content, encoding="utf-8")
    return folder


def rules(folder: Path) -> list[tuple[str, str]]:
    return [(finding.path, finding.rule) for finding in check(folder, TODAY)]


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_articles_that_keep_to_the_glossary_are_clean(tmp_path: Path) -> None:
    assert rules(with_glossary(tmp_path, GLOSSARY, "tax-card", "find-a-job")) == []


def test_a_term_that_one_article_calls_otherwise_is_found(tmp_path: Path) -> None:
    folder = with_glossary(tmp_path, GLOSSARY, "tax-card", "find-a-job")
    rewrite(folder / HOME / "ru.md", "work contract", "work document")
    assert rules(folder) == [(f"{HOME}/ru.md", "glossary-term")]


def test_official_names_that_do_not_belong_together_are_found(tmp_path: Path) -> None:
    folder = with_glossary(tmp_path)
    rewrite(folder / HOME / "en.md", "work contract", "work contract (work contract / arbetsavtal)")
    rewrite(folder / HOME / "article.yaml", "terms: {fi: verokortti, sv: skattekort}", "terms: {fi: work contract, sv: arbetsavtal}")
    assert rules(folder) == [(f"{HOME}/article.yaml", "glossary-pair"), (f"{HOME}/en.md", "glossary-pair")]


MISTAKES = [
    # glossary, rule, line
    ("terms: []\nsources: {}\n", "bad-value", 1),
    ("sources: {a: b}\n", "missing-key", 1),
    ("sources: {a: b}\nterms:\n  x: {fi: y, sv: z, source: c}\n", "unknown-source", 3),
    ("sources: {a: b}\nterms:\n  x: {fi: y, sv: z}\n", "unknown-source", 3),
    ("sources: {a: b}\nterms:\n  x: {fi: y, source: a}\n", "missing-key", 3),
    ("sources: {a: b}\nterms:\n  x: {fi: y, sv: z, de: w, source: a}\n", "unknown-key", 3),
    ("sources: {a: b}\nterms:\n  x: y\n", "bad-value", 3),
    ("terms: [\n", "yaml", 2),
]


@pytest.mark.parametrize(("content", "rule", "line"), MISTAKES)
def test_a_mistake_in_the_glossary_is_named_with_its_line(tmp_path: Path, content: str, rule: str, line: int) -> None:
    found = [(finding.path, finding.rule, finding.line) for finding in check(with_glossary(tmp_path, content), TODAY)]
    assert ("glossary.yaml", rule, line) in found


def test_sentences_that_are_long_on_average_are_found(tmp_path: Path) -> None:
    folder = with_glossary(tmp_path)
    sentence = " ".join(["word"] * 17) + "."
    path = folder / HOME / "uk.md"
    path.write_text(
        path.read_text().split("\n---\n", 1)[0] + f"\n---\nThe tax card.\n\n{' '.join([sentence] * 6)} {{link:tax-card}} {{deadline:tax}} {{phone:tax}}\n"
    )
    assert rules(folder) == []  # one short sentence brings the mean down to 15
    rewrite(path, "The tax card.\n\n", "The tax card and " + sentence + "\n\n")
    assert rules(folder) == [(f"{HOME}/uk.md", "hard-to-read")]


def test_our_glossary_names_a_source_and_each_language_that_the_office_speaks() -> None:
    glossary = load_glossary(KNOWLEDGE)
    assert glossary.findings == []
    assert len(glossary.terms) > 70
    assert all(term.sources for term in glossary.terms)
    whole = [term.id for term in glossary.terms if set(CODES) <= term.wordings.keys()]
    assert len(whole) > 60
