"""An employer comes, is let in, and posts a vacancy. The employer reads Swedish, the office's people Finnish."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conversations.conftest import NOW, Rehearsal
from tests.conversations.employers import (
    BUSINESS_ID,
    COMPANY,
    STAFF_ID,
    WELDING,
    ads,
    approved_employer,
    change_ad,
    office,
    open_ad,
    somebody,
    tell_profile,
    writes_ad,
)
from welcomebot.domain.seekers import Wishes
from welcomebot.domain.vacancies import CloseReason, VacancyState
from welcomebot.locales.i18n import translator
from welcomebot.services.job_ports import EmployerState
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.unit_of_work import DatabaseWork
from welcomebot.telegram.employer_reminders import employer_reminders


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


async def test_employer_names_the_company_and_waits_for_the_office(bot: Rehearsal) -> None:
    staff, boss = await office(bot), await somebody(bot, "sv")
    await boss.says("/employer")
    assert boss.last.text.startswith("För arbetsgivare")
    await boss.says(COMPANY)
    assert "Vilket FO-nummer har Testipaja Oy?" in boss.last.text
    await boss.says("1234567-2")
    assert "den sista siffran passar inte" in boss.last.text
    await boss.says(BUSINESS_ID)
    assert "Kontoret granskar nu Testipaja Oy." in boss.last.text
    assert "Työnantaja pyytää käyttöoikeutta.\nTestipaja Oy, 1234567-1" in staff.last.text
    await boss.says("/employer")
    assert "Kontoret granskar nu Testipaja Oy." in boss.last.text
    await staff.taps("Hyväksy")
    assert "Kontoret har godkänt Testipaja Oy." in boss.last.text
    await boss.says("/employer")
    assert boss.last.buttons == ["Lägg ut ett ledigt jobb", "Lägg ut från en fil"]


async def test_company_and_business_id_may_come_in_one_message(bot: Rehearsal) -> None:
    staff, boss = await office(bot), await somebody(bot, "en")
    await boss.says("/employer")
    await boss.says(f"{COMPANY}, FI12345671")
    assert "The office now checks Testipaja Oy." in boss.last.text
    await staff.taps("Hylkää")
    assert "The office did not approve Testipaja Oy." in boss.last.text
    await boss.says("/employer")
    assert boss.last.buttons == ["Ask the Welcome Office"]


async def test_access_is_cancelled_by_button_and_by_command(bot: Rehearsal) -> None:
    boss = await somebody(bot, "en")
    for stop in ("button", "command"):
        await boss.says("/employer")
        await (boss.taps("Stop, do not send") if stop == "button" else boss.says("/cancel"))
        assert boss.last.text == "Stopped. Nothing was sent."
        await boss.says("how do I get a tax card?")
        assert boss.last.text.startswith(bot.title("en", "tax-card"))


async def test_somebody_in_danger_is_answered_whatever_the_bot_asks(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await somebody(bot, "en")
    await boss.says("/employer")
    await boss.says("help, my house is on fire")
    assert "112" in boss.last.text
    assert "help, my house is on fire" in staff.last.text


async def test_six_questions_make_an_ad_that_the_office_publishes(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff)
    await boss.presses("Post a vacancy")
    assert "Fråga 1 av 6" in boss.last.text
    await boss.says("Svetsare\nDu svetsar stål i verkstaden.")
    assert "✅ Svetsare" in boss.last.buttons
    await boss.presses("Next")
    assert "Fråga 2 av 6" in boss.last.text
    await boss.taps("Karleby")
    assert "Fråga 3 av 6" in boss.last.text
    await boss.taps("Skiftarbete")
    assert "✅ Skiftarbete" in boss.last.buttons
    await boss.presses("Next")
    assert "Fråga 4 av 6" in boss.last.text
    for _ in ("A1", "A2", "B1"):
        await boss.taps_data("1:post:languages:level:fi")
    assert "Finska: B1" in boss.last.buttons
    await boss.taps_data("1:post:languages:card:hot-work-card")
    await boss.presses("Next")
    assert "Fråga 5 av 6" in boss.last.text
    await boss.says("16,20 €/h, 38 h")
    assert "Fråga 6 av 6" in boss.last.text
    await boss.says("jobs@example.org, senast 20.12.")
    preview = boss.last.text
    for line in ("Testipaja Oy · Karleby", "Timmar i veckan: 38", "16,20 €/\u2060h", "finska B1", "20 december 2026", "jobs@example.org"):
        assert line in preview, line
    assert "Färre än 5 personer uppfyller alla krav." in preview
    await boss.presses("Send to the office")
    assert "Annonsen Svetsare är nu hos kontoret." in boss.last.text
    assert "Työpaikka 1 odottaa hyväksyntää." in staff.last.text
    assert "suomi B1" in staff.last.text
    await staff.presses("Approve")
    assert "Kontoret har godkänt din annons Svetsare." in boss.last.text
    [stored] = await ads(bot)
    assert (stored.state, stored.vacancy.occupations[:1], stored.vacancy.business_id) == (VacancyState.OPEN, ("welder",), BUSINESS_ID)
    assert stored.vacancy.apply_by == date(2026, 12, 20)
    assert stored.vacancy.hard == {"language:fi", "permit:hot-work-card"}


async def test_draft_waits_for_days_and_old_buttons_do_no_harm(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    await boss.presses("Post a vacancy")
    await boss.says(WELDING)
    await boss.presses("Next")
    await boss.says("how do I get a tax card?")  # the place is asked for: any text is an answer to that
    await boss.presses("Back")
    assert "Question 2 of 6" in boss.last.text
    await boss.says("Kannus")
    await boss.says("how do I get a tax card?")
    assert boss.last.text.startswith(bot.title("en", "tax-card"))
    await boss.taps("Back to the vacancy")
    assert "Question 3 of 6" in boss.last.text
    await boss.says("/employer")
    await boss.taps("Back to the vacancy")
    assert "Question 3 of 6" in boss.last.text
    await boss.taps_data("1:post:place:place:Kokkola")  # of an older message
    assert "Question 3 of 6" in boss.last.text
    for broken in ("1:post:time:time:noon", "1:post:nowhere:next", "1:post:apply:days:x", "1:post:preview:edit:nothing", "1:post"):
        await boss.taps_data(broken)
        assert "This button is from an older message." in boss.last.text, broken
    await boss.says("/cancel")
    assert boss.last.text == "Stopped. Nothing was sent."
    assert await ads(bot) == []


async def test_wrong_day_and_no_way_to_apply_are_asked_again(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    await writes_ad(boss, contact="31.2.2027")
    assert "This day is over, does not exist" in boss.last.text
    await boss.says("come by")
    assert "Question 6 of 6" in boss.last.text
    await boss.taps("60 days from now")
    assert "January 23, 2027" in boss.last.text
    await boss.says("+358 40 000 0000")
    assert "How to apply: +358 40 000 0000" in boss.last.text
    assert "January 23, 2027" in boss.last.text


async def test_one_answer_is_changed_from_the_preview(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    await writes_ad(boss)
    await boss.taps("Place")
    assert "Question 2 of 6" in boss.last.text
    await boss.taps("Remote work")
    assert boss.last.text.startswith("This is how people will see it:")
    assert "Testipaja Oy · Remote work" in boss.last.text


async def test_supply_says_which_must_keeps_most_people_away(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    for number in range(20):
        # Six of twenty welders speak Finnish well enough; all have told of their skills.
        languages = {"languages": {}, "no_languages": frozenset({"fi"})} if number >= 6 else {}
        await tell_profile(bot, 8_000_000_000 + number, wishes=Wishes(), skills=("welding", "tig-welding", "hot-work"), **languages)
    await boss.presses("Post a vacancy")
    await boss.says("Welder\nWelding and TIG welding in the workshop.")
    await boss.presses("Next")
    await boss.taps("Kokkola")
    await boss.presses("Next")
    for _ in ("A1", "A2", "B1"):
        await boss.taps_data("1:post:languages:level:fi")
    await boss.presses("Next")
    await boss.presses("Skip")
    await boss.says("jobs@example.org")
    assert "About 5 people meet every must." in boss.last.text
    assert "Making this a wish gives about 20: Finnish B1." in boss.last.text


async def test_ad_is_prolonged_changed_and_closed_with_a_reason(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    stored = await open_ad(bot, staff, boss)
    await boss.taps("My vacancies")
    await boss.taps("Welder · open until December 24, 2026")
    await boss.taps("14 days longer")
    assert "open until January 7, 2027" in boss.last.text
    assert [(ad.revision, ad.state) for ad in await ads(bot)] == [(stored.revision + 1, VacancyState.OPEN)]
    await boss.taps("Change it")
    await boss.taps("Last day and how to apply")
    await boss.says("other@example.org")
    await boss.taps("Send to the office")
    assert "The vacancy Welder is changed." in boss.last.text
    await boss.taps("My vacancies")
    await boss.taps("Welder · open until January 7, 2027")
    await boss.taps("Change it")
    await boss.taps("The work")
    await boss.says("Welder\nNow at night, too.")
    await boss.taps("Next")
    await boss.taps("Send to the office")
    assert "The vacancy Welder is with the office." in boss.last.text
    assert "Now at night, too." in staff.last.text
    assert [ad.state for ad in await ads(bot)] == [VacancyState.WAITING]
    await boss.taps("My vacancies")
    await boss.taps("Welder · waits for the office")
    await boss.taps("Close it")
    await boss.taps("We chose somebody")
    assert "The vacancy Welder is closed." in boss.last.text
    assert [(ad.state, ad.close_reason) for ad in await ads(bot)] == [(VacancyState.CLOSED, CloseReason.FILLED)]


async def test_ads_of_others_stay_theirs(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    await open_ad(bot, staff, boss)
    other = await approved_employer(bot, staff, "en")
    for data in ("1:ad:show:1", "1:ad:closed:1:filled", "1:ad:longer:1:14", "1:ad:change:1", "1:people:1:0", "1:ask:1:abcd"):
        await other.taps_data(data)
    assert [(ad.state, ad.revision) for ad in await ads(bot)] == [(VacancyState.OPEN, 1)]
    assert WELDING.splitlines()[1] not in " ".join(message.text for message in other.replies)


async def test_employer_is_reminded_once_before_the_end(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "sv")
    stored = await open_ad(bot, staff, boss)
    assert await _reminders(bot) == []
    await change_ad(bot, stored.number, vacancy=replace(stored.vacancy, apply_by=(NOW + timedelta(days=5)).date()))
    [reminder] = await _reminders(bot)
    assert reminder == "Din annons Welder går snart ut. Sista ansökningsdag är 29 november 2026."
    assert await _reminders(bot) == []


async def test_forgotten_employer_leaves_an_ad_without_contact(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    await open_ad(bot, staff, boss)
    await boss.says("/forget")
    await boss.taps("Yes, delete everything")
    [stored] = await ads(bot)
    assert (stored.state, stored.posted_by, stored.vacancy.email, stored.vacancy.phone) == (VacancyState.OPEN, None, "", "")
    assert await bot.rows_about(boss.user_id, text="jobs@example.org") == {}


async def test_file_is_checked_row_by_row_and_then_waits(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    await boss.taps("My vacancies") if "My vacancies" in boss.last.buttons else await boss.says("/employer")
    await boss.taps("Post from a file")
    await boss.sends_file("ads.pdf", b"%PDF-1.4 nothing")
    assert "I cannot read this file." in boss.last.text
    await boss.sends_file("ads.csv", "\ufefftitle;municipality;apply_by\nWelder;Kokkola;2026-12-31\n;Kannus;2026-12-31\nCook;Kannus;31.13.2026\n".encode())
    text = boss.last.text
    assert "1 vacancy is good.\n\n• Welder" in text
    assert "2 rows have mistakes:" in text
    assert "Row 3: title: This is needed." in text
    assert "Row 4: apply_by: This should be a date like 2026-11-24, not '31.13.2026'." in text
    await boss.taps("Send 1 vacancy to the office")
    assert boss.last.text.startswith("1 vacancy is with the office.")
    assert "1 työpaikka odottaa hyväksyntää." in staff.last.text
    [stored] = await ads(bot)
    assert (stored.state, stored.vacancy.title, stored.vacancy.employer, stored.posted_by) == (VacancyState.WAITING, "Welder", COMPANY, boss.user_id)


@pytest.mark.parametrize(
    ("language", "mistakes", "broken"),
    [
        (
            "fi",
            ["Rivi 3: tehtävänimike: Tämä puuttuu.", "Rivi 4: hakuaika päättyy: Tässä pitää olla päivä, esimerkiksi 2026-11-24. Nyt tässä on 'pian'."],
            "Tiedosto on tyhjä.",
        ),
        ("uk", ["tehtävänimike: Це треба заповнити.", "Тут має бути дата, наприклад 2026-11-24, а написано 'pian'."], "Файл порожній."),
        ("ar", ["يجب ملء هذا الحقل.", "يجب أن يكون هنا تاريخ مثل \u20682026-11-24\u2069، والمكتوب الآن"], "الملف فارغ."),
    ],
)
async def test_mistakes_of_a_file_are_told_in_the_employers_language(bot: Rehearsal, language: str, mistakes: list[str], broken: str) -> None:
    boss = await approved_employer(bot, await office(bot), language)
    await boss.says("/employer")
    await boss.taps(translator(language)("Post from a file"))
    await boss.sends_file("ads.csv", b" \n")
    assert broken in boss.last.text
    table = "tehtävänimike;paikkakunta;hakuaika päättyy\nHitsaaja;Kokkola;31.12.2026\n;Kannus;31.12.2026\nKokki;Kannus;pian\n"
    await boss.sends_file("ads.csv", table.encode())
    assert [mistake for mistake in mistakes if mistake not in boss.last.text] == [], boss.last.text


async def test_unapproved_employer_cannot_post(bot: Rehearsal) -> None:
    await office(bot)
    boss = await somebody(bot, "en")
    for text in ("/employer", COMPANY, BUSINESS_ID):
        await boss.says(text)
    for data in ("1:post:new", "1:file:new", "1:post:preview:send"):
        await boss.taps_data(data)
        assert "This button is from an older message." in boss.last.text
    async with bot.parts.database.reading() as session:
        assert [employer.company for employer in await Repositories(session).employers.in_state(EmployerState.WAITING)] == [COMPANY]


async def _reminders(bot: Rehearsal) -> list[str]:
    work = DatabaseWork(bot.parts.database)
    effects = await employer_reminders(bot.parts.runner.application.services, work)
    await work.finish()
    return [effect.html.visible for effect in effects]
