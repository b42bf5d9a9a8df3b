"""Articles and facts as JSON, the same in the tables and in what is written down of an act."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.knowledge import Article, ArticleText, Origin

Json = dict[str, Any]


def article_json(article: Article) -> Json:
    """Return a whole article with its texts."""
    texts = {language: text_json(article.texts[language]) for language in sorted(article.texts)}
    return {"id": article.id, "category": article.category, "meta": meta_json(article), "texts": texts}


def article_of(data: Mapping[str, Any]) -> Article:
    """Return the article that `article_json` wrote; other keys beside it do not count."""
    return article_of_meta(data["id"], data["category"], data["meta"], {language: text_of(text) for language, text in data["texts"].items()})


def meta_json(article: Article) -> Json:
    """Return what article.yaml holds beside id and category."""
    return {
        "source_language": article.source_language,
        "terms": dict(article.terms),
        "related": list(article.related),
        "sources": list(article.sources),
        "contacts": list(article.contacts),
        "owner": article.owner,
        "review_by": _iso(article.review_by),
        "audience": article.audience,
    }


def article_of_meta(article_id: str, category: str, meta: Mapping[str, Any], texts: Mapping[str, ArticleText]) -> Article:
    """Return an article from its parts."""
    return Article(
        id=article_id,
        category=category,
        texts=texts,
        source_language=meta["source_language"],
        terms=meta["terms"],
        related=tuple(meta["related"]),
        sources=tuple(meta["sources"]),
        contacts=tuple(meta["contacts"]),
        owner=meta["owner"],
        review_by=_date(meta["review_by"]),
        audience=meta["audience"],
    )


def text_json(text: ArticleText) -> Json:
    """Return one language version."""
    return {
        "language": text.language,
        "title": text.title,
        "body": text.body,
        "questions": list(text.questions),
        "origin": text.origin.value,
        "reviewed": _iso(text.reviewed),
        "source_hash": text.source_hash,
    }


def text_of(data: Mapping[str, Any]) -> ArticleText:
    """Return the language version that `text_json` wrote."""
    return ArticleText(
        language=data["language"],
        title=data["title"],
        body=data["body"],
        questions=tuple(data["questions"]),
        origin=Origin(data["origin"]),
        reviewed=_date(data["reviewed"]),
        source_hash=data["source_hash"],
    )


def contact_json(contact: Contact) -> Json:
    """Return a fact without its key."""
    return {
        "value": dict(contact.value),
        "label": dict(contact.label),
        "source": contact.source,
        "checked": contact.checked.isoformat(),
        "confidence": contact.confidence.value,
        "source_date": contact.source_date,
        "official": contact.official,
        "expires": _iso(contact.expires),
        "schedule": dict(contact.schedule),
    }


def contact_of(key: str, entry: Mapping[str, Any]) -> Contact:
    """Return the fact that `contact_json` wrote."""
    return Contact(
        key=key,
        value=entry["value"],
        label=entry["label"],
        source=entry["source"],
        checked=date.fromisoformat(entry["checked"]),
        confidence=Confidence(entry["confidence"]),
        source_date=entry["source_date"],
        official=entry["official"],
        expires=_date(entry["expires"]),
        schedule=entry["schedule"],
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
