"""Turning existing pages, one JSON object a line, into a knowledge folder."""

import hashlib
import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from welcomebot.domain.article_markdown import paragraphs, to_markdown
from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.knowledge import Article, ArticleText, Origin
from welcomebot.errors import KnowledgeError
from welcomebot.services.export_knowledge import write_files, write_if_changed
from welcomebot.services.knowledge_fields import one_line
from welcomebot.services.knowledge_files import ARTICLES
from welcomebot.services.knowledge_schema import CATEGORY_LIMIT, ID_LIMIT, LANGUAGE, URL
from welcomebot.services.read_knowledge import Knowledge

KEYS = frozenset({"id", "category", "language", "title", "text", "url", "questions"})
OWNER = "import"
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")


@dataclass(frozen=True)
class ImportReport:
    """How much was written."""

    articles: int
    texts: int


@dataclass(frozen=True)
class _Page:
    line: int
    raw_id: str
    category: str
    language: str
    title: str
    text: str
    url: str | None
    questions: tuple[str, ...]


@dataclass
class _Import:
    """The articles made so far, and which page of the file became which."""

    file: Path
    articles: dict[str, Article] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    origins: dict[str, _Page] = field(default_factory=dict)


def import_pages(file: Path, folder: Path, today: date) -> ImportReport:
    """Write the pages of a file as articles into a new or empty folder, all of them or none.

    Pages with the same id in several languages become one article. `category` and `id` are made safe for file names;
    two ids that would become the same one are refused, and so is a line that lacks something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KnowledgeError(f"{folder}: the folder for the import must be new or empty")
    work = _Import(file)
    for page in _pages(file):
        _add(work, page, today)
    if not work.articles:
        raise KnowledgeError(f"{file}: no page stands in this file")
    _write(Knowledge(work.articles, work.contacts), folder)
    return ImportReport(len(work.articles), sum(len(article.texts) for article in work.articles.values()))


def slug(raw: str, limit: int) -> str:
    """Return a name of a-z, 0-9 and hyphens. Where letters are lost or cut off, a hash of the whole keeps names apart."""
    decomposed = unicodedata.normalize("NFKD", raw).casefold()
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    name = "-".join(re.findall(r"[a-z0-9]+", plain))
    is_complete = not any(letter.isalnum() and not letter.isascii() for letter in plain)
    if name and is_complete and len(name) <= limit:
        return name
    digest = hashlib.sha256(raw.encode()).hexdigest()[:8]
    return f"{name[: limit - 9].strip('-')}-{digest}".strip("-")


def _pages(file: Path) -> Iterator[_Page]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{file}: {error.strerror}") from error
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            yield _page(file, number, line)


def _page(file: Path, number: int, line: bytes) -> _Page:
    def refuse(message: str) -> KnowledgeError:
        return KnowledgeError(f"{file}:{number}: {message}")

    try:
        entry = json.loads(line.decode())
        json.dumps(entry, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise refuse(f"not a line of JSON in UTF-8: {error}") from error
    if not isinstance(entry, dict):
        raise refuse("an object with id, category, language, title and text is expected")
    if unknown := sorted(set(entry) - KEYS):
        raise refuse(f"unknown keys: {', '.join(unknown)}")
    texts = {key: _text(entry.get(key)) for key in ("id", "category", "language", "title", "text")}
    if lacking := [key for key, text in texts.items() if not text]:
        raise refuse(f"missing or not a text: {', '.join(lacking)}")
    questions = entry.get("questions") or []
    if not isinstance(questions, list) or not all(isinstance(question, str) for question in questions):
        raise refuse("'questions' is a list of texts")
    if not re.fullmatch(LANGUAGE, texts["language"]):
        raise refuse(f"{texts['language'][:40]!r} is not a language code like fi or pt-BR")
    url = entry.get("url") or None
    if url is not None and not (isinstance(url, str) and re.fullmatch(URL, url.strip())):
        raise refuse("'url' begins with http:// or https:// and holds no space")
    asked = tuple(cleaned for question in questions if (cleaned := _visible(question)))
    return _Page(number, texts["id"], texts["category"], texts["language"], _visible(texts["title"]), texts["text"], url and url.strip(), asked)


def _text(value: Any) -> str:
    """Return a text; a number may stand for an id."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and _visible(value) else ""


def _visible(text: str) -> str:
    return one_line(_INVISIBLE.sub(" ", text)).strip()


def _add(work: _Import, page: _Page, today: date) -> None:
    article_id = slug(page.raw_id, ID_LIMIT)
    first = work.origins.setdefault(article_id, page)
    if first.raw_id != page.raw_id:
        raise KnowledgeError(f"{work.file}:{page.line}: the id {page.raw_id[:60]!r} becomes {article_id!r}, like the one in line {first.line}")
    article = work.articles.get(article_id) or Article(
        id=article_id, category=slug(page.category, CATEGORY_LIMIT), texts={}, source_language=page.language, owner=OWNER
    )
    if page.language in article.texts:
        raise KnowledgeError(f"{work.file}:{page.line}: the id {page.raw_id[:60]!r} stands in {page.language!r} twice")
    if first.category != page.category:
        raise KnowledgeError(f"{work.file}:{page.line}: the id {page.raw_id[:60]!r} has another category in line {first.line}")
    body = to_markdown(paragraphs(page.text))
    text = ArticleText(language=page.language, title=page.title, body=body, questions=page.questions, origin=Origin.HUMAN)
    sources = (_add_link(work, article_id, page, today),) if page.url else article.sources
    work.articles[article_id] = replace(article, texts={**article.texts, page.language: text}, sources=sources)


def _add_link(work: _Import, article_id: str, page: _Page, today: date) -> str:
    key, url = f"link:{article_id}", page.url or ""
    before = work.contacts.get(key)
    value = {**(before.value if before else {}), page.language: url}
    label = {**(before.label if before else {}), page.language: page.title}
    source = before.source if before else url
    work.contacts[key] = Contact(key=key, value=value, label=label, source=source, checked=today, confidence=Confidence.MEDIUM)
    return key


def _write(knowledge: Knowledge, folder: Path) -> None:
    """Write into a temporary folder beside the wanted one, then give it its name."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".import-", dir=folder.parent))
    try:
        (temporary / ARTICLES).mkdir()
        for path, text in write_files(knowledge).items():
            write_if_changed(temporary / path, text)
        temporary.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
