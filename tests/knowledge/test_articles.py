"""What holds for the articles as a whole: every topic, six languages, no fact typed, look-alikes linked."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.knowledge.test_whole_tree import KNOWLEDGE
from welcomebot.domain.article_rules import same_question
from welcomebot.domain.contacts import REFERENCE, references
from welcomebot.domain.knowledge import Article, TextState, text_state
from welcomebot.domain.language import CODES
from welcomebot.services.read_knowledge import read_knowledge

TOPICS = Path(__file__).parents[3] / "shared" / "facts" / "topics.tsv"
# A topic that is a part of another article.
PART_OF = {"client-fees": "health-centre"}
LEAST_VARIANTS, MOST_VARIANTS = 6, 20

# Who needs one of them often asks for the other: each says so and leads there.
CONFUSED = [
    ("tax-card", "taxes"),
    ("emergency", "medical-helpline"),
    ("medical-helpline", "health-centre"),
    ("emergency", "health-centre"),
    ("emergency", "crisis-help"),
    ("employment-services", "unemployment-benefit"),
    ("daycare", "pre-primary"),
    ("residence-permit-extension", "permanent-residence"),
    ("workers-rights", "pay-and-working-hours"),
    ("temporary-protection", "asylum"),
    ("pre-primary", "preparatory-education"),
]
# Digits that may stand in a text: a year, and the number of an article of a law ("§ 123", "artikla 116").
ALLOWED_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|§\s?\d+|\b(?:article|artikla|artikel|стаття|статья|المادة)\s\d+", re.IGNORECASE)


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return read_knowledge(KNOWLEDGE).articles


@pytest.mark.skipif(not TOPICS.exists(), reason="the list of topics is not beside the project")
def test_every_topic_has_its_article(articles: dict[str, Article]) -> None:
    with TOPICS.open(encoding="utf-8") as lines:
        topics = {topic: category for category, topic in csv.reader(lines, delimiter="\t")}
    wanted = {PART_OF.get(topic, topic): category for topic, category in topics.items()}
    assert {article.id: article.category for article in articles.values() if article.id in wanted} == wanted


def test_every_text_is_there_and_current(articles: dict[str, Article]) -> None:
    states = {(article.id, code): text_state(article, code) for article in articles.values() for code in CODES}
    assert {place: state for place, state in states.items() if state is not TextState.CURRENT} == {}


@pytest.mark.parametrize(("one", "other"), CONFUSED)
def test_articles_that_people_confuse_lead_to_each_other(articles: dict[str, Article], one: str, other: str) -> None:
    assert other in articles[one].related
    assert one in articles[other].related


def test_languages_refer_to_the_same_facts_as_often(articles: dict[str, Article]) -> None:
    used = {article.id: {code: Counter(references(text.body)) for code, text in article.texts.items()} for article in articles.values()}
    assert {article_id: by_code for article_id, by_code in used.items() if len({tuple(sorted(facts.items())) for facts in by_code.values()}) > 1} == {}


def test_no_text_holds_a_number_of_its_own(articles: dict[str, Article]) -> None:
    typed = {}
    for article in articles.values():
        for code, text in article.texts.items():
            rest = ALLOWED_DIGITS.sub(" ", REFERENCE.sub(" ", f"{text.title}\n{text.body}"))
            if runs := re.findall(r"\d{3,}", rest):
                typed[f"{article.id}/{code}"] = runs
    assert typed == {}


def test_each_language_of_an_article_has_six_to_twenty_variants(articles: dict[str, Article]) -> None:
    counts = {f"{article.id}/{code}": len(text.questions) for article in articles.values() for code, text in article.texts.items()}
    assert {place: count for place, count in counts.items() if not LEAST_VARIANTS <= count <= MOST_VARIANTS} == {}


def test_a_variant_stands_in_one_article_only(articles: dict[str, Article]) -> None:
    places = defaultdict(set)
    for article in articles.values():
        for text in article.texts.values():
            for question in text.questions:
                places[same_question(question)].add(article.id)
    assert {question: ids for question, ids in places.items() if len(ids) > 1} == {}
