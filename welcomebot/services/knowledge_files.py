"""A knowledge folder as it lies on the disk: everything that can be read, and a finding for everything that cannot."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from welcomebot.domain.article_body import Body, parse
from welcomebot.domain.contacts import Contact
from welcomebot.domain.finding import Finding
from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.errors import KnowledgeError
from welcomebot.services.knowledge_schema import LANGUAGE, ArticleMeta, read_article_meta, read_contact, read_text_meta
from welcomebot.services.knowledge_yaml import Table, YamlProblem, parse_yaml

ARTICLES = "articles"
ARTICLE_FILE = "article.yaml"
CONTACTS_FILE = "contacts.yaml"
_TEXT_FILE = re.compile(rf"({LANGUAGE})\.md")
_FENCE = "---"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class TextFile:
    """One language version with the lines that findings point to; `body_line` is the line where the body begins."""

    path: str
    text: ArticleText
    body: Body
    body_line: int
    title_line: int
    question_lines: tuple[int, ...]


@dataclass(frozen=True)
class ArticleFolder:
    """One article with its files."""

    path: str  # of article.yaml
    article: Article
    lines: Mapping[str, int]
    texts: Mapping[str, TextFile]


@dataclass
class KnowledgeFiles:
    """All that a folder holds. `findings` are what reading stumbled over, `strays` files that do not belong there."""

    articles: dict[str, ArticleFolder] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    contact_lines: dict[str, int] = field(default_factory=dict)
    folder_names: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    strays: list[Finding] = field(default_factory=list)


def load(folder: Path) -> KnowledgeFiles:
    """Read every article and every fact of a folder."""
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: there is no such folder")
    files = KnowledgeFiles()
    _load_contacts(folder / CONTACTS_FILE, files)
    if not (folder / ARTICLES).is_dir():
        files.findings.append(Finding(ARTICLES, 1, "missing-file", "the folder of the articles is missing"))
        return files
    for category in _folders(folder / ARTICLES, files, folder):
        for article in _folders(category, files, folder):
            _load_article(article, files, folder)
    return files


def _folders(parent: Path, files: KnowledgeFiles, root: Path) -> Iterator[Path]:
    for entry in sorted(parent.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield entry
        else:
            files.strays.append(Finding(_relative(entry, root), 1, "unexpected-file", "only folders are expected here"))


def _load_contacts(path: Path, files: KnowledgeFiles) -> None:
    if not path.exists():
        return
    node = read_table(path, CONTACTS_FILE, files.findings)
    if node is None:
        return
    for key, entry in node.entries.items():
        contact = read_contact(key, entry, node.lines[key], CONTACTS_FILE, files.findings)
        files.contact_lines[key] = node.lines[key]
        if contact is not None:
            files.contacts[key] = contact


def _load_article(folder: Path, files: KnowledgeFiles, root: Path) -> None:
    files.folder_names.add(folder.name)
    path = _relative(folder / ARTICLE_FILE, root)
    meta: ArticleMeta | None = None
    texts: dict[str, TextFile] = {}
    for entry in sorted(folder.iterdir()):
        name = _TEXT_FILE.fullmatch(entry.name)
        if entry.name == ARTICLE_FILE:
            meta = _load_meta(entry, path, files.findings)
        elif name:
            text = _load_text(entry, _relative(entry, root), name[1], files.findings)
            texts.update({name[1]: text} if text else {})
        elif not entry.name.startswith("."):
            files.strays.append(Finding(_relative(entry, root), 1, "unexpected-file", "only article.yaml and texts like en.md are expected here"))
    if meta is None:
        if not (folder / ARTICLE_FILE).exists():
            files.findings.append(Finding(path, 1, "missing-file", "article.yaml is missing"))
        return
    _check_names(folder, meta, path, files)
    article = replace(meta.article, texts={language: file.text for language, file in texts.items()})
    files.articles.setdefault(article.id, ArticleFolder(path, article, meta.lines, texts))


def _check_names(folder: Path, meta: ArticleMeta, path: str, files: KnowledgeFiles) -> None:
    article = meta.article
    if article.id != folder.name:
        files.findings.append(Finding(path, meta.lines.get("id", 1), "folder-name", f"the folder is {folder.name!r}, the id {article.id!r}"))
    if article.category != folder.parent.name:
        message = f"the folder above is {folder.parent.name!r}, the category {article.category!r}"
        files.findings.append(Finding(path, meta.lines.get("category", 1), "folder-name", message))
    if article.id in files.articles:
        other = files.articles[article.id].path
        files.findings.append(Finding(path, meta.lines.get("id", 1), "duplicate-id", f"{article.id!r} is also the id of {other}"))


def _load_meta(file: Path, path: str, findings: list[Finding]) -> ArticleMeta | None:
    node = read_table(file, path, findings)
    return read_article_meta(node, path, findings) if node else None


def _load_text(file: Path, path: str, language: str, findings: list[Finding]) -> TextFile | None:
    content = _read(file, path, findings)
    if content is None:
        return None
    lines = content.split("\n")
    closing = next((number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE), None)
    if lines[0].rstrip() != _FENCE or closing is None:
        findings.append(Finding(path, 1, "front-matter", "a text begins with --- and its title and questions, closed by another ---"))
        return None
    node = _table("\n".join(lines[1:closing]), path, findings, first_line=2)
    if node is None:
        return None
    meta = read_text_meta(node, path, findings, first_line=2)
    body = "\n".join(lines[closing + 1 :])
    body_line = closing + 2 + (body[: len(body) - len(body.lstrip())]).count("\n")
    text = meta.with_body(language, body.strip())
    parsed = parse(text.body)
    if not text.body:
        findings.append(Finding(path, closing + 1, "empty-body", "nothing stands below the front matter"))
    findings.extend(Finding(path, body_line + problem.line - 1, "markdown", problem.message) for problem in parsed.problems)
    return TextFile(path, text, parsed, body_line, meta.title_line, meta.question_lines)


def read_table(file: Path, path: str, findings: list[Finding]) -> Table | None:
    """Return the keys and values of a YAML file, or report why there are none; `path` is what findings call it."""
    content = _read(file, path, findings)
    return None if content is None else _table(content, path, findings)


def _table(content: str, path: str, findings: list[Finding], *, first_line: int = 1) -> Table | None:
    try:
        node = parse_yaml(content)
    except YamlProblem as problem:
        findings.append(Finding(path, problem.line + first_line - 1, "yaml", problem.message))
        return None
    if isinstance(node, Table):
        return node
    findings.append(Finding(path, node.line + first_line - 1, "yaml", "keys and values are expected here"))
    return None


def _read(file: Path, path: str, findings: list[Finding]) -> str | None:
    """Return the text of a file, its line ends as on Unix, or report why it is none."""
    if not file.is_file():
        findings.append(Finding(path, 1, "unreadable", "this is not a file"))
        return None
    try:
        content = file.read_bytes()
    except OSError as error:
        findings.append(Finding(path, 1, "unreadable", error.strerror or "the file cannot be read"))
        return None
    if content.startswith(_BOM):
        findings.append(Finding(path, 1, "encoding", "the file begins with a byte order mark: save it as UTF-8 without BOM"))
        content = content.removeprefix(_BOM)
    try:
        return content.decode().replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        findings.append(Finding(path, content.count(b"\n", 0, error.start) + 1, "encoding", "the file is not UTF-8"))
        return None


def _relative(path: Path, root: Path) -> str:
    # A file name may hold bytes that are no text; the report must still be printable.
    return path.relative_to(root).as_posix().encode(errors="replace").decode()
