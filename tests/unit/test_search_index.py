"""The index ranks the right article first, with words alone and with meanings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welcomebot.domain.knowledge import Article, ArticleText
from welcomebot.search.index import Index, build_index
from welcomebot.search.normalise import NoLemmas
from welcomebot.search.rule_files import load_coefficients

FUSION = load_coefficients().fusion


def article(article_id: str, title: str, body: str, *questions: str, language: str = "en", **terms: str) -> Article:
    return Article(article_id, "work", {language: ArticleText(language, title, body, questions)}, terms=terms)


ARTICLES = {
    one.id: one
    for one in (
        article(
            "tax-card", "Tax card", "Order your tax card from the Tax Administration. Give it to your employer.", "how do I get a tax card", fi="verokortti"
        ),
        article("daycare", "Daycare", "Apply for a daycare place four months before.", "kindergarten for my son", fi="varhaiskasvatus"),
        article("rental-apartment", "Renting a home", "Look for a flat on the net. Sign a contract.", "need cheap flat", fi="vuokra-asunto"),
        article("bank-account", "Opening a bank account", "Take your passport to the bank.", "which bank is good", fi="pankkitili"),
    )
}


@pytest.fixture(scope="module")
def index() -> Index:
    return build_index(ARTICLES, NoLemmas(), FUSION)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("how can I get tax card for my new employer", "tax-card"),
        ("kindergaten for son", "daycare"),  # a typo
        ("verokortti", "tax-card"),  # the official term, asked in English
        ("verokorti", "tax-card"),
        ("I need a cheap flat", "rental-apartment"),
        ("take my passport to the bank", "bank-account"),
    ],
)
def test_words_find_the_article(index: Index, query: str, expected: str) -> None:
    found = index.search(query, "en")

    assert found[0].article_id == expected
    assert 0 <= found[-1].score <= found[0].score <= 1


def test_a_candidate_tells_its_signals_and_the_nearest_question(index: Index) -> None:
    first = index.search("how do i get a tax card", "en")[0]

    assert first.matched == "how do I get a tax card"
    assert {"total", "words", "characters", "name"} <= set(first.signals)


def test_meaning_finds_what_shares_no_word(index: Index) -> None:
    questions = np.eye(len(index.questions.units), dtype=np.float32)
    passages = np.zeros((len(index.passage_texts), questions.shape[1]), np.float32)
    place = next(number for number, unit in enumerate(index.questions.units) if unit.text == "kindergarten for my son")

    found = index.with_vectors(questions, passages).search("xyz", "en", questions[place])

    assert found[0].article_id == "daycare"
    assert found[0].matched == "kindergarten for my son"


def test_an_article_without_the_language_is_still_found() -> None:
    articles = ARTICLES | {"sauna": article("sauna", "Sauna", "Julkinen sauna on auki.", "missä voi saunoa", language="fi")}

    assert build_index(articles, NoLemmas(), FUSION).search("saunoa", "en")[0].article_id == "sauna"


def test_no_articles_no_candidates() -> None:
    assert build_index({}, NoLemmas(), FUSION).search("anything", "en") == []


@settings(max_examples=50)
@given(st.text(max_size=300))
def test_any_query_is_survived(query: str) -> None:
    index = build_index(ARTICLES, NoLemmas(), FUSION)

    assert len(index.search(query, "en")) == len(ARTICLES)
