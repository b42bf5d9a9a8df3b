"""What stands in article.yaml, in the front matter of a text and in contacts.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from welcomebot.domain.contacts import KINDS, Confidence, Contact
from welcomebot.domain.finding import Finding
from welcomebot.domain.knowledge import Article, ArticleText, Origin
from welcomebot.domain.office_hours import DAYS
from welcomebot.services.knowledge_fields import Fields
from welcomebot.services.knowledge_yaml import Node, Table

AUDIENCES = ("everyone", "eu-citizen", "residence-permit", "protection", "student", "jobseeker", "family")

# The widths are those of the columns in storage/tables.py.
ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ID_LIMIT = 60
CATEGORY_LIMIT = 40
KEY = rf"(?:{'|'.join(KINDS)}):{ID}"
KEY_LIMIT = 80
LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"
URL = r"https?://[^\s<>\"]+"
_DAY = "|".join(DAYS)
_SOURCE_DATE = r"[0-9]{4}(?:-[0-9]{2}){0,2}|undated"


@dataclass(frozen=True)
class ArticleMeta:
    """The content of article.yaml as an article without texts, and the line of each key."""

    article: Article
    lines: Mapping[str, int]


@dataclass(frozen=True)
class TextMeta:
    """The front matter of a text, and the lines of the questions."""

    title: str
    questions: tuple[str, ...]
    question_lines: tuple[int, ...]
    origin: Origin
    reviewed: date | None
    source_hash: str | None
    title_line: int

    def with_body(self, language: str, body: str) -> ArticleText:
        """Return the whole text."""
        return ArticleText(
            language=language,
            title=self.title,
            body=body,
            questions=self.questions,
            origin=self.origin,
            reviewed=self.reviewed,
            source_hash=self.source_hash,
        )


def read_article_meta(table: Table, path: str, findings: list[Finding]) -> ArticleMeta:
    """Take article.yaml apart."""
    fields = Fields(table, path, findings)
    article = Article(
        id=fields.text("id", pattern=ID, limit=ID_LIMIT),
        category=fields.text("category", pattern=ID, limit=CATEGORY_LIMIT),
        texts={},
        source_language=fields.text("source_language", default="en", pattern=LANGUAGE),
        terms=fields.table("terms", key_pattern=LANGUAGE),
        related=_values(fields.texts("related", pattern=ID)),
        sources=_values(fields.texts("sources", pattern=KEY)),
        contacts=_values(fields.texts("contacts", pattern=KEY)),
        owner=fields.text("owner", default="welcome-office"),
        review_by=fields.day("review_by"),
        audience=fields.choice("audience", AUDIENCES, default="everyone"),
    )
    fields.report_unknown()
    return ArticleMeta(article, table.lines)


def read_text_meta(table: Table, path: str, findings: list[Finding], *, first_line: int) -> TextMeta:
    """Take the front matter of a text apart; `first_line` is where it begins in the file."""
    fields = Fields(table, path, findings, first_line=first_line)
    title_line = fields.line("title")
    questions = fields.texts("questions")
    meta = TextMeta(
        title=fields.text("title"),
        questions=_values(questions),
        question_lines=tuple(line for _, line in questions),
        origin=Origin(fields.choice("origin", tuple(Origin), default=Origin.HUMAN)),
        reviewed=fields.day("reviewed"),
        source_hash=fields.optional("source_hash", pattern=r"[0-9a-f]{12}"),
        title_line=title_line,
    )
    fields.report_unknown()
    return meta


def read_contact(key: str, node: Node, line: int, path: str, findings: list[Finding]) -> Contact | None:
    """Take one entry of contacts.yaml apart; None if it cannot be used at all."""
    if not re.fullmatch(KEY, key) or len(key) > KEY_LIMIT:
        findings.append(Finding(path, line, "bad-value", f"{key[:80]!r} is not kind:id with one of the kinds {', '.join(KINDS)}"))
        return None
    if not isinstance(node, Table):
        findings.append(Finding(path, line, "bad-value", f"{key!r} holds keys and values"))
        return None
    before = len(findings)
    fields = Fields(Table(node.entries, node.lines, line), path, findings)
    value = fields.table("value", key_pattern=LANGUAGE) if fields.is_table("value") else {"*": fields.text("value")}
    checked = fields.day("checked")
    if checked is None and len(findings) == before:
        fields.report("checked", "missing-key", "'checked' is needed: the day somebody read the source")
    contact = Contact(
        key=key,
        value=value,
        label=fields.table("label", key_pattern=LANGUAGE),
        source=fields.text("source", pattern=URL),
        checked=checked or date.min,
        confidence=Confidence(fields.choice("confidence", tuple(Confidence))),
        source_date=fields.text("source_date", default="undated", pattern=_SOURCE_DATE),
        official=fields.optional("official", pattern=KEY),
        expires=fields.day("expires"),
        schedule=fields.table("schedule", key_pattern=rf"(?:{_DAY})(?:-(?:{_DAY}))?", value_pattern=r"[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}"),
    )
    if not all(map(_is_span, contact.schedule.items())):
        fields.report("schedule", "bad-value", 'days and hours count upwards: {mon-fri: "09:00-15:00"}')
    if not contact.label:
        fields.report("label", "missing-key", "'label' is needed: what the fact is called in each language")
    fields.report_unknown()
    return contact if len(findings) == before else None


def _values(pairs: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    return tuple(text for text, _ in pairs)


def _is_span(entry: tuple[str, str]) -> bool:
    first, _, last = entry[0].partition("-")
    try:
        starts, ends = (time.fromisoformat(part) for part in entry[1].split("-"))
    except ValueError:
        return False
    return DAYS.index(first) <= DAYS.index(last or first) and starts < ends
