"""Existing pages become an article folder: as a whole, and with the words they had."""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welcomebot.domain.article_body import parse
from welcomebot.domain.article_markdown import visible_text
from welcomebot.errors import KnowledgeError
from welcomebot.services.check_knowledge import check
from welcomebot.services.import_pages import ImportReport, import_pages, slug
from welcomebot.services.read_knowledge import read_knowledge

TODAY = date(2026, 11, 24)
PAGE = {"id": "12", "category": "München", "language": "de", "title": "Anmelden", "text": "1. Gehen Sie hin.\n\n- *Pass* mitbringen {x}"}


def pages(folder: Path, *entries: dict[str, Any] | str) -> Path:
    """Write a file of pages."""
    path = folder / "pages.jsonl"
    path.write_text("".join((entry if isinstance(entry, str) else json.dumps(entry)) + "\n" for entry in entries))
    return path


def test_pages_of_one_id_become_one_article_with_the_same_words(tmp_path: Path):
    file = pages(tmp_path, PAGE, "", {**PAGE, "language": "so", "text": "Soo dhawoow", "url": "https://a.de/so", "questions": ["xagee?"]})
    assert import_pages(file, tmp_path / "out", TODAY) == ImportReport(articles=1, texts=2)
    knowledge = read_knowledge(tmp_path / "out")
    article = knowledge.articles["12"]
    assert article.category == "munchen"
    assert article.source_language == "de"
    assert visible_text(parse(article.texts["de"].body).blocks, str) == "1. Gehen Sie hin.\n\n- *Pass* mitbringen {x}"
    assert article.texts["so"].questions == ("xagee?",)
    assert article.sources == ("link:12",)
    assert knowledge.contacts["link:12"].value_in("so") == "https://a.de/so"


def test_the_linter_reads_an_imported_folder(tmp_path: Path):
    import_pages(pages(tmp_path, PAGE), tmp_path / "out", TODAY)
    assert {finding.rule for finding in check(tmp_path / "out", TODAY)} == {"missing-language", "few-questions", "too-few-words"}


BAD_LINES = [
    # a line of the file, what the message says
    ("{", "not a line of JSON"),
    ("[]", "an object"),
    ({**PAGE, "text": " "}, "missing or not a text: text"),
    ({**PAGE, "title": None}, "missing or not a text: title"),
    ({key: PAGE[key] for key in PAGE if key != "category"}, "missing or not a text: category"),
    ({**PAGE, "language": "Deutsch"}, "language code"),
    ({**PAGE, "language": "../x"}, "language code"),
    ({**PAGE, "url": "kokkola"}, "'url'"),
    ({**PAGE, "questions": "one"}, "'questions'"),
    ({**PAGE, "body": "x"}, "unknown keys: body"),
    ('{"id": "\\ud800"}', "not a line of JSON"),
    ({**PAGE, "id": "11"}, "twice"),
    ({**PAGE, "id": "11", "language": "en", "category": "other"}, "another category in line 1"),
    ({**PAGE, "id": "11!"}, "becomes '11', like the one in line 1"),
]


@pytest.mark.parametrize(("entry", "message"), BAD_LINES)
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path: Path, entry: dict[str, Any] | str, message: str):
    file = pages(tmp_path, {**PAGE, "id": "11"}, entry)
    with pytest.raises(KnowledgeError, match=rf"pages\.jsonl:2: .*{message}"):
        import_pages(file, tmp_path / "out", TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["pages.jsonl"]


def test_a_folder_with_content_is_left_alone(tmp_path: Path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x")
    with pytest.raises(KnowledgeError, match="new or empty"):
        import_pages(pages(tmp_path, PAGE), tmp_path / "out", TODAY)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path):
    (tmp_path / "out").mkdir()
    import_pages(pages(tmp_path, PAGE), tmp_path / "out", TODAY)
    assert list(read_knowledge(tmp_path / "out").articles) == ["12"]


def test_a_huge_text_is_kept_whole(tmp_path: Path):
    words = "word " * 100_000
    import_pages(pages(tmp_path, {**PAGE, "text": words}), tmp_path / "out", TODAY)
    assert read_knowledge(tmp_path / "out").articles["12"].texts["de"].body == words.strip()


@pytest.mark.parametrize(
    ("raw", "safe"),
    [("../../etc/passwd", "etc-passwd"), ("Tax Card", "tax-card"), ("Größe", "grosse-29b2f0bb"), ("сторінка 1", "1-"), ("!!!", ""), ("a" * 99, "a" * 51)],
)
def test_ids_are_safe_for_file_names(raw: str, safe: str):
    assert slug(raw, 60).startswith(safe[:5])
    assert len(slug(raw, 60)) <= 60


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.integers(20, 60))
def test_any_id_becomes_a_safe_one(raw: str, limit: int):
    safe = slug(raw, limit)
    assert 1 <= len(safe) <= limit
    assert set(safe) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(safe, limit) == safe


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@settings(deadline=None)
@given(WORDS.filter(str.strip), WORDS, st.lists(WORDS, max_size=3))
def test_any_page_can_be_read_after_its_import(title: str, words: str, questions: list[str]):
    with TemporaryDirectory() as name:
        file = pages(Path(name), {**PAGE, "title": "T" + title, "text": "T" + words, "questions": questions})
        import_pages(file, Path(name) / "out", TODAY)
        assert list(read_knowledge(Path(name) / "out").articles) == ["12"]
