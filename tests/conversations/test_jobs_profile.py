"""A job seeker tells what they can do, in their own words and language, and can stop, go back and go on at any time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conversations.conftest import NOW, Newcomer, Rehearsal
from welcomebot.bootstrap import assemble
from welcomebot.domain.claims import Claim, Claims, Doubt
from welcomebot.domain.language import CODES
from welcomebot.domain.seekers import Pace
from welcomebot.domain.vacancies import REMOTE, Cefr, Employment, WorkTime
from welcomebot.locales.i18n import translator
from welcomebot.search.answerer import Answerer
from welcomebot.search.skill_reader import SkillReader
from welcomebot.services.job_ports import StoredSeeker
from welcomebot.settings import Settings
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories


class ScriptedReader:
    """Understands the sentences of these conversations, so that they tell of the dialogue and not of the linking."""

    def __init__(self, script: dict[str, Claims]) -> None:
        self.script = script

    async def read(self, text: str, *, language: str | None) -> Claims:
        return next((claims for part, claims in self.script.items() if part in text), Claims(unlinked=(text,)))


def sure(*concepts: str) -> tuple[Claim, ...]:
    return tuple(Claim(concept, concept, 1.0) for concept in concepts)


UKRAINIAN = "Я зварник, шість років варив на верфі. Вожу навантажувач. Фінською говорю просто."
ARABIC = "أنا طباخ، عملت في مطعم خمس سنوات. لا أقود السيارة"
FINNISH = "Olen opiskelija, olen ollut kesällä siivoojana ja kahvilassa"
ENGLISH = "I can weld and clean, and flurb a bit. I do not cook."
READER = ScriptedReader(
    {
        UKRAINIAN: Claims(sure=sure("welder", "forklift"), languages={"fi": Cefr.A2}, years=6, language="uk"),
        ARABIC: Claims(sure=(*sure("cook"), Claim("driving-licence-B", "car", 1.0, is_denied=True)), years=5, language="ar"),
        FINNISH: Claims(sure=sure("cleaner"), doubts=(Doubt("kahvilassa", sure("barista", "waiter")),), language="fi"),
        ENGLISH: Claims(sure=(*sure("welder", "cleaner"), Claim("cook", "cook", 1.0, is_denied=True)), unlinked=("flurb",), language="en"),
        "I do not weld": Claims(sure=(Claim("welder", "weld", 1.0, is_denied=True),), language="en"),
        "hygiene passport": Claims(sure=sure("hygiene-passport"), language="en"),
        "German": Claims(languages={"de": None}, language="en"),
        "gardening": Claims(sure=sure("gardener"), language="en"),
    }
)


@pytest.fixture(autouse=True)
def scripted(bot: Rehearsal) -> None:
    listen_with_script(bot.parts.runner.application)


def listen_with_script(application: object) -> None:
    application.services = replace(application.services, reader=READER)  # type: ignore[attr-defined]


def name(bot: Rehearsal, concept: str, language: str) -> str:
    return bot.parts.board.taxonomy.concepts[concept].label((language,))


async def profile(database: Database, person: Newcomer) -> StoredSeeker | None:
    async with database.reading() as session:
        return await Repositories(session).seekers.get(person.user_id)


@asynccontextmanager
async def restarted(bot: Rehearsal, settings: Settings, answerer: Answerer, reader: SkillReader, *, later: timedelta) -> AsyncIterator[None]:
    """Let another process take the bot's place, on the same database and so much later."""
    now = NOW + later
    bot.api.clock = now.timestamp
    async with assemble(settings, token=bot.api.token, transport=bot.api.transport(), clock=lambda: now, answerer=answerer, reader=reader) as parts:
        listen_with_script(parts.runner.application)
        bot.api.deliver = parts.runner.handle
        yield
        await parts.runner.stop()


def heading(person: Newcomer) -> str:
    return str(person.last.text.splitlines()[0])


