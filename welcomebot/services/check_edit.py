"""What a changed text would do: to its references beside the source text, to the terms that the office agreed on, to the test questions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from welcomebot.domain.golden import Replayed
from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.services.edit_text import OtherFacts, other_facts, source_of
from welcomebot.services.library import Library
from welcomebot.services.office_ports import TextDraft
from welcomebot.services.replay_golden import Replay


@dataclass(frozen=True)
class EditChecks:
    """The findings on a draft. `replayed` is None while the search cannot tell, or where there is nothing to replay."""

    facts: OtherFacts
    replayed: Replayed | None = None
    is_replayable: bool = True


async def check_edit(draft: TextDraft, *, library: Library, replay: Replay) -> EditChecks:
    """Return the findings on a draft; it takes about a second, so nothing may be locked meanwhile."""
    article = library.articles.get(draft.article_id)
    facts = other_facts(draft, source_of(article, draft.language) if article else None)
    if not draft.title.strip() or not draft.body.strip():
        return EditChecks(facts, is_replayable=False)
    replay.prepare(draft.language)
    return EditChecks(facts, await replay.changes(library.articles, article_with(draft, article), draft.language))


async def harm_of(draft: TextDraft, *, library: Library, replay: Replay) -> Replayed | None:
    """Return what a new answer would do to the test questions where any ends worse by it; None where none does, or nobody can tell yet."""
    replayed = await replay.changes(library.articles, article_with(draft, None), draft.language)
    return replayed if replayed is not None and replayed.is_worse else None


def article_with(draft: TextDraft, article: Article | None) -> Article:
    """Return the article as the draft would make it; a new one where there is none."""
    text = ArticleText(draft.language, draft.title, draft.body, draft.questions)
    if article is None:
        return Article(draft.article_id, draft.category, {draft.language: text}, draft.language)
    texts: Mapping[str, ArticleText] = {**article.texts, draft.language: text}
    return replace(article, texts=dict(sorted(texts.items())))
