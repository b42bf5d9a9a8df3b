"""With a translation service the office reads and writes in its own language; what a machine wrote is labelled until a person confirms it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from starlette.responses import JSONResponse

from tests.conversations.conftest import Newcomer, Rehearsal
from tests.conversations.employers import STAFF_ID, Somebody, office
from tests.stand_in_translator import StandIn
from welcomebot.domain.contacts import references
from welcomebot.domain.knowledge import Origin
from welcomebot.domain.short_mark import mark_of
from welcomebot.services.translate_text import RememberingEngine
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories

QUESTION = "Хто в Кокколі ремонтує скрипки?"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


@pytest.fixture
async def stand_in(bot: Rehearsal) -> AsyncIterator[StandIn]:
    stand_in = StandIn()
    engine = stand_in.engine()
    application = bot.parts.runner.application
    application.services = replace(application.services, engine=RememberingEngine(engine))
    yield stand_in
    await engine.close()


async def question_waits(bot: Rehearsal) -> tuple[Newcomer, Somebody]:
    staff, newcomer = await office(bot, "en"), await bot.settled_newcomer("uk")
    await newcomer.says(QUESTION)
    await staff.says("/inbox")
    await staff.newcomer.taps("Show: 1")
    return newcomer, staff


async def test_question_is_shown_in_the_reader_s_language_with_its_label(bot: Rehearsal, stand_in: StandIn) -> None:
    _, staff = await question_waits(bot)
    assert QUESTION in staff.last.text
    assert f"Translated by a machine:\n[en] {QUESTION}" in plain(staff)
    await staff.presses("Take it")
    assert f"[en] {QUESTION}" in plain(staff)
    assert [wish["target"] for wish in stand_in.wishes] == ["en"]


async def test_reply_goes_out_translated_after_one_more_tap_and_says_so(bot: Rehearsal, stand_in: StandIn) -> None:
    newcomer, staff = await question_waits(bot)
    await staff.presses("Reply")
    heard = len(newcomer.messages)
    await staff.says("Yes, there is one. Call +358 50 409 5620.")
    assert "Not sent yet." in staff.last.text
    assert len(newcomer.messages) == heard
    assert stand_in.wishes[-1]["q"] == "Yes, there is one. Call XQ0."
    await staff.presses("Send it with the translation")
    told = newcomer.last.text.replace("\u2068", "").replace("\u2069", "")
    assert "[uk] Yes, there is one. Call +358 50 409 5620." in told
    assert told.endswith("Yes, there is one. Call +358 50 409 5620.")
    await staff.presses("Make an answer")
    assert "A machine translated this text." in staff.last.text


async def test_reply_can_go_out_as_it_was_written(bot: Rehearsal, stand_in: StandIn) -> None:
    newcomer, staff = await question_waits(bot)
    await staff.presses("Reply")
    await staff.says("Yes, there is one.")
    await staff.presses("Send it only as I wrote it")
    assert "[uk]" not in newcomer.last.text
    assert "Yes, there is one." in newcomer.last.text


async def test_translation_that_lost_a_fact_is_not_offered(bot: Rehearsal, stand_in: StandIn) -> None:
    newcomer, staff = await question_waits(bot)
    stand_in.answer = JSONResponse({"translatedText": "Так, є."})
    await staff.presses("Reply")
    await staff.says("Yes. Call +358 50 409 5620.")
    assert "Yes. Call" in newcomer.last.text


async def test_text_of_an_article_stays_marked_until_it_is_confirmed(bot: Rehearsal, stand_in: StandIn) -> None:
    staff = await office(bot, "en")
    await staff.newcomer.taps_data(f"1:edit:{mark_of('tax-card')}:uk")
    await staff.presses("Let a machine translate it")
    await staff.presses("Show the draft")
    assert "A machine translated this text." in staff.last.text
    await staff.presses("Publish")
    async with bot.parts.database.reading() as session:
        article = await Repositories(session).articles.get("tax-card")
    assert article is not None
    text = article.texts["uk"]
    assert text.title == "[uk] Tax card"
    assert text.origin is Origin.MACHINE
    assert references(text.body) == references(article.texts["en"].body)


async def test_service_that_is_down_leaves_the_writing_to_people(bot: Rehearsal, stand_in: StandIn) -> None:
    staff = await office(bot, "en")
    await staff.newcomer.taps_data(f"1:edit:{mark_of('tax-card')}:uk")
    stand_in.answer = JSONResponse({"error": "busy"}, status_code=503)
    await staff.presses("Let a machine translate it")
    assert "Please write the text yourself." in staff.last.text


def plain(staff: Somebody) -> str:
    return staff.last.text.replace("\u2068", "").replace("\u2069", "")
