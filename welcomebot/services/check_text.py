"""The linter's rules for the words of one text: typed facts, length, questions, sentences."""

from collections.abc import Iterator, Mapping

from welcomebot.domain.article_markdown import visible_items, visible_text
from welcomebot.domain.article_rules import (
    MAX_SENTENCE_WORDS,
    MAX_UNITS,
    MAX_WORDS,
    MIN_QUESTIONS,
    MIN_WORDS,
    literal_facts,
    sentences,
    utf16_units,
    word_count,
)
from welcomebot.domain.contacts import Contact
from welcomebot.domain.fact_display import resolve
from welcomebot.domain.finding import Finding
from welcomebot.domain.knowledge import ArticleText, Origin
from welcomebot.domain.readability import MAX_MEAN_SENTENCE
from welcomebot.services.knowledge_files import TextFile
from welcomebot.services.knowledge_status import body_readability


def check_text(file: TextFile, contacts: Mapping[str, Contact]) -> Iterator[Finding]:
    """Yield what is wrong with the words of a text."""
    yield from _check_facts(file)
    yield from _check_length(file, contacts)
    yield from _check_sentences(file)
    if len(file.text.questions) < (1 if grows(file.text) else MIN_QUESTIONS):
        yield Finding(file.path, file.title_line, "few-questions", f"{len(file.text.questions)} questions; at least {MIN_QUESTIONS} are needed")


def grows(text: ArticleText) -> bool:
    """Tell whether people of the office wrote a text in the chat: an answer to one question, which is on their list of work until it is whole."""
    # Pages that were imported are people's words too, but nobody has read them yet as an answer.
    return text.origin is Origin.HUMAN and text.reviewed is not None


def _check_facts(file: TextFile) -> Iterator[Finding]:
    lines = [(file.title_line, file.text.title), *enumerate(file.text.body.split("\n"), start=file.body_line)]
    for number, line in lines:
        for fact in literal_facts(line):
            yield Finding(file.path, number, f"literal-{fact.kind}", f"{fact.text[:60]!r} is typed: make it an entry of contacts.yaml and refer to it")


def _check_length(file: TextFile, contacts: Mapping[str, Contact]) -> Iterator[Finding]:
    text = file.text
    shown = visible_text(file.body.blocks, lambda key: resolve(key, contacts, text.language).text)
    units = utf16_units(f"{text.title}\n\n{shown}")
    if units > MAX_UNITS:
        yield Finding(file.path, file.body_line, "too-long", f"{units} UTF-16 units are shown; {MAX_UNITS} fit into a message with its frame")
    words = word_count(shown)
    least = 1 if grows(text) else MIN_WORDS
    if text.body and not least <= words <= MAX_WORDS:
        rule = "too-few-words" if words < MIN_WORDS else "too-many-words"
        yield Finding(file.path, file.body_line, rule, f"{words} words; an answer has {MIN_WORDS} to {MAX_WORDS}")


def _check_sentences(file: TextFile) -> Iterator[Finding]:
    for line_in_body, item in visible_items(file.body.blocks, lambda _: "X"):
        for sentence in sentences(item):
            if word_count(sentence) > MAX_SENTENCE_WORDS:
                message = f"{word_count(sentence)} words in one sentence, at most {MAX_SENTENCE_WORDS}: {sentence[:50]!r}"
                yield Finding(file.path, file.body_line + line_in_body - 1, "long-sentence", message)
    mean = body_readability(file.text.body).mean_sentence
    if mean > MAX_MEAN_SENTENCE:
        yield Finding(file.path, file.body_line, "hard-to-read", f"a sentence has {mean:.1f} words on average, at most {MAX_MEAN_SENTENCE}")
