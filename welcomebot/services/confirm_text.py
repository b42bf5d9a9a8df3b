"""Saying "still correct": somebody read a language version and it holds against today's source text."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from welcomebot.domain.finding import Finding
from welcomebot.domain.knowledge import Article
from welcomebot.errors import KnowledgeError
from welcomebot.services.export_knowledge import write_if_changed
from welcomebot.services.knowledge_files import ArticleFolder, KnowledgeFiles, load
from welcomebot.services.write_knowledge import write_text


@dataclass(frozen=True)
class Confirmed:
    """The files that now carry today's date, and the articles that have no text in the language."""

    paths: tuple[str, ...]
    missing: tuple[str, ...] = ()


def confirm_text(folder: Path, language: str, today: date, *, article_id: str | None = None) -> Confirmed:
    """Set the day of review and the hash of the source text in the files of a language: of one article, or of all."""
    files = load(folder)
    chosen = _chosen(files, folder, article_id)
    missing = tuple(found.article.id for found in chosen if language not in found.texts)
    if article_id and missing:
        raise KnowledgeError(f"{article_id!r} has no text in {language!r}")
    paths = [_confirm(folder, found, language, today) for found in chosen if language in found.texts]
    return Confirmed(tuple(path for path in paths if path), missing)


def _chosen(files: KnowledgeFiles, folder: Path, article_id: str | None) -> list[ArticleFolder]:
    if article_id and article_id not in files.articles:
        raise KnowledgeError(f"{folder}: there is no readable article {article_id!r}")
    chosen = [files.articles[article_id]] if article_id else list(files.articles.values())
    for found in chosen:
        if mistake := _first_mistake(files.findings, found):
            raise KnowledgeError(f"{folder / mistake.path}:{mistake.line}: {mistake.rule}: {mistake.message}")
    return chosen


def _first_mistake(findings: list[Finding], found: ArticleFolder) -> Finding | None:
    # A file that is rewritten from what could be read would lose what could not.
    home = found.path.rpartition("/")[0] + "/"
    return next((finding for finding in sorted(findings) if finding.path.startswith(home)), None)


def _confirm(folder: Path, found: ArticleFolder, language: str, today: date) -> str | None:
    file = found.texts[language]
    confirmed = replace(file.text, reviewed=today, source_hash=_source_hash(found.article, language))
    return file.path if write_if_changed(folder / file.path, write_text(confirmed)) else None


def _source_hash(article: Article, language: str) -> str | None:
    source = article.texts.get(article.source_language)
    return source.content_hash if source and language != article.source_language else None
