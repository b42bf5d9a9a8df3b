"""An article as somebody checks it: languages side by side, every fact with its number, source and date."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from welcomebot.domain.article_body import Block, Paragraph, Reference, Runs, Steps, parse
from welcomebot.domain.contacts import Contact, references
from welcomebot.domain.fact_display import resolve
from welcomebot.domain.knowledge import Article, ArticleText, TextState, text_state
from welcomebot.domain.language import CODES, RTL_CODES, endonym
from welcomebot.domain.readability import Readability
from welcomebot.services.knowledge_status import body_readability, used_facts
from welcomebot.services.read_knowledge import Knowledge


@dataclass(frozen=True)
class ReviewRun:
    """Words of a text, or a fact in its place; a fact has a number, under which the page explains it."""

    text: str
    is_bold: bool = False
    fact: int = 0


@dataclass(frozen=True)
class ReviewBlock:
    """A paragraph ("p"), steps ("ol") or notes ("ul")."""

    tag: str
    rows: tuple[tuple[ReviewRun, ...], ...]


@dataclass(frozen=True)
class ReviewText:
    """One language version."""

    language: str
    name: str
    is_rtl: bool
    state: TextState
    text: ArticleText
    blocks: tuple[ReviewBlock, ...]
    readability: Readability


@dataclass(frozen=True)
class ReviewFact:
    """A fact that the article uses; `is_linked` if people see the official page instead of the value."""

    number: int
    contact: Contact
    is_expired: bool
    is_linked: bool
    is_source: bool


@dataclass(frozen=True)
class ReviewArticle:
    """All that a page shows."""

    article: Article
    title: str
    texts: tuple[ReviewText, ...]
    missing: tuple[str, ...]
    facts: tuple[ReviewFact, ...]
    unknown: tuple[str, ...]  # references that stand in a text and not in contacts.yaml

    @property
    def by_language(self) -> dict[str, ReviewText]:
        """Return the texts by their language."""
        return {text.language: text for text in self.texts}

    @property
    def by_number(self) -> dict[int, ReviewFact]:
        """Return the facts by the number that stands in the texts."""
        return {fact.number: fact for fact in self.facts}


def review_copy(knowledge: Knowledge, today: date) -> tuple[ReviewArticle, ...]:
    """Return every article for review, sorted by category and id."""
    articles = sorted(knowledge.articles.values(), key=lambda article: (article.category, article.id))
    return tuple(_article(article, knowledge.contacts, today) for article in articles)


def _article(article: Article, contacts: Mapping[str, Contact], today: date) -> ReviewArticle:
    numbers = _numbers(article)
    languages = [*CODES, *sorted(article.texts.keys() - set(CODES))]
    title = article.text_in((article.source_language, "en"))
    return ReviewArticle(
        article=article,
        title=title.title if title else article.id,
        texts=tuple(_text(article, article.texts[code], numbers, contacts, today) for code in languages if code in article.texts),
        missing=tuple(code for code in CODES if code not in article.texts),
        facts=tuple(_fact(article, contacts[key], number, contacts, today) for key, number in numbers.items() if key in contacts),
        unknown=tuple(key for key in numbers if key not in contacts),
    )


def _numbers(article: Article) -> dict[str, int]:
    """Return the facts in the order in which the source text names them, then those that stand elsewhere, numbered."""
    source = article.texts.get(article.source_language)
    ordered = dict.fromkeys([*(references(source.body) if source else ()), *used_facts(article)])
    return {key: number for number, key in enumerate(ordered, start=1)}


def _text(article: Article, text: ArticleText, numbers: Mapping[str, int], contacts: Mapping[str, Contact], today: date) -> ReviewText:
    def row(runs: Runs) -> tuple[ReviewRun, ...]:
        return tuple(
            ReviewRun(resolve(run.key, contacts, text.language, today).text, run.is_bold, numbers[run.key])
            if isinstance(run, Reference)
            else ReviewRun(run.text, run.is_bold)
            for run in runs
        )

    return ReviewText(
        language=text.language,
        name=endonym(text.language),
        is_rtl=text.language in RTL_CODES,
        state=text_state(article, text.language),
        text=text,
        blocks=tuple(ReviewBlock(tag, tuple(map(row, items))) for tag, items in _blocks(parse(text.body).blocks)),
        readability=body_readability(text.body),
    )


def _blocks(blocks: Sequence[Block]) -> Iterator[tuple[str, tuple[Runs, ...]]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "p", (block.runs,)
        else:
            yield ("ol" if isinstance(block, Steps) else "ul"), block.items


def _fact(article: Article, contact: Contact, number: int, contacts: Mapping[str, Contact], today: date) -> ReviewFact:
    return ReviewFact(
        number=number,
        contact=contact,
        is_expired=contact.is_expired(today),
        is_linked=contact.kind != "link" and resolve(contact.key, contacts, "en", today).url is not None,
        is_source=contact.key in article.sources,
    )
