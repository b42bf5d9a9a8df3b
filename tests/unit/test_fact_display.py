"""What a person reads where a text refers to a fact."""

from dataclasses import replace
from datetime import date

from welcomebot.domain.contacts import Confidence, Contact
from welcomebot.domain.fact_display import Shown, resolve

TODAY = date(2026, 11, 24)
PHONE = Contact("phone:office", {"*": "+358 50 409"}, {"en": "Office"}, "https://kokkola.fi/office", TODAY, Confidence.HIGH)
HOURS = Contact("hours:office", {"en": "weekdays 9-15", "ar": "أيام العمل 9-15"}, {"en": "Hours"}, "https://kokkola.fi", TODAY, Confidence.HIGH)
LINK = Contact(
    "link:office", {"*": "https://kokkola.fi/office"}, {"en": "Welcome Office", "fi": "Tervetulopalvelut"}, "https://kokkola.fi", TODAY, Confidence.HIGH
)
GERMAN = Contact("link:seite", {"de": "https://a.de"}, {"de": "Seite"}, "https://a.de", TODAY, Confidence.MEDIUM)
FACTS = {fact.key: fact for fact in (PHONE, HOURS, LINK, GERMAN)}


def test_a_value_is_shown_as_it_is():
    assert resolve("phone:office", FACTS, "fi") == Shown("+358 50 409")


def test_a_link_shows_its_words_in_the_language_of_the_person():
    assert resolve("link:office", FACTS, "fi") == Shown("Tervetulopalvelut", "https://kokkola.fi/office")
    assert resolve("link:office", FACTS, "uk") == Shown("Welcome Office", "https://kokkola.fi/office")


def test_a_phone_keeps_its_direction_in_arabic_and_an_arabic_value_needs_no_mark():
    assert resolve("phone:office", FACTS, "ar") == Shown("\u2068+358 50 409\u2069")
    assert resolve("hours:office", FACTS, "ar") == Shown("أيام العمل 9-15")


def test_a_fee_of_digits_keeps_its_direction_in_arabic():
    fee = replace(PHONE, key="fee:permit", value={"*": "750 €"})
    assert resolve("fee:permit", {"fee:permit": fee}, "ar") == Shown("\u2068750 €\u2069")


def test_an_unsure_fact_is_the_link_to_the_official_page():
    unsure = replace(PHONE, confidence=Confidence.LOW, official="link:office")
    assert resolve("phone:office", {**FACTS, "phone:office": unsure}, "en") == Shown("Welcome Office", "https://kokkola.fi/office")


def test_an_expired_fact_is_the_page_that_it_came_from():
    expired = replace(PHONE, expires=date(2026, 11, 23))
    assert resolve("phone:office", {"phone:office": expired}, "en", TODAY) == Shown("Office", "https://kokkola.fi/office")
    assert resolve("phone:office", {"phone:office": expired}, "en", date(2026, 11, 23)) == Shown("+358 50 409")


def test_a_fact_without_the_language_or_english_is_shown_in_what_there_is():
    assert resolve("link:seite", FACTS, "fi") == Shown("Seite", "https://a.de")


def test_an_unknown_fact_never_breaks_a_text():
    assert resolve("phone:gone", FACTS, "en") == Shown("phone:gone")
