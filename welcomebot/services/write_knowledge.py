"""Writing articles and facts as files in one tidy form: the same content is always the same bytes."""

from collections.abc import Iterable, Mapping

from welcomebot.domain.contacts import KINDS, Contact
from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.domain.language import CODES
from welcomebot.domain.office_hours import DAYS
from welcomebot.services.knowledge_fields import one_line
from welcomebot.services.knowledge_files import ARTICLE_FILE, ARTICLES, CONTACTS_FILE
from welcomebot.services.knowledge_yaml import flow_list, flow_table, quoted, scalar


def write_article(article: Article) -> dict[str, str]:
    """Return the files of an article: path relative to the knowledge folder -> text."""
    folder = f"{ARTICLES}/{article.category}/{article.id}"
    files = {f"{folder}/{ARTICLE_FILE}": write_meta(article)}
    for language in sorted(article.texts):
        files[f"{folder}/{language}.md"] = write_text(article.texts[language])
    return files


def write_meta(article: Article) -> str:
    """Return article.yaml."""
    lines = [f"id: {scalar(article.id)}", f"category: {scalar(article.category)}", f"source_language: {scalar(article.source_language)}"]
    if article.terms:
        lines.append(f"terms: {flow_table(_by_language(article.terms))}")
    lists = {"related": article.related, "sources": article.sources, "contacts": article.contacts}
    lines += [f"{key}: {flow_list(values)}" for key, values in lists.items() if values]
    lines.append(f"owner: {scalar(one_line(article.owner))}")
    if article.review_by:
        lines.append(f"review_by: {article.review_by.isoformat()}")
    lines.append(f"audience: {scalar(article.audience)}")
    return _file(lines)


def write_text(text: ArticleText) -> str:
    """Return the file of one language version."""
    lines = ["---", f"title: {scalar(one_line(text.title))}"]
    if text.questions:
        lines += ["questions:", *(f"- {scalar(one_line(question))}" for question in text.questions)]
    lines.append(f"origin: {text.origin}")
    if text.reviewed:
        lines.append(f"reviewed: {text.reviewed.isoformat()}")
    if text.source_hash:
        lines.append(f"source_hash: {_hash(text.source_hash)}")
    body = text.body.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _file([*lines, "---", body])


def write_contacts(contacts: Iterable[Contact]) -> dict[str, str]:
    """Return contacts.yaml: path -> text, sorted by kind and id."""
    entries = [write_contact(contact) for contact in sorted(contacts, key=_rank)]
    return {CONTACTS_FILE: "\n".join(entries)}


def write_contact(contact: Contact) -> str:
    """Return one entry of contacts.yaml."""
    lines = [f"{contact.key}:"]
    common = contact.value.get("*")
    lines.append(f"  value: {flow_table(_by_language(contact.value)) if common is None else scalar(one_line(common))}")
    lines.append(f"  label: {flow_table(_by_language(contact.label))}")
    lines.append(f"  source: {scalar(contact.source)}")
    lines.append(f"  checked: {contact.checked.isoformat()}")
    lines.append(f"  source_date: {contact.source_date}")
    lines.append(f"  confidence: {contact.confidence}")
    if contact.official:
        lines.append(f"  official: {scalar(contact.official)}")
    if contact.expires:
        lines.append(f"  expires: {contact.expires.isoformat()}")
    if contact.schedule:
        days = sorted(contact.schedule, key=lambda span: DAYS.index(span.partition("-")[0]))
        lines.append("  schedule: {" + ", ".join(f"{day}: {quoted(contact.schedule[day])}" for day in days) + "}")
    return _file(lines)


def _by_language(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts by language, those of the service first and in its order."""
    known = [code for code in CODES if code in texts]
    return {code: one_line(texts[code]) for code in (*known, *sorted(set(texts) - set(known)))}


def _hash(value: str) -> str:
    # A hash of digits alone, or one like 12345678e901, is a number for other readers of YAML.
    return value if value.isalnum() and not value.replace("e", "", 1).isdigit() else quoted(value)


def _rank(contact: Contact) -> tuple[int, str]:
    return KINDS.index(contact.kind) if contact.kind in KINDS else len(KINDS), contact.key


def _file(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
