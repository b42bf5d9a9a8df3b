"""A machine's translation as the beginning of a text: it stays labelled until a person confirms it."""

from dataclasses import replace

from welcomebot.services.draft_answer import OPEN, Maker, open_draft
from welcomebot.services.draft_text import with_body
from welcomebot.services.edit_text import source_of
from welcomebot.services.office_ports import TextDraft
from welcomebot.services.staff_rights import Acting
from welcomebot.services.translate_text import TranslationEngine, proposed


async def translate_draft(number: int, *, by: Acting, maker: Maker, engine: TranslationEngine) -> TextDraft | None:
    """Put a machine's translation of the source text into a draft; None where there is none to be had, or the draft is open no more."""
    draft = await open_draft(number, by=by, work=maker.work)
    article = maker.library.articles.get(draft.article_id) if draft else None
    source = source_of(article, draft.language) if draft and article else None
    if draft is None or source is None or draft.state != OPEN:
        return None
    # The engine may take seconds, so it is asked before the database is locked for writing.
    title, body = [await proposed(text, source=source.language, target=draft.language, engine=engine) for text in (source.title, source.body)]
    if title is None or body is None:
        return None
    named = draft.with_words(title=title)
    translated = replace(with_body(named, body, contacts=maker.library.contacts, today=maker.today), is_machine=True)
    db = await maker.work.writing()
    return translated if await db.text_drafts.save(translated, at=maker.clock()) else None