async def test_ukrainian_speaking_welder_builds_a_profile(bot: Rehearsal) -> None:
    oksana = await bot.settled_newcomer("uk")
    await oksana.says("/jobs")
    assert heading(oksana) == "Що ви вмієте · 1 з 9"
    assert "CV, електронна пошта й банківські коди не потрібні" in oksana.last.text
    await oksana.says(UKRAINIAN)
    assert f"✅ {name(bot, 'welder', 'uk')}" in oksana.last.buttons
    await oksana.taps("Далі")
    assert heading(oksana) == "Мови · 2 з 9"
    assert "✅ фінська: Проста побутова розмова (A2)" in oksana.last.buttons  # from the text
    await oksana.taps("українська")
    await oksana.taps("Як рідною (C2)")
    await oksana.taps("Далі")
    assert heading(oksana) == "Дозволи й картки · 3 з 9"
    assert f"✅ {name(bot, 'forklift', 'uk')}" in [label for label in oksana.last.buttons if "✅" in label] or await _is_on_another_page(
        oksana, name(bot, "forklift", "uk")
    )
    await oksana.taps("Далі")
    assert "✅ Понад 5 років" in oksana.last.buttons  # from the text
    await oksana.taps("Далі")
    await oksana.taps("Коккола")
    await oksana.taps("До 40 км")
    await oksana.taps("▫️ Дистанційна робота")
    await oksana.taps("Далі")
    await oksana.taps("▫️ Повний робочий день") if "▫️ Повний робочий день" in oksana.last.buttons else await oksana.taps(oksana.last.buttons[0])
    await oksana.taps("Далі")
    await oksana.taps(oksana.last.buttons[0])
    await oksana.taps("Далі")
    await oksana.taps("Через місяць")
    assert "З 21 до 8 години" in oksana.last.text
    await oksana.taps("Раз на день")
    assert oksana.last.text.startswith("Ваш профіль готовий.")
    assert name(bot, "welder", "uk") in oksana.last.text
    stored = await profile(bot.parts.database, oksana)
    assert stored is not None
    assert stored.is_complete
    assert (stored.seeker.occupations, stored.seeker.permits, stored.seeker.experience_years) == (("welder",), {"forklift"}, 6)
    assert dict(stored.seeker.languages) == {"fi": Cefr.A2, "uk": Cefr.C2}
    assert (stored.seeker.municipality, stored.seeker.commute_km, stored.seeker.municipalities_ok) == ("kokkola", 40, (REMOTE,))
    assert (stored.seeker.work_times, stored.seeker.employments) == ({WorkTime.FULL_TIME}, {Employment.PERMANENT})
    assert stored.seeker.start == "2026-12-24"
    assert stored.wishes.pace is Pace.DAILY


async def _is_on_another_page(person: Newcomer, label: str) -> bool:
    await person.taps("Більше варіантів")
    return f"✅ {label}" in person.last.buttons


async def test_arabic_speaking_cook_says_what_he_lacks(bot: Rehearsal) -> None:
    cook = await bot.settled_newcomer("ar")
    await cook.says("/jobs")
    await cook.says(ARABIC)
    assert f"✅ {name(bot, 'cook', 'ar')}" in cook.last.buttons
    for _ in range(2):
        await cook.taps("متابعة") if "متابعة" in cook.last.buttons else await cook.taps("تخطي")
    await cook.taps(translator("ar")("I have none of these"))
    stored = await profile(bot.parts.database, cook)
    assert stored is not None
    assert "driving-licence-B" in stored.seeker.no_permits
    assert stored.seeker.permits == frozenset()
    assert not stored.is_complete


async def test_finnish_speaking_student_is_asked_what_was_meant(bot: Rehearsal) -> None:
    student = await bot.settled_newcomer("fi")
    await student.says("/jobs")
    await student.says(FINNISH)
    sentence = translator("fi")("I am not sure of those with {mark}: tap what is right. What you leave does not count. You wrote: {words}.")
    unsure = sentence.format(mark="❓", words="kahvilassa")
    assert unsure in student.last.text
    barista = name(bot, "barista", "fi")
    await student.taps(f"❓ {barista}")
    assert f"✅ {barista}" in student.last.buttons
    assert unsure in student.last.text  # the other one is still open
    await student.taps(f"✅ {barista}")
    assert f"▫️ {barista}" in student.last.buttons
    await student.taps(f"▫️ {barista}")
    await student.taps("Jatka")
    stored = await profile(bot.parts.database, student)
    assert stored is not None
    assert stored.seeker.occupations == ("cleaner", "barista")


