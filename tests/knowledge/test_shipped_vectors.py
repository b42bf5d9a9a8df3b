"""Each text that the bot compares by meaning comes with its vector: a first start computes nothing."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.shipped import KNOWLEDGE
from tests.unit.test_golden_replay import LetterEmbedder
from welcomebot.cli import main
from welcomebot.cli_embeddings import embed_folder, missing_vectors, texts_of
from welcomebot.search.cache import key_of
from welcomebot.search.embedding import BundledEmbedder
from welcomebot.search.shipped_vectors import read_shipped
from welcomebot.services.import_pages import import_pages

PAGE = {"id": "12", "category": "life", "language": "en", "title": "Library", "text": "Books and more.", "questions": ["where are books", "is it free"]}


def test_no_text_is_without_its_vector() -> None:
    missing = missing_vectors(KNOWLEDGE, BundledEmbedder.model)
    assert not missing, "run `uv run bot.py knowledge embed` and commit knowledge/embeddings"


async def test_the_vectors_are_those_of_the_embedder() -> None:
    questions, _ = texts_of(KNOWLEDGE)
    some, embedder, shipped = questions[:: len(questions) // 6], BundledEmbedder(), read_shipped(KNOWLEDGE, BundledEmbedder.model)
    computed = await embedder.embed_queries(some)
    await embedder.close()
    for text, vector in zip(some, computed, strict=True):
        found = shipped.get(key_of("query", text))
        assert found is not None
        assert float(found @ vector) > 0.999


async def test_only_new_texts_are_computed(tmp_path: Path) -> None:
    pages, folder, embedder = tmp_path / "pages.jsonl", tmp_path / "knowledge", LetterEmbedder()
    pages.write_text(json.dumps(PAGE))
    import_pages(pages, folder, date(2026, 11, 24))

    async def embedded() -> tuple[int, int]:
        embedder.asked.clear()
        return await embed_folder(folder, embedder, tmp_path / "data", lambda _done, _total: None)

    new, every = await embedded()
    assert new == every
    assert {"Library", "where are books", "is it free"} <= set(embedder.asked)
    [article] = (path for path in (folder / "articles").rglob("*") if path.is_file() and "is it free" in path.read_text())
    article.write_text(article.read_text().replace("is it free", "can I print"))
    assert await embedded() == (1, every)
    assert embedder.asked == ["can I print"]
    assert missing_vectors(folder, embedder.model) == set()


def test_without_an_embedder_nothing_is_written_and_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("EMBEDDER", "none")
    before = {path: path.stat().st_mtime_ns for path in (KNOWLEDGE / "embeddings").iterdir()}
    assert main(["knowledge", "embed"]) == 2
    assert "EMBEDDER=none" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in (KNOWLEDGE / "embeddings").iterdir()} == before
    assert not (tmp_path / "data" / "embeddings").exists()
