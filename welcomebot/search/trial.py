"""The index as it would be with one article changed; what the change does not touch is taken over."""

from collections.abc import Mapping

import numpy as np

from welcomebot.domain.knowledge import Article
from welcomebot.search.index import Index, TextIndex, build_index
from welcomebot.search.lexical import CharacterIndex
from welcomebot.search.normalise import ngrams
from welcomebot.search.units import Grouped, aliases, languages_of, passage_units, question_units


def trial_index(index: Index, before: Mapping[str, Article], after: Mapping[str, Article]) -> Index:
    """Return the index of `after`, where `index` is that of `before`, without embeddings."""
    if index.article_ids != tuple(after) or tuple(before) != tuple(after) or sorted(index.texts) != languages_of(after):
        # A new article moves the numbers of the others.
        return build_index(after, index.lemmas, index.fusion)
    ordered = list(after.values())
    questions = Grouped.of(question_units(ordered), len(ordered))
    touched = _touched(before, after)
    texts = {language: TextIndex.of(ordered, language, index.lemmas) if language in touched else known for language, known in index.texts.items()}
    is_same = questions.units == index.questions.units
    names = aliases(ordered)
    return Index(
        article_ids=index.article_ids,
        questions=questions,
        passages=Grouped.of(passage_units(ordered) or question_units(ordered), len(ordered)),
        texts=texts,
        characters=index.characters if is_same else CharacterIndex.of([ngrams(unit.text) for unit in questions.units]),
        alias_names=tuple(names),
        alias_owners=np.array(list(names.values()), np.intp),
        lemmas=index.lemmas,
        fusion=index.fusion,
    )


def _touched(before: Mapping[str, Article], after: Mapping[str, Article]) -> set[str]:
    touched: set[str] = set()
    for article_id, article in after.items():
        old = before[article_id]
        if old is not article:
            is_everywhere = old.terms != article.terms
            languages = {*old.texts, *article.texts}
            touched |= {language for language in languages if is_everywhere or old.texts.get(language) != article.texts.get(language)}
    return touched
