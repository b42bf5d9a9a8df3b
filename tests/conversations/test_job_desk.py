"""The office's people approve, send back, and say what words mean."""

from dataclasses import replace

import pytest

from tests.conversations.conftest import NOW, Rehearsal
from tests.conversations.employers import STAFF_ID, ads, approved_employer, change_ad, office, open_ad, somebody, writes_ad
from welcomebot.domain.vacancies import Asked, VacancyState
from welcomebot.services.curate_skills import concepts_for_words, taxonomy_with_aliases
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories

WORD = "pannuhommat"  # nobody's word for anything in the taxonomy


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


async def test_desk_shows_what_waits_one_after_another(bot: Rehearsal) -> None:
    staff = await office(bot)
    await staff.says("/jobdesk")
    assert "Mikään ei odota sinua." in staff.last.text
    boss = await approved_employer(bot, staff)
    await writes_ad(boss)
    await boss.presses("Send to the office")
    waiting = await somebody(bot, "en")
    for text in ("/employer", "Toinen Oy", "1234567-1"):
        await waiting.says(text)
    await staff.says("/jobdesk")
    assert staff.last.buttons == ["Odottavia työnantajia: 1", "Odottavia ilmoituksia: 1"]
    await staff.taps("Odottavia ilmoituksia: 1")
    assert "Työpaikka 1 odottaa hyväksyntää." in staff.last.text
    await staff.presses("Approve")
    assert staff.last.text == "Welder: hyväksytty. Työnantaja sai tiedon."
    await staff.presses("Job desk")
    await staff.taps("Odottavia työnantajia: 1")
    assert "Toinen Oy, 1234567-1" in staff.last.text
    await staff.presses("Refuse")
    assert "The office did not approve Toinen Oy." in waiting.last.text


async def test_a_note_reaches_the_employer_in_their_language(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "uk")
    await writes_ad(boss)
    await boss.presses("Send to the office")
    await staff.presses("Send back")
    await staff.presses("Please say what the work pays, or which collective agreement it follows.")
    assert "Офіс пише: Напишіть, скільки платять за роботу" in boss.last.text
    assert [ad.state for ad in await ads(bot)] == [VacancyState.SENT_BACK]
    await boss.presses("Change it")
    await boss.presses("Pay and hours")
    await boss.says("15 €/h")
    await boss.presses("Send to the office")
    assert [ad.state for ad in await ads(bot)] == [VacancyState.WAITING]
    await staff.presses("Send back")
    await staff.says("Kirjoita työn osoite.")
    assert "Офіс пише: Kirjoita työn osoite." in boss.last.text
    await staff.says("miten saan verokortin?")
    assert staff.last.text.startswith(bot.title("fi", "tax-card"))


async def test_a_note_can_be_cancelled(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    boss = await approved_employer(bot, staff)
    await writes_ad(boss)
    await boss.presses("Send to the office")
    await staff.taps("Send back")
    await staff.says("/cancel")
    assert staff.last.text == "Stopped. Nothing was sent."
    assert [ad.state for ad in await ads(bot)] == [VacancyState.WAITING]


async def test_a_decision_counts_once(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    boss = await approved_employer(bot, staff)
    await open_ad(bot, staff, boss)
    for data in ("1:staff:publish:1", "1:staff:return:1", "1:staff:note:1:tell-pay", f"1:staff:grant:{boss.user_id}", "1:staff:publish:99"):
        await staff.taps_data(data)
        assert staff.last.text == "This does not wait any more. Perhaps a colleague was faster.", data
        await staff.says("/jobdesk")


async def test_only_the_office_decides(bot: Rehearsal) -> None:
    staff = await office(bot)
    boss = await approved_employer(bot, staff, "en")
    await writes_ad(boss)
    await boss.presses("Send to the office")
    for data in ("1:staff:publish:1", "1:staff:return:1", "1:staff:note:1:tell-pay", "1:jobdesk:vacancies", "1:word:next:-", "1:word:drop:abc"):
        await boss.taps_data(data)
        assert boss.last.text == "Only the people of the Welcome Office can do this.", data
    await boss.says("/jobdesk")
    assert boss.last.text == "Only the people of the Welcome Office can do this."
    assert [ad.state for ad in await ads(bot)] == [VacancyState.WAITING]


async def test_one_tap_names_a_word_and_can_be_taken_back(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    boss = await approved_employer(bot, staff)
    stored = await open_ad(bot, staff, boss)
    asks = (*stored.vacancy.required, Asked(WORD))
    await change_ad(bot, stored.number, vacancy=replace(stored.vacancy, required=asks))
    async with bot.parts.database.writing() as session:
        words = Repositories(session).skill_words
        await words.note_unlinked([WORD], language="fi", vacancy=stored.number)
        for number in range(3):
            await words.note_unlinked([WORD.upper()], language="fi", user_id=8_000_000_000 + number)
    await staff.says("/jobdesk")
    await staff.taps("Words that nobody understood: 1")
    assert "It touches 3 people. It touches 1 vacancy." in staff.last.text
    meant = next(button for button in staff.last.buttons if button.startswith("It means: "))
    await staff.taps(meant)
    assert "now means" in staff.last.text
    assert "It touches 3 people. It touches 1 vacancy." in staff.last.text
    [alias] = await _aliases(bot)
    assert (alias[1], alias[2].casefold()) == ("fi", WORD)
    assert await _concepts_of(bot) == (alias[0],)
    assert concepts_for_words([WORD], [alias]) == (alias[0],)
    assert alias[2] in taxonomy_with_aliases(bot.parts.board.taxonomy, [alias]).concepts[alias[0]].labels["fi"]
    await staff.taps("Undo")
    assert "Which skill or work is this?" in staff.last.text
    assert (await _aliases(bot), await _concepts_of(bot)) == ([], ())
    await staff.taps("It is no skill")
    assert staff.last.text == "No word waits any more."


async def test_an_ad_whose_last_day_went_by_is_not_opened(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    boss = await approved_employer(bot, staff, "en")
    await writes_ad(boss)
    await boss.presses("Send to the office")
    [stored] = await ads(bot)
    await change_ad(bot, stored.number, vacancy=replace(stored.vacancy, apply_by=NOW.date().replace(day=1)))
    await staff.taps("Approve")
    assert [ad.state for ad in await ads(bot)] == [VacancyState.EXPIRED]
    assert "but its last day is over." in boss.last.text
    await boss.taps("14 days longer")
    assert [ad.state for ad in await ads(bot)] == [VacancyState.OPEN]


async def _aliases(bot: Rehearsal) -> list[tuple[str, str, str]]:
    async with bot.parts.database.reading() as session:
        return list(await Repositories(session).skill_words.aliases())


async def _concepts_of(bot: Rehearsal) -> tuple[str, ...]:
    return next(asked.concepts for asked in (await ads(bot))[0].vacancy.required if asked.text == WORD)
