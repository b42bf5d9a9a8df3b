"""An employer finds people without seeing who they are, and a yes of theirs is the only way to a contact. The seeker reads Arabic."""

from dataclasses import replace

import pytest

from tests.conversations.conftest import NOW, Rehearsal
from tests.conversations.employers import COMPANY, STAFF_ID, Somebody, approved_employer, change_ad, office, open_ad, shift_requests, somebody, tell_profile
from welcomebot.domain.seekers import Wishes
from welcomebot.domain.vacancies import Cefr, VacancyState
from welcomebot.services.contact_seekers import close_unanswered
from welcomebot.settings import Settings
from welcomebot.storage.unit_of_work import DatabaseWork

PHONE = "+358 40 000 0001"
NOBODY = 987_654_321


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


async def asked(bot: Rehearsal, **fields: object) -> tuple[Somebody, Somebody]:
    """Return an employer who asked to contact a seeker, and the seeker."""
    staff = await office(bot)
    boss, seeker = await approved_employer(bot, staff), await somebody(bot, "ar", **fields)
    await tell_profile(bot, seeker.user_id)
    await open_ad(bot, staff, boss)
    await boss.presses("Find people")
    await boss.presses("Ask to contact {person}", person="Person A")
    return boss, seeker


async def test_employer_sees_what_people_can_do_and_nothing_else(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss, seeker = await approved_employer(bot, staff), await somebody(bot, "ar", first_name="Leila", username="leila_welds")
    secrets = {"words": ("my own words",), "municipality": "Kannus", "start": "as soon as my child is in day care"}
    await tell_profile(bot, seeker.user_id, permits=frozenset({"hot-work-card"}), **secrets)
    hidden = await somebody(bot, "en")
    await tell_profile(bot, hidden.user_id, wishes=Wishes(may_be_found=False))
    await open_ad(bot, staff, boss)
    await boss.presses("Find people")
    text = boss.last.text
    for line in ("Person A", "Svetsare", "finska B1", "Språk: Finska B1"):
        assert line.casefold() in text.casefold(), line
    assert "Person B" not in text
    assert "arabiska" not in text.casefold()
    for secret in ("Leila", "leila_welds", "my own words", "Kannus", "day care", str(seeker.user_id)):
        assert secret not in text, secret
    sent = [button["callback_data"] for row in boss.last.keyboard for button in row]
    assert not any(str(seeker.user_id) in data for data in sent)


async def test_only_a_yes_shares_the_contact_that_the_seeker_wrote(bot: Rehearsal) -> None:
    boss, seeker = await asked(bot)
    assert any(boss.tr("<b>I asked.</b> As soon as the person answers, I write to you here.")[3:12] in message.text for message in boss.replies)
    assert seeker.sees("<b>{employer} would like to contact you about work.</b>", employer=COMPANY)
    await seeker.presses("Yes, they may")
    assert PHONE not in boss.last.text
    await seeker.presses("Write another phone number or e-mail address")
    await seeker.says("لا أعرف")
    assert seeker.sees("I see no phone number and no e-mail address in that. Please write one, or /cancel to share nothing.")
    await seeker.says(f"هاتفي {PHONE}")
    assert seeker.sees("<b>{employer} now has this contact: {contact}.</b> You can take it back at any time.", employer=COMPANY, contact=PHONE)
    assert "En person tackade ja till kontakt: Welder." in boss.last.text
    assert PHONE in boss.last.text
    assert "Svetsare" in boss.last.text


async def test_a_yes_is_taken_back_and_the_contact_is_gone(bot: Rehearsal) -> None:
    boss, seeker = await asked(bot)
    await seeker.presses("Yes, they may")
    await seeker.presses("Write another phone number or e-mail address")
    await seeker.says(PHONE)
    await seeker.presses("Take the yes back")
    sentence = "<b>A person took back the yes to {title}.</b> You asked this person on {day}. Please delete the contact and do not use it any more."
    assert boss.sees(sentence, title="Welder", day="24 november 2026")
    taken = boss.tr("<b>The yes to {title} was taken back.</b> The contact stood here. Please delete it, too, wherever you noted it.", title="Welder")
    assert any(message.text.startswith(taken.removeprefix("<b>")[:12]) for message in boss.replies)
    assert not any(PHONE in message.text for message in boss.replies)
    kept = await bot.rows_about(NOBODY, text=PHONE)
    assert kept == {}, kept
    await seeker.presses("Who asked about me")
    for step in ("{time}: the employer asked", "{time}: you said yes", "{time}: you took the yes back"):
        assert seeker.tr(step, time="").strip(": ") in seeker.last.text, step


async def test_the_telegram_name_and_a_saved_contact_are_offered(bot: Rehearsal) -> None:
    boss, seeker = await asked(bot, username="leila_welds")
    await tell_profile(bot, seeker.user_id, wishes=Wishes(may_be_found=True, contact="leila@example.org"))
    await seeker.presses("Yes, they may")
    labels = [button.replace("\u2068", "").replace("\u2069", "") for button in seeker.last.buttons]
    assert labels[:2] == ["leila@example.org", "@leila_welds"]
    await seeker.taps(seeker.last.buttons[1])
    assert "Kontakt: @leila_welds" in boss.last.text


async def test_a_no_shares_nothing_and_can_become_a_yes(bot: Rehearsal) -> None:
    boss, seeker = await asked(bot, username="leila_welds")
    await seeker.presses("No")
    assert "En person ville inte bli kontaktad: Welder." in boss.last.text
    await seeker.presses("Who asked about me")
    await seeker.taps(seeker.last.buttons[0])
    await seeker.presses("Yes, they may")
    await seeker.taps(seeker.last.buttons[0])
    assert "Kontakt: @leila_welds" in boss.last.text


async def test_not_now_leaves_the_question_open(bot: Rehearsal) -> None:
    boss, seeker = await asked(bot)
    before = len(boss.replies)
    await seeker.presses("Not now")
    assert len(boss.replies) == before
    assert "Du har frågat. Det har inte kommit något svar ännu." in boss.last.text
    assert boss.last.buttons == ["Tillbaka"]


async def test_a_seeker_is_asked_once_for_an_ad(bot: Rehearsal) -> None:
    boss, seeker = await asked(bot)
    before = len(seeker.replies)
    [data] = {button["callback_data"] for message in boss.replies for row in message.keyboard for button in row if button["callback_data"].startswith("1:ask:")}
    await boss.taps_data(data)
    assert boss.sees("You asked this person before. I write to you here when there is an answer.")
    assert len(seeker.replies) == before


async def test_ten_people_a_day_are_enough(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    for _ in range(12):
        await tell_profile(bot, bot.api.user(is_started=True).user_id)
    await open_ad(bot, staff, boss)
    await boss.presses("Find people")
    for _ in range(11):
        while not any(button.startswith("Ask to contact") for button in boss.last.buttons):
            await boss.taps("Next")
        await boss.taps(next(button for button in boss.last.buttons if button.startswith("Ask to contact")))
    assert "You asked ten people today." in boss.last.text


async def test_a_question_without_answer_ends_after_two_weeks(bot: Rehearsal) -> None:
    _, seeker = await asked(bot)
    await shift_requests(bot, 15)
    await seeker.presses("Yes, they may")
    assert seeker.sees("This request is over. Nothing was shared.")
    work = DatabaseWork(bot.parts.database)
    assert await close_unanswered(work=work, clock=lambda: NOW) == 1
    assert await close_unanswered(work=work, clock=lambda: NOW) == 0
    await work.finish()
    await seeker.presses("Who asked about me")
    assert seeker.tr("{time}: the request ended", time="").strip(": ") in seeker.last.text


async def test_closing_the_ad_ends_its_questions(bot: Rehearsal) -> None:
    boss, seeker = await asked(bot)
    await boss.taps_data("1:ad:closed:1:filled")
    await seeker.presses("Yes, they may")
    assert seeker.sees("This request is over. Nothing was shared.")


async def test_requests_of_others_stay_theirs(bot: Rehearsal) -> None:
    await asked(bot)
    other = await somebody(bot, "en")
    for verb in ("yes", "no", "later", "show", "withdraw", "saved", "type"):
        await other.taps_data(f"1:contact:{verb}:1")
        assert other.last.text == "This request is over. Nothing was shared."
        await other.says("/help")


async def test_forgotten_seeker_and_employer_leave_no_request(bot: Rehearsal) -> None:
    boss, seeker = await asked(bot)
    await boss.says("/forget")
    await boss.taps("Ja, radera allt")
    await seeker.presses("Yes, they may")
    assert seeker.sees("This request is over. Nothing was shared.")
    await seeker.taps_data("1:asked")
    assert seeker.sees("<b>Who asked about me</b>\nNo employer has asked to contact you.")


async def test_people_are_found_only_for_open_ads_and_above_a_fit(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss, cook = await approved_employer(bot, staff, "en"), await somebody(bot, "en")
    await tell_profile(bot, cook.user_id, occupations=("cook",), skills=("cooking",), languages={"en": Cefr.B2})
    stored = await open_ad(bot, staff, boss)
    await boss.presses("Find people")
    assert boss.last.text.startswith("Nobody who may be found fits this vacancy yet.")
    await tell_profile(bot, cook.user_id)
    await boss.taps("Back")
    await boss.taps("Find people")
    await change_ad(bot, stored.number, state=VacancyState.EXPIRED, vacancy=replace(stored.vacancy, apply_by=NOW.date().replace(day=2)))
    await boss.taps("Ask to contact Person A")
    assert "This button is from an older message." in boss.last.text
    assert "would like to contact you" not in cook.last.text
