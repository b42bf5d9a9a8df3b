"""Editing the text of an article that exists: the draft that holds the new words until they are published."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from welcomebot.domain.contacts import references
from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.domain.staff import Right
from welcomebot.services.office_ports import TextDraft
from welcomebot.services.ports import Clock, Work
from welcomebot.services.staff_rights import Acting


@dataclass(frozen=True)
class Editing:
    """A draft of a text, and for a translation the text that it is made from."""

    draft: TextDraft
    article: Article
    source: ArticleText | None = None


@dataclass(frozen=True)
class OtherFacts:
    """References that a translation lacks, or has beyond those of its source text, with how often."""

    missing: Mapping[str, int]
    extra: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra)


async def edit_text(article_id: str, language: str, *, by: Acting, work: Work, clock: Clock) -> Editing | None:
    """Begin a draft that holds the present text, or nothing where there is none yet; None where the article is gone."""
    by.require(Right.CURATE)
    async with work.reading() as db:
        article = await db.articles.get(article_id)
    if article is None:
        return None
    text = article.texts.get(language)
    draft = TextDraft(
        article_id=article_id,
        language=language,
        title=text.title if text else "",
        body=text.body if text else "",
        questions=text.questions if text else (),
        made_by=by.user_id,
        made_at=clock(),
        category=article.category,
        base_hash=text.content_hash if text else None,
    )
    db = await work.writing()
    return Editing(replace(draft, number=await db.text_drafts.add(draft)), article, source_of(article, language))


def source_of(article: Article, language: str) -> ArticleText | None:
    """Return the text that a translation is made from; None for the source text itself."""
    return None if language == article.source_language else article.texts.get(article.source_language)


def other_facts(draft: TextDraft, source: ArticleText | None) -> OtherFacts:
    """Return which references differ from those of the source text."""
    if source is None:
        return OtherFacts({}, {})
    here, there = Counter(references(draft.body)), Counter(references(source.body))
    return OtherFacts(dict(there - here), dict(here - there))
