"""The text of an article in the making: facts become references, and what still has to be looked at is named."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from welcomebot.domain.article_body import Block, Inline, Notes, Paragraph, Reference, Runs, Steps, Text, parse
from welcomebot.domain.article_markdown import to_markdown, visible_items, visible_text
from welcomebot.domain.article_naming import slug_of
from welcomebot.domain.article_rules import MAX_SENTENCE_WORDS, MAX_UNITS, MAX_WORDS, literal_facts, sentences, utf16_units, word_count
from welcomebot.domain.contacts import Confidence, Contact, references
from welcomebot.domain.fact_display import resolve
from welcomebot.domain.fact_spotting import patterns_of
from welcomebot.domain.knowledge import ArticleText
from welcomebot.domain.new_facts import LABELS, TypedFact, typed_facts
from welcomebot.domain.written_text import blocks_of
from welcomebot.services.article_json import contact_json, contact_of
from welcomebot.services.office_ports import TextDraft

OFFICE_PAGE = "link:welcome-office"
NO_PAGE = "https://www.kokkola.fi/"  # the office's own site, where its page is no entry
MAX_QUESTIONS = 40
MAX_TITLE_LENGTH = 150
Facts = Mapping[str, Contact]


@dataclass(frozen=True)
class Review:
    """What somebody should look at before a text goes out. `literals` are facts that stay typed; `is_ready` tells whether it may go out at all."""

    is_empty: bool = False
    is_too_long: bool = False
    words: int = 0
    long_sentences: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    new_facts: tuple[str, ...] = ()
    has_source: bool = True

    @property
    def is_wordy(self) -> bool:
        """Tell whether it has more words than an answer should have."""
        return self.words > MAX_WORDS

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing forbids publishing."""
        return not (self.is_empty or self.is_too_long or self.unknown)


def with_body(draft: TextDraft, typed: str, *, contacts: Facts, today: date) -> TextDraft:
    """Return the draft with a text as somebody typed it: known facts become references, new ones get an entry."""
    known = {**contacts, **facts_of_draft(draft)}
    spotted = patterns_of(known, draft.language).refer(_known_references(blocks_of(typed), known))
    maker = _Maker(draft.article_id, known, today)
    blocks = tuple(_mapped(block, maker.runs) for block in spotted)
    body = to_markdown(blocks)
    facts = {**draft.facts, **{key: contact_json(contact) for key, contact in maker.made.items()}}
    used = set(references(body))
    return replace(draft, body=body, facts={key: entry for key, entry in facts.items() if key in used})


def facts_of_draft(draft: TextDraft) -> dict[str, Contact]:
    """Return the facts that do not exist yet."""
    return {key: contact_of(key, entry) for key, entry in draft.facts.items()}


def text_of_draft(draft: TextDraft) -> ArticleText:
    """Return the draft as people would read it."""
    return ArticleText(draft.language, draft.title, draft.body, draft.questions)


def review(draft: TextDraft, *, contacts: Facts) -> Review:
    """Return what somebody should look at."""
    known = {**contacts, **facts_of_draft(draft)}
    blocks = parse(draft.body).blocks
    shown = visible_text(blocks, lambda key: resolve(key, known, draft.language).text)
    used = references(draft.body)
    long = tuple(sentence for _, item in visible_items(blocks, lambda _: "X") for sentence in sentences(item) if word_count(sentence) > MAX_SENTENCE_WORDS)
    return Review(
        is_empty=not draft.title.strip() or not shown.strip(),
        is_too_long=utf16_units(f"{draft.title}\n\n{shown}") > MAX_UNITS,
        words=word_count(shown),
        long_sentences=long,
        literals=tuple(dict.fromkeys(_whole(fact.text, line) for line in (draft.title, *draft.body.split("\n")) for fact in literal_facts(line))),
        unknown=tuple(dict.fromkeys(key for key in used if key not in known)),
        new_facts=tuple(draft.facts),
        has_source=any(key.startswith("link:") for key in used),
    )


class _Maker:
    """Puts references to new facts in the place of what is typed."""

    def __init__(self, article_id: str, contacts: Facts, today: date) -> None:
        self._article_id, self._contacts, self._today = article_id, contacts, today
        self.made: dict[str, Contact] = {}

    def runs(self, runs: Runs) -> Runs:
        return tuple(part for run in runs for part in (self._split(run) if isinstance(run, Text) else (run,)))

    def _split(self, run: Text) -> list[Inline]:
        parts: list[Inline] = []
        end = 0
        for fact in typed_facts(run.text):
            parts += [Text(run.text[end : fact.start], run.is_bold)] if fact.start > end else []
            parts.append(Reference(self._key(fact), run.is_bold))
            end = fact.end
        return [*parts, Text(run.text[end:], run.is_bold)] if end < len(run.text) else parts

    def _key(self, fact: TypedFact) -> str:
        same = (key for key, contact in self.made.items() if contact.kind == fact.kind and contact.value["*"] == fact.value)
        if key := next(same, None):
            return key
        slug = slug_of(self._article_id, is_taken=lambda slug: f"{fact.kind}:{slug}" in self.made or f"{fact.kind}:{slug}" in self._contacts)
        key = f"{fact.kind}:{slug}"
        self.made[key] = self._entry(key, fact)
        return key

    def _entry(self, key: str, fact: TypedFact) -> Contact:
        # Nobody has read it on an official page: the office itself says so, today.
        page = self._contacts.get(OFFICE_PAGE)
        is_link = fact.kind == "link"
        name = fact.value.partition("://")[2].removeprefix("www.").rstrip("/")
        return Contact(
            key=key,
            value={"*": fact.value},
            label=dict.fromkeys(LABELS["phone"], name) if is_link else LABELS[fact.kind],
            source=fact.value if is_link else page.value_in("en") if page else NO_PAGE,
            checked=self._today,
            confidence=Confidence.MEDIUM,
            official=OFFICE_PAGE if page else None,
        )


def _whole(fact: str, line: str) -> str:
    """Return a fact with the rest of its last word: patterns match the beginning of words that are inflected."""
    found = re.search(re.escape(fact) + r"\w*", line)
    return found[0] if found else fact


def _known_references(blocks: tuple[Block, ...], known: Facts) -> tuple[Block, ...]:
    """Return the blocks in which braces round something unknown are plain signs."""

    def runs(found: Runs) -> Runs:
        return tuple(run if isinstance(run, Text) or run.key in known else Text(f"{{{run.key}}}", run.is_bold) for run in found)

    return tuple(_mapped(block, runs) for block in blocks)


def _mapped(block: Block, change: Callable[[Runs], Runs]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(change(block.runs), block.line)
    kind: type[Steps | Notes] = type(block)
    return kind(tuple(map(change, block.items)), block.lines)
