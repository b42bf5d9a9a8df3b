"""What a tester met who walked the whole way of seekers and employers: each as the person sees it."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from tests.conversations.conftest import NOW, Rehearsal
from tests.conversations.employers import STAFF_ID, ads, approved_employer, office, open_ad, somebody, tell_profile, writes_ad
from tests.conversations.test_alerts import EASY, EVENING, Rounds
from tests.conversations.test_vacancies import COOK, EASY_WELDER, WELDER, change, looks, profile, put, seeker
from welcomebot.domain.seekers import Pace, Wishes
from welcomebot.domain.vacancies import Asked, Cefr, CloseReason, VacancyState, WorkTime
from welcomebot.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


async def test_alert_of_which_all_are_closed_says_so(bot: Rehearsal) -> None:
    newcomer, rounds = await seeker(bot, wishes=Wishes(pace=Pace.INSTANT)), Rounds(bot)
    first, second = await put(bot, EASY, replace(EASY, id="w-9", employer="Another workshop"))
    await rounds.instant(EVENING)
    closed = {"state": VacancyState.CLOSED, "close_reason": CloseReason.FILLED, "closed_at": NOW}
    await change(bot, first, **closed)
    await rounds.edits(EVENING)
    assert newcomer.last.text.startswith("1 vacancy for you, as it is now")
    await change(bot, second, **closed)
    await rounds.edits(EVENING + timedelta(minutes=1))
    assert newcomer.last.text.startswith("These vacancies are no longer open")


async def test_buttons_of_vacancies_of_the_same_work_say_the_employer_or_the_place(bot: Rehearsal) -> None:
    ad = replace(EASY_WELDER, employer="First workshop", description="One")
    numbers = await put(bot, ad, replace(ad, id="w-7", description="Two", municipality="Kannus"), replace(ad, id="w-8", employer="Another workshop"))
    newcomer = await seeker(bot)
    for number in numbers:
        await newcomer.says(f"/jobs {number}")
        await newcomer.taps("Show the vacancy")
        await newcomer.taps("☆ Save")
    await newcomer.says("/jobs")
    await newcomer.taps("Saved vacancies")
    assert {"Welder · Kokkola", "Welder · Kannus", "Welder · Another workshop"} <= set(newcomer.last.buttons)


async def test_what_the_settings_hide_is_shown_at_once(bot: Rehearsal) -> None:
    _, hidden = await put(bot, EASY_WELDER, replace(WELDER, languages=MappingProxyType({"fi": Cefr.B2})))
    newcomer = await seeker(bot, wishes=Wishes(hidden_employers=frozenset({"harjoituspaja"})))
    await looks(newcomer)
    await newcomer.taps("1 more is hidden by your settings")
    assert f"vacancy {hidden}" in newcomer.last.text


async def test_skill_is_told_once(bot: Rehearsal) -> None:
    welding = Asked("hitsaus", ("welding",))
    await put(bot, replace(EASY_WELDER, required=(welding, Asked("hitsaustyöt", ("welding",))), wished=(welding,)))
    newcomer = await seeker(bot, skills=("welding",))
    await looks(newcomer)
    assert newcomer.last.text.casefold().count("welding") == 1


async def test_another_reason_changes_nothing_and_leads_on(bot: Rehearsal) -> None:
    await put(bot, WELDER, EASY_WELDER)
    newcomer = await seeker(bot)
    before = await profile(bot, newcomer)
    await looks(newcomer)
    await newcomer.taps("Not for me")
    await newcomer.taps("Another reason")
    assert "No setting changed." in newcomer.last.text
    after = await profile(bot, newcomer)
    assert (after.seeker, after.wishes) == (before.seeker, before.wishes)
    await newcomer.taps("Next one")
    assert "1 of 1" in newcomer.last.text


async def test_hours_that_do_not_suit_are_asked_before_all_part_time_work_goes(bot: Rehearsal) -> None:
    await put(bot, replace(COOK, work_times=(WorkTime.PART_TIME,)))
    newcomer = await seeker(bot, occupations=("cook",))
    await looks(newcomer)
    await newcomer.taps("Not for me")
    await newcomer.taps("The hours do not suit me")
    assert newcomer.last.buttons[:2] == ["Part-time", "None of these"]
    await newcomer.taps("None of these")
    assert "No setting changed" in newcomer.last.text
    assert (await profile(bot, newcomer)).seeker.work_times == frozenset()


async def test_evenings_stand_before_part_time_among_the_hours(bot: Rehearsal) -> None:
    await put(bot, COOK)
    newcomer = await seeker(bot, occupations=("cook",))
    await looks(newcomer)
    await newcomer.taps("Not for me")
    await newcomer.taps("The hours do not suit me")
    assert newcomer.last.buttons[:2] == ["Evenings", "Part-time"]


@pytest.mark.parametrize(("level", "is_offered"), [(Cefr.A2, True), (Cefr.C1, False), (Cefr.C2, False)])
async def test_only_somebody_who_is_not_fluent_is_told_whether_it_really_needs_finnish(bot: Rehearsal, level: Cefr, *, is_offered: bool) -> None:
    await put(bot, WELDER)
    newcomer = await seeker(bot, languages=MappingProxyType({"fi": level}))
    await looks(newcomer)
    assert ("Really needs Finnish?" in newcomer.last.buttons) == is_offered


async def test_wished_language_is_a_wish_everywhere(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    boss, welder = await approved_employer(bot, staff, "en"), await somebody(bot, "en")
    await tell_profile(bot, welder.user_id, languages={"uk": Cefr.C2}, no_languages=frozenset({"fi"}))
    await writes_ad(boss)
    await boss.presses("Languages and cards")
    for _ in ("A1", "A2", "B1"):
        await boss.taps("Finnish: not needed") if "Finnish: not needed" in boss.last.buttons else await boss.taps_data("1:post:languages:level:fi")
    await boss.taps("✅ A must")
    for _ in ("B2", "C1", "not needed", "A1", "A2", "B1"):
        await boss.taps_data("1:post:languages:level:fi")
    assert "⭐ A wish" in boss.last.buttons  # after a whole round, too
    await boss.presses("Next")
    assert "Finnish B1" in boss.last.text.partition("Wishes:")[2].partition("\n")[0]
    await boss.presses("Send to the office")
    await staff.presses("Approve")
    [stored] = await ads(bot)
    await welder.says(f"/jobs {stored.number}")
    await welder.presses("Show the vacancy")
    assert "It helps, but it is no must: Finnish B1" in welder.last.text
    assert "Finnish: the ad asks" not in welder.last.text
    await boss.taps_data(f"1:ad:change:{stored.number}")
    await boss.presses("Languages and cards")
    assert {"Finnish: B1", "⭐ A wish"} <= set(boss.last.buttons)


async def test_chosen_answer_that_is_tapped_again_sends_nothing(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    await boss.presses("Post a vacancy")
    await boss.says("Welder\nYou weld.")
    await boss.presses("Next")
    await boss.taps("Kokkola")
    count = len(boss.messages)
    await boss.taps("✅ Permanent work")
    assert len(boss.messages) == count
    assert "✅ Permanent work" in boss.last.buttons


async def test_waiting_employer_hears_when_the_office_opens(bot: Rehearsal) -> None:
    await office(bot)
    boss = await somebody(bot, "en")
    for text in ("/employer", "Testipaja Oy", "1234567-1"):
        await boss.says(text)
    assert "The office opens next on Wednesday, November 25, 2026" in boss.last.text


async def test_log_has_a_way_to_withdraw_and_a_way_back(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss, welder = await approved_employer(bot, staff, "en"), await somebody(bot, "uk", username="welds")
    await welder.taps_data("1:asked")
    assert welder.last.buttons == [welder.tr("My job search")]
    await tell_profile(bot, welder.user_id)
    await open_ad(bot, staff, boss)
    await boss.presses("Find people")
    await boss.presses("Ask to contact {person}", person="Person A")
    await welder.presses("Yes, they may")
    await welder.taps("@welds")
    await welder.presses("Who asked about me")
    assert "Welder" not in welder.last.text  # the work is called what it is called in Ukrainian
    await welder.taps(next(button for button in welder.last.buttons if "Testipaja" in button))
    assert not any("@welds" in message.text for message in boss.replies)


@pytest.mark.parametrize(
    ("steps", "words", "said"),
    [
        (1, "blah blah", "I found no language in that."),
        (2, "blah blah", "I found no card or permit in that."),
        (3, "a while", "I found no number of years in that."),
        (7, "32.13.2027", "I found no day in that."),
    ],
)
async def test_wrong_answer_at_a_step_is_told_what_is_expected(bot: Rehearsal, steps: int, words: str, said: str) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    for _ in range(steps):
        await newcomer.taps("Skip")
    await newcomer.says(words)
    assert said in newcomer.last.text
    assert f"{steps + 1} of 9" in newcomer.last.text
    assert [question for question in await bot.questions() if question.text == words] == []
    await newcomer.says("how do I get a tax card?")
    assert newcomer.last.text.startswith("Tax card")
    assert "Back to my job profile" in newcomer.last.buttons


async def test_changing_the_pace_later_speaks_of_no_skipping(bot: Rehearsal) -> None:
    newcomer = await seeker(bot)
    await newcomer.says("/jobs")
    await newcomer.taps("Settings")
    await newcomer.taps("Change how often I write")
    assert "If you skip this" not in newcomer.last.text


async def test_log_in_arabic_has_no_number_that_looks_like_a_command(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss, welder = await approved_employer(bot, staff, "en"), await somebody(bot, "ar")
    await tell_profile(bot, welder.user_id)
    await open_ad(bot, staff, boss)
    await boss.presses("Find people")
    await boss.presses("Ask to contact {person}", person="Person A")
    await welder.taps_data("1:asked")
    assert "/" not in welder.last.text
    assert "نوفمبر" in welder.last.text