async def test_everything_can_be_skipped_and_nobody_is_written_to_unasked(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    for _ in range(9):
        await newcomer.taps("Skip")
    assert newcomer.last.text.startswith("Your profile is ready.")
    assert "Messages about new jobs: Not at all" in newcomer.last.text
    stored = await profile(bot.parts.database, newcomer)
    assert stored is not None
    assert stored.is_complete
    assert stored.seeker.occupations == ()


async def test_chips_are_dropped_taken_back_and_added_in_one_message(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(ENGLISH)
    card = newcomer.last
    welder = name(bot, "welder", "en")
    assert f"You do not do this: {name(bot, 'cook', 'en')}." in card.text
    assert "I did not understand: flurb. The office will look at these words." in card.text
    await newcomer.taps(f"✅ {welder}")
    assert newcomer.last.message_id == card.message_id
    assert f"▫️ {welder}" in newcomer.last.buttons
    await newcomer.taps(f"▫️ {welder}")
    await newcomer.says("I do not weld any more")  # the later answer wins
    assert f"▫️ {welder}" in newcomer.last.buttons
    stored = await profile(bot.parts.database, newcomer)
    assert stored is not None
    assert stored.seeker.occupations == ("cleaner",)
    async with bot.parts.database.reading() as session:
        assert [word.text for word in await Repositories(session).skill_words.unlinked(limit=5)] == ["flurb"]


async def test_work_to_try_is_kept_apart(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(ENGLISH)
    await newcomer.taps("I also want to try other work")
    await newcomer.says("I dream of gardening")
    assert f"🌱 I want to try: {name(bot, 'gardener', 'en')}" in newcomer.last.buttons
    stored = await profile(bot.parts.database, newcomer)
    assert stored is not None
    assert (stored.seeker.occupations, stored.seeker.wishes) == (("welder", "cleaner"), ("gardener",))


async def test_old_button_changes_nothing_and_shows_where_the_person_is(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(ENGLISH)
    old = newcomer.last
    drop = old.button(f"✅ {name(bot, 'welder', 'en')}")
    await newcomer.says("I dream of gardening")
    await newcomer.taps("Continue")
    await newcomer.taps_data(drop["callback_data"], message=old)
    assert heading(newcomer) == "Languages · 2 of 9"
    stored = await profile(bot.parts.database, newcomer)
    assert stored is not None
    assert stored.seeker.occupations == ("welder", "cleaner", "gardener")


async def test_back_leads_through_the_steps_and_keeps_the_answers(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(ENGLISH)
    await newcomer.taps("Continue")
    await newcomer.taps("Finnish")
    await newcomer.taps("I do not speak it")
    await newcomer.taps("Skip" if "Skip" in newcomer.last.buttons else "Continue")
    assert heading(newcomer) == "Permits and cards · 3 of 9"
    await newcomer.taps("Back")
    assert "Finnish: I do not speak it" in newcomer.last.buttons
    await newcomer.taps("Back")
    assert f"✅ {name(bot, 'welder', 'en')}" in newcomer.last.buttons
    assert "Back" not in newcomer.last.buttons


async def test_question_in_the_middle_is_answered_and_the_step_stays_open(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says("how do I get a tax card?")
    assert newcomer.last.text.startswith("Tax card")
    answer = newcomer.last
    await newcomer.taps("Back to my job profile")
    assert heading(newcomer) == "What you can do · 1 of 9"
    assert answer.text.startswith("Tax card")
    await newcomer.says(ENGLISH)
    assert newcomer.last.text.startswith("What you can do · 1 of 9\n\nThis is what I understood.")


async def test_danger_comes_first_at_every_step(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says("help my father is not breathing")
    assert newcomer.last.text.startswith("Call 112 now.")
    assert "Back to my job profile" not in newcomer.last.buttons


async def test_words_count_only_where_they_are_waited_for(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    for title, words, button in (
        ("Languages · 2 of 9", "I also speak German", "German"),
        ("Permits and cards · 3 of 9", "I have a hygiene passport", f"✅ {name(bot, 'hygiene-passport', 'en')}"),
        ("Experience · 4 of 9", "7", ""),
    ):
        await newcomer.taps("Skip" if "Skip" in newcomer.last.buttons else "Continue")
        assert heading(newcomer) == title
        await newcomer.says(words)
        if button:
            assert button in newcomer.last.buttons
    assert heading(newcomer) == "Place · 5 of 9"  # the number of years was the answer
    await newcomer.says("I live in Jakobstad")
    assert "How far from" in newcomer.last.text
    await newcomer.says("Kannus, Rovaniemi")
    assert {"✅ Kannus", "✅ Rovaniemi"} <= set(newcomer.last.buttons)
    await newcomer.taps("Continue")
    await newcomer.says("how do I get a tax card?")
    assert newcomer.last.text.startswith("Tax card")
    stored = await profile(bot.parts.database, newcomer)
    assert stored is not None
    assert (stored.seeker.experience_years, stored.seeker.municipality, stored.seeker.municipalities_ok) == (7, "pietarsaari", ("kannus", "Rovaniemi"))


async def test_cancel_keeps_the_profile_and_says_so(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(ENGLISH)
    await newcomer.says("/cancel")
    assert newcomer.last.text.startswith("Stopped. I kept what you told so far.")
    await newcomer.says("hygiene passport")
    assert not newcomer.last.text.startswith("What you can do")
    await newcomer.says("/cancel")
    assert newcomer.last.text.startswith("There is nothing to stop.")
    await newcomer.says("/jobs")
    assert newcomer.last.text.startswith("You began to tell about your work. I kept it.")
    await newcomer.taps("Go on where I stopped")
    assert f"✅ {name(bot, 'welder', 'en')}" in newcomer.last.buttons


@pytest.mark.parametrize("later", [timedelta(seconds=1), timedelta(days=5)], ids=["restart", "five days"])
async def test_person_goes_on_after_a_restart_or_days(bot: Rehearsal, settings: Settings, answerer: Answerer, reader: SkillReader, later: timedelta) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(ENGLISH)
    await newcomer.taps("Continue")
    old = newcomer.last
    async with restarted(bot, settings, answerer, reader, later=later):
        await newcomer.says("/jobs")
        assert "Welder" in newcomer.last.text or "welder" in newcomer.last.text
        await newcomer.taps("Go on where I stopped")
        assert heading(newcomer) == "Languages · 2 of 9"
        await newcomer.taps_data(old.button("Finnish")["callback_data"], message=old)  # also the old message still works
        assert "How well do you speak this language: Finnish?" in newcomer.last.text or old.text.count("Finnish?")


async def test_after_days_a_text_is_a_question_again(bot: Rehearsal, settings: Settings, answerer: Answerer, reader: SkillReader) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    async with restarted(bot, settings, answerer, reader, later=timedelta(days=5)):
        await newcomer.says("tax card")
        assert newcomer.last.text.startswith("Tax card")


async def test_writing_to_the_office_does_not_lose_the_profile(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(ENGLISH)
    await newcomer.says("/office")
    await newcomer.taps("Write a new message to the office")
    await newcomer.says("Please call me about my residence permit matter")
    assert "Your question is with the office." in newcomer.last.text
    await newcomer.says("/jobs")
    await newcomer.taps("Go on where I stopped")
    assert heading(newcomer) == "Languages · 2 of 9"
    await newcomer.taps("Back")
    assert f"✅ {name(bot, 'welder', 'en')}" in newcomer.last.buttons


async def test_going_on_here_ends_what_was_begun_elsewhere_and_says_so(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/office")
    await newcomer.taps("Write a new message to the office")
    await newcomer.says("/jobs")
    assert newcomer.last.text.startswith("What you were doing before has ended.\n\nWhat you can do · 1 of 9")
    await newcomer.says(ENGLISH)
    assert newcomer.last.text.startswith("What you can do · 1 of 9\n\nThis is what I understood.")


async def test_one_answer_is_changed_from_the_whole_profile(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    for _ in range(9):
        await newcomer.taps("Skip")
    await newcomer.taps("Change: Experience")
    assert heading(newcomer) == "Experience"
    await newcomer.taps("3–5 years")
    assert newcomer.last.text.startswith("Your profile")
    assert "Experience: 3–5 years" in newcomer.last.text
    await newcomer.says("/jobs")
    assert newcomer.last.text.startswith("Your job search")


async def test_old_button_to_start_anew_spares_a_whole_profile(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(ENGLISH)
    await newcomer.says("/jobs")
    unfinished = newcomer.last
    start_anew = unfinished.button("Start anew")
    await newcomer.taps("Go on where I stopped")
    for _ in range(9):
        await newcomer.taps("Continue" if "Continue" in newcomer.last.buttons else "Skip")
    await newcomer.taps_data(start_anew["callback_data"], message=unfinished)
    stored = await profile(bot.parts.database, newcomer)
    assert stored is not None
    assert stored.is_complete
    assert stored.seeker.occupations == ("welder", "cleaner")


async def test_settings_are_shown_and_changed(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    for _ in range(9):
        await newcomer.taps("Skip")
    await newcomer.says("/jobs")
    await newcomer.taps("Settings")
    assert "Employers do not see you." in newcomer.last.text
    await newcomer.taps("Employers may find me, without my name")
    assert "Employers may find you." in newcomer.last.text
    await newcomer.taps("Pause for 7 days")
    assert "They are paused until December 1, 2026." in newcomer.last.text
    await newcomer.taps("Hide vacancies that need Finnish")
    stored = await profile(bot.parts.database, newcomer)
    assert stored is not None
    assert stored.wishes.may_be_found
    assert stored.wishes.no_finnish_needed


async def test_profile_is_deleted_after_asking_once(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(ENGLISH)
    await newcomer.says("/jobs")
    await newcomer.taps("Delete my profile")
    await newcomer.taps("Yes, delete my profile")
    assert await profile(bot.parts.database, newcomer) is None
    await newcomer.says("/jobs")
    assert "Tell me in your own words" in newcomer.last.text


async def test_forget_leaves_nothing_of_the_profile(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(ENGLISH)
    await newcomer.says("/forget")
    await newcomer.taps("Yes, delete everything")
    assert await bot.rows_about(newcomer.user_id, text="flurb") == {}


async def test_cv_gives_the_same_chips_and_is_not_kept(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.sends_file("cv.txt", ENGLISH.encode())
    assert "Is it your CV? Open /jobs" in newcomer.last.text
    await newcomer.says("/jobs")
    await newcomer.taps("Skip")
    await newcomer.sends_file("cv.txt", ENGLISH.encode())
    assert heading(newcomer) == "What you can do · 1 of 9"
    assert f"✅ {name(bot, 'welder', 'en')}" in newcomer.last.buttons
    assert "flurb" not in newcomer.last.text
    await newcomer.sends("photo")
    assert newcomer.last.text.startswith("I cannot read a picture of a CV.")
    await newcomer.sends_file("cv.pdf", b"%PDF-1.4 nothing in it")
    assert "I did not keep the file." in newcomer.last.text
    await newcomer.taps("Back to my job profile")
    assert f"✅ {name(bot, 'welder', 'en')}" in newcomer.last.buttons
    assert await bot.rows_about(10**15, text="I can weld and clean") == {}


@pytest.mark.parametrize(
    "text", ["x" * 4000, "flurb " * 650, "😀😀😀", "Ⲁⲛⲟⲕ ⲟⲩⲣⲱⲙⲉ", '<b>&"{name}{0}'], ids=["one word", "many words", "emoji", "unknown script", "markup"]
)
async def test_text_that_says_nothing_gets_an_honest_reply(bot: Rehearsal, text: str) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/jobs")
    await newcomer.says(text)
    assert "Skip" in newcomer.last.buttons or "Back to my job profile" in newcomer.last.buttons
    for _ in range(4):
        await newcomer.says("/jobs") if "Skip" not in newcomer.last.buttons else await newcomer.taps("Skip")
    await newcomer.says(text[:200])


@pytest.mark.parametrize("language", CODES)
async def test_bot_understands_its_own_example(reader: SkillReader, language: str) -> None:
    example = translator(language)("<i>For example: I was a welder for six years. I have a forklift card. I speak a little Finnish.</i>")
    claims = await reader.read(example.removeprefix("<i>").removesuffix("</i>").partition(": ")[2], language=language)
    assert {claim.concept_id for claim in claims.had} == {"welder", "forklift"}
    assert list(claims.languages) == ["sv" if language == "fi" else "fi"]
    assert claims.years == 6
    assert claims.unlinked == ()
