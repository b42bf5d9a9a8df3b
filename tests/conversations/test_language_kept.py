"""Whoever never taps a language is written to, also unasked, in the one in which the bot has spoken with them."""

import pytest

from tests.conversations.conftest import Newcomer, Rehearsal
from tests.conversations.test_alerts import EASY, EVENING, Rounds
from tests.conversations.test_vacancies import put, seeker
from welcomebot.domain.seekers import Pace, Wishes
from welcomebot.storage.repositories import Repositories


async def kept(bot: Rehearsal, newcomer: Newcomer) -> str | None:
    async with bot.parts.database.reading() as session:
        person = await Repositories(session).people.get(newcomer.user_id)
    return person.language if person else None


async def test_seeker_who_chose_no_language_is_alerted_in_that_of_their_app(bot: Rehearsal) -> None:
    newcomer = bot.newcomer("uk")
    await newcomer.says("/start")
    await newcomer.says("/jobs")
    settled = await seeker(bot, "uk", wishes=Wishes(pace=Pace.INSTANT))
    async with bot.parts.database.writing() as session:
        store = Repositories(session).seekers
        stored = await store.get(settled.user_id)
        await store.put(type(stored)(newcomer.user_id, stored.seeker, stored.wishes, is_complete=True))
    await put(bot, EASY)
    assert await Rounds(bot).instant(EVENING) == 2
    assert newcomer.last.text.startswith("1 нова вакансія")


@pytest.mark.parametrize("command", ["/start", "/jobs", "/employer"])
@pytest.mark.parametrize(("app", "language"), [("ar", "ar"), ("de", "en")])
async def test_language_of_the_app_is_remembered(bot: Rehearsal, command: str, app: str, language: str) -> None:
    newcomer = bot.newcomer(app)
    await newcomer.says(command)
    assert await kept(bot, newcomer) == language


async def test_message_to_the_office_remembers_the_language(bot: Rehearsal) -> None:
    newcomer = bot.newcomer("en")
    await newcomer.says("/office")
    await newcomer.taps("Write a new message to the office")
    assert await kept(bot, newcomer) == "en"


async def test_question_alone_remembers_no_language(bot: Rehearsal) -> None:
    newcomer = bot.newcomer("en")
    await newcomer.says("how do I get a tax card?")
    assert await kept(bot, newcomer) is None


async def test_chosen_language_is_not_replaced_by_that_of_the_app(bot: Rehearsal) -> None:
    newcomer = bot.newcomer("en")
    await newcomer.says("/start")
    await newcomer.taps("Suomi")
    await newcomer.says("/jobs")
    assert await kept(bot, newcomer) == "fi"


async def test_chooser_can_still_be_tapped_after_the_language_of_the_app_was_remembered(bot: Rehearsal) -> None:
    newcomer = bot.newcomer("uk")
    await newcomer.says("/start")
    await newcomer.taps("العربية")
    assert await kept(bot, newcomer) == "ar"
