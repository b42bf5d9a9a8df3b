"""The linter's rule for terms: one wording a language, whatever the article."""

from collections.abc import Iterator, Sequence

from welcomebot.domain.contacts import REFERENCE
from welcomebot.domain.finding import Finding
from welcomebot.domain.glossary import OFFICIAL, Term, broken_terms, is_pair, wrong_pairs
from welcomebot.services.glossary_files import GlossaryFile
from welcomebot.services.knowledge_files import ArticleFolder, KnowledgeFiles


def check_glossary(files: KnowledgeFiles, glossary: GlossaryFile) -> Iterator[Finding]:
    """Yield where an article says a term in other words than the glossary, and so than its neighbours.

    An article uses a term if its Finnish or Swedish text has the official word; then each of its texts must have a wording of its language.
    """
    yield from glossary.findings
    for found in files.articles.values():
        yield from _check_article(found, glossary.terms)


def _check_article(found: ArticleFolder, terms: Sequence[Term]) -> Iterator[Finding]:
    texts = {language: f"{file.text.title}\n{REFERENCE.sub(' ', file.text.body)}" for language, file in found.texts.items()}
    for term, language in broken_terms(terms, texts):
        file = found.texts[language]
        message = f"the term {term.id!r} is {term.preferred(language)!r} in {language!r}; this text says it in other words"
        yield Finding(file.path, file.body_line, "glossary-term", message)
    for language, text in texts.items():
        for term, written in wrong_pairs(terms, text):
            message = f"{written} should be ({term.preferred('fi')} / {term.preferred('sv')})"
            yield Finding(found.texts[language].path, found.texts[language].body_line, "glossary-pair", message)
    pair = [found.article.terms.get(language, "") for language in OFFICIAL]
    for term in terms if all(pair) else ():
        if not is_pair(term, pair):
            message = f"{pair[0]!r} and {pair[1]!r}: the glossary has {term.preferred('fi')!r} and {term.preferred('sv')!r}"
            yield Finding(found.path, found.lines.get("terms", 1), "glossary-pair", message)
