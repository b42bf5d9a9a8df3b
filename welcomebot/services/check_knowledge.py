"""The linter of the knowledge folder: every mistake with file, line and rule."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from welcomebot.domain.article_rules import MAX_RELATED, same_question
from welcomebot.domain.contacts import REFERENCE, references
from welcomebot.domain.finding import Finding
from welcomebot.domain.language import CODES
from welcomebot.services.check_contacts import check_contacts
from welcomebot.services.check_glossary import check_glossary
from welcomebot.services.check_skills import check_skills
from welcomebot.services.check_text import check_text, grows
from welcomebot.services.glossary_files import load_glossary
from welcomebot.services.knowledge_files import ArticleFolder, KnowledgeFiles, TextFile, load
from welcomebot.services.read_not_covered import check_not_covered, load_not_covered
from welcomebot.services.skill_files import load_skills


def check(folder: Path, today: date) -> list[Finding]:
    """Return every finding in a knowledge folder, sorted by file and line; empty when all is well."""
    files = load(folder)
    findings = [*files.findings, *files.strays, *check_contacts(files, today)]
    for article in files.articles.values():
        findings += _check_article(article, files)
        for text in article.texts.values():
            findings += _check_references(article, text, files.contact_lines)
            findings += check_text(text, files.contacts)
    findings += _check_questions(files.articles.values())
    findings += check_glossary(files, load_glossary(folder))
    findings += check_not_covered(load_not_covered(folder), files.contact_lines)
    findings += check_skills(load_skills(folder), files.contact_lines)
    return sorted(set(findings))


def _check_article(found: ArticleFolder, files: KnowledgeFiles) -> Iterator[Finding]:
    article = found.article
    known_articles = (files.articles.keys() | files.folder_names) - {article.id}
    known_links = {key for key in files.contact_lines if key.startswith("link:")}

    def unknown(key: str, values: Iterable[str], known: Collection[str], rule: str) -> Iterator[Finding]:
        for value in values:
            if value not in known:
                yield Finding(found.path, found.lines.get(key, 1), rule, f"{value!r} is unknown in {key!r}")

    yield from unknown("related", article.related, known_articles, "unknown-article")
    yield from unknown("sources", article.sources, known_links, "unknown-reference")
    yield from unknown("contacts", article.contacts, files.contact_lines, "unknown-reference")
    if len(article.related) > MAX_RELATED:
        yield Finding(found.path, found.lines["related"], "too-many-related", f"at most {MAX_RELATED} related articles fit below an answer")
    yield from _check_languages(found, {finding.path for finding in files.findings})
    yield from _check_contact_list(found)


def _check_languages(found: ArticleFolder, broken: Collection[str]) -> Iterator[Finding]:
    source = found.article.texts.get(found.article.source_language)
    if source is not None and grows(source):
        return
    home = found.path.rpartition("/")[0]
    for language in dict.fromkeys((*CODES, found.article.source_language)):
        path = f"{home}/{language}.md"
        # A text that is there but cannot be read has its own finding.
        if language not in found.texts and path not in broken:
            yield Finding(path, 1, "missing-language", f"{found.article.id!r} has no text in {language!r}")


def _check_contact_list(found: ArticleFolder) -> Iterator[Finding]:
    used = {key for file in found.texts.values() for key in references(file.text.body)}
    listed = found.article.contacts
    wrong = [f"{key} is used but not listed" for key in sorted(used - set(listed))]
    wrong += [f"{key} is listed but not used" for key in sorted(set(listed) - used)]
    if not wrong and list(listed) != sorted(set(listed)):
        wrong = ["each reference stands once, sorted"]
    for message in wrong:
        yield Finding(found.path, found.lines.get("contacts", 1), "contact-list", message)


def _check_references(found: ArticleFolder, file: TextFile, known: Mapping[str, int]) -> Iterator[Finding]:
    for number, line in enumerate(file.text.body.split("\n"), start=file.body_line):
        for key in references(line):
            if key not in known:
                yield Finding(file.path, number, "unknown-reference", f"{{{key}}} does not stand in contacts.yaml")
    for number, text in ((file.title_line, file.text.title), *zip(file.question_lines, file.text.questions, strict=True)):
        if REFERENCE.search(text):
            yield Finding(file.path, number, "misplaced-reference", "references stand in the body only")
    source = found.texts.get(found.article.source_language)
    if source is None or source is file:
        return
    here, there = Counter(references(file.text.body)), Counter(references(source.text.body))
    for key in sorted((here | there).keys()):
        if here[key] != there[key]:
            message = f"{{{key}}} stands {here[key]} times here and {there[key]} times in {found.article.source_language}.md"
            yield Finding(file.path, file.body_line, "different-references", message)


def _check_questions(articles: Iterable[ArticleFolder]) -> Iterator[Finding]:
    """Find questions that stand in two articles, or twice in one text."""
    places: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for found in articles:
        for file in found.texts.values():
            for line, question in zip(file.question_lines, file.text.questions, strict=True):
                places[same_question(question)].append((found.path, file.path, line))
    for question, found_at in places.items():
        if not question:
            yield from (Finding(path, line, "empty-question", "a question needs a word") for _, path, line in found_at)
            continue
        first_article, first_path, first_line = found_at[0]
        for article, path, line in found_at[1:]:
            if article != first_article or path == first_path:
                yield Finding(path, line, "duplicate-question", f"{question[:60]!r} also stands in {first_path}:{first_line}")
