"""The permits and cards: what somebody needs for work here, told alike in every language."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests import shipped
from welcomebot.domain.article_rules import literal_facts
from welcomebot.domain.contacts import references
from welcomebot.domain.language import CODES
from welcomebot.domain.skills import Concept, Kind, Permit
from welcomebot.search.linking import Linker, Reason

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
TAXONOMY = shipped.taxonomy()
# Ids that ads and profiles name.
NAMED = (
    "driving-licence-B",
    "driving-licence-C",
    "driving-licence-CE",
    "forklift",
    "hygiene-passport",
    "occupational-safety-card",
    "hot-work-card",
    "electrical-safety-card",
    "first-aid",
    "alcohol-passport",
    "valvira-licence",
)
LEAST_NAMES = {"fi": 4, "sv": 4, "en": 4, "uk": 3, "ru": 3, "ar": 3}
LONGEST = 600  # letters: a card in a chat
SAME = {Reason.PREFERRED, Reason.ALIAS, Reason.SPELLING}
permits = pytest.mark.parametrize(("concept", "permit"), [(TAXONOMY.concepts[id_], permit) for id_, permit in TAXONOMY.permits.items()], ids=str)


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(shipped.label_index())


def test_every_permit_that_ads_and_profiles_name_is_there() -> None:
    assert set(NAMED) <= TAXONOMY.permits.keys()
    assert len(TAXONOMY.permits) >= 20


@permits
def test_every_language_has_names_and_tells_how(concept: Concept, permit: Permit) -> None:
    assert set(permit.how) == set(CODES)
    for language, least in LEAST_NAMES.items():
        assert len(set(concept.labels[language])) >= least, language


@permits
def test_every_language_refers_to_the_same_facts_and_to_a_page(concept: Concept, permit: Permit) -> None:
    facts = {language: Counter(references(text)) for language, text in permit.how.items()}
    assert all(found == facts["fi"] for found in facts.values()), concept.id
    assert any(key.startswith("link:") for key in facts["fi"]), concept.id


@permits
def test_texts_type_no_fact_and_stay_short(concept: Concept, permit: Permit) -> None:
    for language, text in permit.how.items():
        assert list(literal_facts(text)) == [], language
        assert re.search(r"\d", re.sub(r"\{[^}]+\}", "", text)) is None, language
        assert len(text) <= LONGEST, (concept.id, language)


@permits
def test_official_terms_stand_in_every_language(concept: Concept, permit: Permit) -> None:
    # Somebody shows the text at a desk: the Finnish and Swedish word lead to the right course.
    for language, text in permit.how.items():
        for official in ("fi", "sv"):
            assert concept.labels[official][0].casefold() in text.casefold(), (language, official)


@permits
def test_article_that_tells_more_exists(concept: Concept, permit: Permit) -> None:
    assert permit.article is None or list((KNOWLEDGE / "articles").glob(f"*/{permit.article}/article.yaml")), concept.id


def test_links_of_permits_are_facts_of_the_office() -> None:
    known = shipped.knowledge().contacts
    assert {key for permit in TAXONOMY.permits.values() for text in permit.how.values() for key in references(text)} <= known.keys()


def test_larger_licence_holds_the_smaller_one() -> None:
    assert {"driving-licence-C", "driving-licence-B"} <= TAXONOMY.worth("driving-licence-CE").keys()


@pytest.mark.parametrize(
    ("language", "typed", "permit"),
    [
        ("fi", "trukkikortti", "forklift"),
        ("uk", "посвідчення на навантажувач", "forklift"),
        ("ar", "رخصة رافعة شوكية", "forklift"),
        ("fi", "B-kortti", "driving-licence-B"),
        ("fi", "ajokortti", "driving-licence-B"),
        ("fi", "yhdistelmäkortti", "driving-licence-CE"),
        ("sv", "körkort C", "driving-licence-C"),
        ("ru", "права категории B", "driving-licence-B"),
        ("ru", "права категории С", "driving-licence-C"),  # a Cyrillic С
        ("ru", "есть права кат. B", "driving-licence-B"),
        ("en", "driving licence category C", "driving-licence-C"),
        ("uk", "права категорії СЕ", "driving-licence-CE"),
        ("ar", "رخصة سواقة", "driving-licence-B"),
        ("sv", "hygienapass", "hygiene-passport"),
        ("fi", "hygieniapasi", "hygiene-passport"),
        ("ar", "جواز النظافه الصحيه", "hygiene-passport"),
        ("uk", "санкнижка", "hygiene-passport"),
        ("fi", "työturvakortti", "occupational-safety-card"),
        ("sv", "gröna kortet", "occupational-safety-card"),
        ("fi", "tulityökortti", "hot-work-card"),
        ("ru", "допуск на огневые работы", "hot-work-card"),
        ("fi", "SFS 6002", "electrical-safety-card"),
        ("fi", "Tieturva 1", "road-safety-card"),
        ("fi", "EA1", "first-aid"),
        ("en", "first aid certificate", "first-aid"),
        ("fi", "anniskelupassi", "alcohol-passport"),
        ("fi", "Valviran laillistus", "valvira-licence"),
        ("fi", "LOVe-luvat", "medication-permit"),
        ("en", "criminal record check", "criminal-record-extract"),
        ("fi", "ADR", "adr-licence"),
        ("ru", "удостоверение сварщика", "welding-qualification"),
    ],
)
def test_what_people_type_leads_to_the_permit_first(linker: Linker, language: str, typed: str, permit: str) -> None:
    found = linker.link(typed, language=language, top=3)
    assert found[0].concept.id == permit, [link.concept.id for link in found]
    assert found[0].concept.kind is Kind.PERMIT


@pytest.mark.parametrize(
    ("language", "typed"), [("ru", "права категории B"), ("uk", "права категорії B"), ("en", "category B driving licence"), ("fi", "B-luokan ajokortti")]
)
def test_licence_of_one_category_is_no_other_spelling_of_another(linker: Linker, language: str, typed: str) -> None:
    same = {link.concept.id for link in linker.link(typed, language=language) if link.reason in SAME and link.concept.kind is Kind.PERMIT}
    assert same == {"driving-licence-B"}
