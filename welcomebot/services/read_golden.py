"""The office's own test questions: knowledge/golden/<language>.yaml."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from welcomebot.domain.article_rules import same_question
from welcomebot.domain.emergency import KINDS
from welcomebot.domain.finding import Finding
from welcomebot.domain.golden import GoldenQuestion, GoldenSet
from welcomebot.domain.knowledge import Article
from welcomebot.domain.language import CODES
from welcomebot.services.knowledge_fields import Fields
from welcomebot.services.knowledge_files import ARTICLES, read_table
from welcomebot.services.read_knowledge import raise_findings

GOLDEN = "golden"
DRAFTS = "drafts"  # articles that are written but that the bot does not read yet


@dataclass(frozen=True)
class GoldenLine:
    """A question with the place where it stands."""

    question: GoldenQuestion
    path: str
    line: int


@dataclass
class GoldenFiles:
    """The questions of each language, and a finding for everything that cannot be read."""

    lines: dict[str, list[GoldenLine]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_golden(folder: Path) -> dict[str, GoldenSet]:
    """Return the sets of a knowledge folder by language; a file that cannot be understood ends it with its name and line. None is no error."""
    files = load_golden(folder)
    raise_findings(folder, files.findings)
    return {language: GoldenSet(language, tuple(line.question for line in lines)) for language, lines in files.lines.items()}


def load_golden(folder: Path) -> GoldenFiles:
    """Read every file of a knowledge folder."""
    files = GoldenFiles()
    for file in sorted((folder / GOLDEN).glob("*")) if (folder / GOLDEN).is_dir() else ():
        path = f"{GOLDEN}/{file.name}"
        if file.suffix != ".yaml" or file.stem not in CODES:
            files.findings.append(Finding(path, 1, "unexpected-file", f"only files like en.yaml are expected here, of: {', '.join(CODES)}"))
            continue
        table = read_table(file, path, files.findings)
        if table is not None:
            files.lines[file.stem] = list(_lines(Fields(table, path, files.findings), path))
    return files


def check_golden(folder: Path, articles: Mapping[str, Article]) -> list[Finding]:
    """Return what is wrong with the sets: what cannot be read, articles that nobody wrote, questions that stand twice or in an article."""
    files = load_golden(folder)
    known = {*articles, *(path.parent.name for path in (folder / DRAFTS / ARTICLES).glob("*/*/article.yaml"))}
    findings = list(files.findings)
    for language, lines in files.lines.items():
        findings += _unknown(lines, known)
        findings += _copies(lines, _variants(articles.values(), language))
    return sorted(findings)


def _lines(fields: Fields, path: str) -> Iterator[GoldenLine]:
    answers, refused, emergencies = fields.inner("answers"), fields.texts("refused"), fields.inner("emergencies")
    fields.report_unknown()
    if answers:
        for article_id in answers.names():
            yield from (GoldenLine(GoldenQuestion(text, article_id), path, line) for text, line in answers.texts(article_id))
    yield from (GoldenLine(GoldenQuestion(text), path, line) for text, line in refused)
    if emergencies:
        for kind in KINDS:
            yield from (GoldenLine(GoldenQuestion(text, emergency=kind), path, line) for text, line in emergencies.texts(kind))
        emergencies.report_unknown()


def _unknown(lines: Iterable[GoldenLine], known: Collection[str]) -> Iterator[Finding]:
    told: set[str] = set()
    for line in lines:
        article_id = line.question.article_id
        if article_id is not None and article_id not in known and article_id not in told:
            told.add(article_id)
            yield Finding(line.path, line.line, "unknown-article", f"there is no article {article_id[:60]!r}")


def _variants(articles: Iterable[Article], language: str) -> dict[str, str]:
    return {same_question(question): article.id for article in articles for question in _questions(article, language)}


def _questions(article: Article, language: str) -> tuple[str, ...]:
    text = article.texts.get(language)
    return (text.title, *text.questions) if text else ()


def _copies(lines: Iterable[GoldenLine], variants: Mapping[str, str]) -> Iterator[Finding]:
    places: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        words = same_question(line.question.text)
        if not words:
            yield Finding(line.path, line.line, "empty-question", "a question needs a word")
        elif places[words]:
            yield Finding(line.path, line.line, "duplicate-question", f"{line.question.text[:60]!r} also stands in line {places[words][0]}")
        elif words in variants:
            message = f"{line.question.text[:60]!r} is a question of the article {variants[words]!r}: it would test nothing"
            yield Finding(line.path, line.line, "copied-question", message)
        places[words].append(line.line)
