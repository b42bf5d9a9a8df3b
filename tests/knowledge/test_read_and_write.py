"""What is read from a folder is written back as the same bytes."""

import string
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.knowledge.sample import write_folder
from welcomebot.domain.article_body import Notes, Paragraph, Text
from welcomebot.domain.article_markdown import to_markdown
from welcomebot.domain.contacts import KINDS, Confidence, Contact
from welcomebot.domain.knowledge import Article, ArticleText, Origin
from welcomebot.errors import KnowledgeError
from welcomebot.services.export_knowledge import write_files, write_if_changed
from welcomebot.services.read_knowledge import Knowledge, read_knowledge
from welcomebot.services.tidy_knowledge import tidy_knowledge


def test_a_tidy_folder_is_written_as_the_same_bytes(tmp_path: Path):
    folder = write_folder(tmp_path / "knowledge", "tax-card", "find-a-job")
    on_disk = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.*")}
    assert write_files(read_knowledge(folder)) == on_disk


def test_an_article_in_one_language_of_any_code_is_read(tmp_path: Path):
    folder = write_folder(tmp_path)
    home = folder / "articles/work/tax-card"
    for path in home.glob("*.md"):
        path.rename(home / "zh-Hant-TW.md") if path.name == "en.md" else path.unlink()
    assert list(read_knowledge(folder).articles["tax-card"].texts) == ["zh-Hant-TW"]


def test_line_ends_of_windows_are_read(tmp_path: Path):
    folder = write_folder(tmp_path / "unix")
    copy = write_folder(tmp_path / "windows")
    for path in copy.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_knowledge(copy) == read_knowledge(folder)


def test_a_mistake_ends_the_reading_with_file_and_line(tmp_path: Path):
    folder = write_folder(tmp_path)
    path = folder / "articles/work/tax-card/fi.md"
    path.write_text(path.read_text().replace("origin: assistant", "origine: assistant"))
    with pytest.raises(KnowledgeError, match=r"tax-card/fi\.md:9: unknown-key"):
        read_knowledge(folder)


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(KnowledgeError, match="nowhere"):
        read_knowledge(tmp_path / "nowhere")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text("yn: #'\"-?!,[]{}&*%@`|>\\~1.e=\n\u00a0\u0085é", max_size=8)
FILLED = TEXT.filter(lambda text: text.strip(" \t\r\n\x00"))
IDS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6)
LANGUAGES = st.sampled_from(["fi", "en", "ar", "de", "pt-BR"])
DATES = st.dates(date(2000, 1, 1), date(2100, 1, 1))
BY_LANGUAGE = st.dictionaries(LANGUAGES, FILLED, min_size=1, max_size=3)
KEYS = st.builds("{}:{}".format, st.sampled_from(KINDS), IDS)
URLS = st.sampled_from(["https://a.fi/b?c=d,e#f", "http://kela.fi/{x}", "https://vero.fi"])
BODIES = st.builds(lambda words, more: to_markdown([Paragraph((Text("Answer " + words),)), Notes(((Text(more),),))]), TEXT, TEXT) | st.just("---\n\n- x").map(
    lambda _: "a\n\n1. b"
)
TEXTS = st.builds(
    ArticleText,
    language=LANGUAGES,
    title=FILLED,
    body=BODIES,
    questions=st.lists(FILLED, max_size=3).map(tuple),
    origin=st.sampled_from(Origin),
    reviewed=st.none() | DATES,
    source_hash=st.none() | st.text("0123456789abcdef", min_size=12, max_size=12) | st.sampled_from(["123456789012", "12345678e901"]),
)
ARTICLES = st.builds(
    Article,
    id=IDS,
    category=IDS,
    texts=st.lists(TEXTS, max_size=2).map(lambda texts: {text.language: text for text in texts}),
    source_language=LANGUAGES,
    terms=st.dictionaries(LANGUAGES, FILLED, max_size=2),
    related=st.lists(IDS, max_size=2).map(tuple),
    sources=st.lists(KEYS, max_size=2).map(tuple),
    contacts=st.lists(KEYS, max_size=2).map(tuple),
    owner=FILLED,
    review_by=st.none() | DATES,
    audience=st.sampled_from(["everyone", "student"]),
)
CONTACTS = st.builds(
    Contact,
    key=KEYS,
    value=BY_LANGUAGE | FILLED.map(lambda text: {"*": text}),
    label=BY_LANGUAGE,
    source=URLS,
    checked=DATES,
    confidence=st.sampled_from(Confidence),
    source_date=st.sampled_from(["undated", "2026", "2026-01", "2026-01-26"]),
    official=st.none() | KEYS,
    expires=st.none() | DATES,
    schedule=st.sampled_from([{}, {"mon-fri": "09:00-15:00"}, {"fri": "10:00-12:00", "mon-thu": "09:00-15:00"}]),
)


def written(folder: Path, knowledge: Knowledge) -> dict[str, str]:
    """Write a knowledge folder and return its files."""
    files = write_files(knowledge)
    (folder / "articles").mkdir(parents=True)
    for path, content in files.items():
        write_if_changed(folder / path, content)
    return files


@settings(deadline=None, max_examples=150)
@given(st.lists(ARTICLES, max_size=2, unique_by=lambda article: article.id), st.lists(CONTACTS, max_size=3, unique_by=lambda contact: contact.key))
def test_reading_and_writing_again_gives_the_same_bytes(articles: list[Article], contacts: list[Contact]):
    knowledge = Knowledge({article.id: article for article in articles}, {contact.key: contact for contact in contacts})
    with TemporaryDirectory() as name:
        files = written(Path(name) / "once", knowledge)
        read = read_knowledge(Path(name) / "once")
        again = written(Path(name) / "twice", read)
    assert again == files
    assert read.articles.keys() == knowledge.articles.keys()
    for article in articles:
        found = read.articles[article.id]
        assert {code: text.content_hash for code, text in found.texts.items() if text.title == article.texts[code].title} == {
            code: text.content_hash for code, text in article.texts.items() if text.title == found.texts[code].title
        }


@settings(deadline=None)
@given(ARTICLES, CONTACTS)
def test_other_readers_of_yaml_see_the_same_texts(article: Article, contact: Contact):
    files = write_files(Knowledge({article.id: article}, {contact.key: contact}))
    entry = yaml.safe_load(files["contacts.yaml"])[contact.key]
    assert all(isinstance(text, str) for text in entry["label"].values())
    assert all(isinstance(key, str) for key in entry["label"])
    for path, content in files.items():
        if path.endswith(".md"):
            front = yaml.safe_load(content.split("\n---\n")[0].removeprefix("---\n"))
            assert isinstance(front["title"], str)
            assert all(isinstance(question, str) for question in front.get("questions", []))


def test_tidying_changes_the_form_and_not_the_content(tmp_path: Path):
    folder = write_folder(tmp_path)
    before = read_knowledge(folder)
    path = folder / "articles/work/tax-card/sv.md"
    path.write_text(path.read_text().replace("title: Title of tax-card", 'title:   "Title of tax-card"  # mine'))
    assert tidy_knowledge(folder) == ("articles/work/tax-card/sv.md",)
    assert read_knowledge(folder) == before
    assert tidy_knowledge(folder) == ()
