"""Topics that the office does not answer: knowledge/not_covered/<topic>.yaml, each with a pointer to who knows, in every language.

They are searched like articles, so that a question about one of them is not taken for its nearest article.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from welcomebot.domain.contacts import references
from welcomebot.domain.finding import Finding
from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.domain.language import CODES
from welcomebot.services.knowledge_fields import Fields
from welcomebot.services.knowledge_files import read_table
from welcomebot.services.read_knowledge import raise_findings

NOT_COVERED = "not_covered"
PREFIX = "not-covered:"  # no article's id has a colon
MIN_QUESTIONS = 5


@dataclass
class NotCoveredFiles:
    """The topics in the form of articles, and a finding for everything that cannot be read."""

    topics: dict[str, Article] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_not_covered(folder: Path) -> Mapping[str, Article]:
    """Return the topics of a knowledge folder by id; a file that cannot be understood ends it with its name and line. None is no error."""
    files = load_not_covered(folder)
    raise_findings(folder, files.findings)
    return files.topics


def load_not_covered(folder: Path) -> NotCoveredFiles:
    """Read every file of a knowledge folder."""
    files = NotCoveredFiles()
    for file in sorted((folder / NOT_COVERED).glob("*")) if (folder / NOT_COVERED).is_dir() else ():
        path = f"{NOT_COVERED}/{file.name}"
        if file.suffix != ".yaml":
            files.findings.append(Finding(path, 1, "unexpected-file", "only files like vet.yaml are expected here"))
            continue
        table = read_table(file, path, files.findings)
        if table is not None:
            fields = Fields(table, path, files.findings)
            texts = {text.language: text for text in _texts(fields)}
            topic = PREFIX + file.stem
            files.topics[topic] = Article(topic, NOT_COVERED, texts)
            fields.report_unknown()
    return files


def check_not_covered(files: NotCoveredFiles, known: Mapping[str, int]) -> Iterator[Finding]:
    """Find languages, questions and references that are missing or unknown."""
    yield from files.findings
    for topic, article in files.topics.items():
        path = f"{NOT_COVERED}/{topic.removeprefix(PREFIX)}.yaml"
        wanted = references(article.texts["en"].body) if "en" in article.texts else ()
        for language in CODES:
            text = article.texts.get(language)
            if text is None:
                yield Finding(path, 1, "missing-language", f"{topic!r} has no text in {language!r}")
                continue
            if len(text.questions) < MIN_QUESTIONS:
                yield Finding(path, 1, "too-few-questions", f"{language}: {MIN_QUESTIONS} questions are needed, so that the topic is recognised")
            for key in references(text.body):
                if key not in known:
                    yield Finding(path, 1, "unknown-reference", f"{language}: {{{key}}} does not stand in contacts.yaml")
            if sorted(references(text.body)) != sorted(wanted):
                yield Finding(path, 1, "different-references", f"{language}: not the references of 'en'")


def _texts(fields: Fields) -> Iterator[ArticleText]:
    languages = fields.inner("texts")
    if languages is None:
        fields.report("texts", "missing-key", "'texts' is needed: title, text and questions in each language")
        return
    for language in CODES:
        entry = languages.inner(language)
        if entry is not None:
            questions = tuple(question for question, _ in entry.texts("questions"))
            yield ArticleText(language, entry.text("title"), entry.text("text"), questions)
            entry.report_unknown()
    languages.report_unknown()
