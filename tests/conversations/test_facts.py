"""The office changes a fact, and every answer shows it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.conversations.conftest import NOW, Rehearsal
from tests.conversations.employers import STAFF_ID, Somebody, office, somebody
from welcomebot.domain.short_mark import mark_of
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.unit_of_work import DatabaseWork

PHONE = "phone:welcome-office"
NEW_PHONE = "+358 44 123 4567"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


async def refresh(bot: Rehearsal) -> None:
    """Take over what was published, as the scheduler does every two seconds."""
    await bot.library.refresh(DatabaseWork(bot.parts.database))


async def contact(bot: Rehearsal, key: str) -> Any:
    async with bot.parts.database.reading() as session:
        return (await Repositories(session).articles.contacts())[key]


async def acts(bot: Rehearsal, subject: str) -> list[Any]:
    async with bot.parts.database.reading() as session:
        return list(await Repositories(session).acts.of_subject(subject, limit=10))


async def news(bot: Rehearsal) -> list[Any]:
    async with bot.parts.database.reading() as session:
        return list(await Repositories(session).news.due(NOW + timedelta(minutes=20)))


async def change(staff: Somebody, key: str, value: str, language: str = "all") -> None:
    await staff.taps_data(f"1:fact:value:{mark_of(key)}:{language}")
    await staff.says(value)


async def test_a_fact_is_found_by_words_and_by_key(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await staff.says("/facts")
    assert staff.last.text.startswith("Facts\nPhone numbers, addresses")
    await staff.says("welcome office")
    assert staff.last.text.startswith("Facts that fit")
    assert any(button.startswith("Welcome Office: service hours: Mon–Fri") for button in staff.last.buttons)
    await staff.says(f"{{{PHONE}}}")
    text = staff.last.text
    assert PHONE in text
    assert "Checked: November 24, 2026." in text
    assert "answers show it:" in text or "answer shows it:" in text
    assert staff.last.buttons[:2] == ["Change the value", "Still correct"]
    await staff.says("zzzxqj")
    assert staff.last.text.startswith("I found no fact with these words.")
    await staff.says("/cancel")
    assert staff.last.text == "Stopped. Nothing was changed."
    await staff.says("how do I get a tax card")
    assert staff.last.text.startswith(bot.title("en", "tax-card"))


async def test_a_new_value_is_shown_by_every_answer(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await somebody(bot, "uk")
    await staff.says("/facts")
    await staff.says(PHONE)
    await staff.taps("Change the value")
    await staff.taps("The same in all languages")
    assert "Send the new value for: all languages." in staff.last.text
    await staff.says("044 1234567")
    preview = staff.last.text
    assert "After:\n+358 44 123 4567" in preview
    assert "all languages" in preview
    await staff.taps("Publish")
    assert staff.last.text.startswith("Published. Every answer shows the new value within seconds.")
    await refresh(bot)
    stored = await contact(bot, PHONE)
    assert (stored.value, stored.checked) == ({"*": NEW_PHONE}, NOW.date())
    await newcomer.says("/office")
    assert NEW_PHONE in newcomer.last.text
    [act] = await acts(bot, f"contact:{PHONE}")
    assert (act.user_id, act.action, act.after["value"]) == (STAFF_ID, "fact-changed", {"*": NEW_PHONE})
    assert act.before["value"] != act.after["value"]
    assert "Those who got one of these answers and said yes to news are told after that." in staff.last.text
    assert len(await news(bot)) > 1
    await staff.taps("Undo")
    assert staff.last.text.startswith("Undone.")
    assert await news(bot) == []
    assert (await contact(bot, PHONE)).value == act.before["value"]
    await staff.taps_data(f"1:fact:undo:{act.number}")
    assert staff.last.text == "This was undone already."


async def test_a_bad_value_is_refused_and_the_next_one_taken(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    for key, bad, why in (
        (PHONE, "call us", "This is not a phone number."),
        (PHONE, "12", "This is not a phone number."),
        ("link:kela", "http://kela.fi", "This is not a link. It begins with https://"),
        ("link:kela", "www.kela.fi", "This is not a link."),
        ("hours:welcome-office", "in the mornings", "I cannot read these hours."),
        ("hours:welcome-office", "mon-fri 15-9", "I cannot read these hours."),
        (PHONE, "4" * 301, "This is too long"),
    ):
        await change(staff, key, bad)
        assert staff.last.text.startswith(why), key
        assert "/cancel stops this." in staff.last.text
    await change(staff, PHONE, "no")
    await staff.says(NEW_PHONE)
    assert "After:" in staff.last.text
    await staff.taps("Discard")
    assert staff.last.text == "Discarded. Nothing was changed."
    assert (await contact(bot, PHONE)).value != {"*": NEW_PHONE}
    await staff.taps_data("1:fact:publish")
    assert staff.last.text == "There is nothing to publish any more."


async def test_new_hours_are_written_in_all_languages_and_the_office_opens_by_them(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await somebody(bot, "fi")
    await change(staff, "hours:welcome-office", "Mon-Thu 8.30-16, Fri 9-12", "en")
    assert "English: Mon–Thu 8:30–16:00, Fri 9:00–12:00" in staff.last.text
    assert "Suomi: ma–to klo 8.30–16, pe klo 9–12" in staff.last.text
    await staff.taps("Publish")
    await refresh(bot)
    stored = await contact(bot, "hours:welcome-office")
    assert stored.schedule == {"mon-thu": "08:30-16:00", "fri": "09:00-12:00"}
    await newcomer.says("/office")
    assert "kello 8.30" in newcomer.last.text


async def test_one_language_after_another(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await change(staff, "phone:mieli-your-language", "+358 9 2525 0199", "uk")
    await staff.taps("Another language too")
    await staff.taps("العربية")
    await staff.says("+358 9 2525 0200")
    assert "Українська: +358 9 252 501 99" in staff.last.text or "0199" in staff.last.text.replace(" ", "")
    await staff.taps("Publish")
    values = {code: value.replace(" ", "") for code, value in (await contact(bot, "phone:mieli-your-language")).value.items()}
    assert (values["uk"], values["ar"], values["fi"]) == ("+358925250199", "+358925250200", "+358925250111")


async def test_a_colleague_was_faster(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await change(staff, PHONE, NEW_PHONE)
    await staff.taps_data(f"1:fact:confirm:{mark_of(PHONE)}")
    async with bot.parts.database.writing() as session:
        articles = Repositories(session).articles
        await articles.put_contact(replace((await articles.contacts())[PHONE], value={"*": "+358 44 765 4321"}))
    await staff.taps_data("1:fact:publish")
    assert staff.last.text.startswith("A colleague changed this fact meanwhile.")
    assert (await contact(bot, PHONE)).value == {"*": "+358 44 765 4321"}


async def test_still_correct_dates_a_fact_and_extends_one_that_ended(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    async with bot.parts.database.writing() as session:
        articles = Repositories(session).articles
        old = (await articles.contacts())[PHONE]
        await articles.put_contact(replace(old, checked=NOW.date() - timedelta(days=300), expires=NOW.date() - timedelta(days=1)))
    await refresh(bot)
    await staff.says("/facts")
    await staff.says(PHONE)
    assert "Its last day was November 23, 2026." in staff.last.text
    await staff.taps("Still correct")
    assert staff.last.text.startswith("Thank you. This fact counts as checked today. Good until November 24, 2027.")
    stored = await contact(bot, PHONE)
    assert (stored.checked, stored.expires) == (NOW.date(), NOW.date() + timedelta(days=365))
    assert [act.action for act in await acts(bot, f"contact:{PHONE}")] == ["still-correct"]


async def test_only_curators_touch_facts_and_old_buttons_do_no_harm(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await somebody(bot, "en")
    for data in (f"1:fact:show:{mark_of(PHONE)}", "1:fact:publish", "1:fact:undo:1", "1:fact:search", f"1:fact:value:{mark_of(PHONE)}:all"):
        await newcomer.taps_data(data)
        assert newcomer.last.text == "Only the people of the Welcome Office can do this.", data
    await newcomer.says("/facts")
    assert newcomer.last.text == "Only the people of the Welcome Office can do this."
    for data in ("1:fact:show:abc", "1:fact:nonsense", f"1:fact:value:{mark_of(PHONE)}:xx", "1:fact:undo:99"):
        await staff.taps_data(data)
    assert staff.last.text == "There is nothing to undo."


async def test_danger_is_answered_in_the_middle(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await staff.taps_data(f"1:fact:value:{mark_of(PHONE)}:all")
    await staff.says("help, my husband does not breathe")
    assert "112" in staff.last.text
    await staff.says(NEW_PHONE)
    assert "After:" in staff.last.text
