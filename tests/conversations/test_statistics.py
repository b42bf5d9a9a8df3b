"""/stats and the weekly digest: text, pictures and a table, for staff only, without a number that tells of one person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.conversations.conftest import NOW, Newcomer, Rehearsal
from tests.conversations.employers import STAFF_ID, office
from tests.conversations.test_vacancies import WELDER, put
from welcomebot.schedule_office import OfficeRounds
from welcomebot.services.ports import AskedQuestion
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories

MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


async def ask(bot: Rehearsal, language: str, outcome: str, times: int, *, at: datetime = NOW - timedelta(hours=5)) -> None:
    async with bot.parts.database.writing() as session:
        for _ in range(times):
            articles = ("tax-card",) if outcome == "answer" else ()
            await Repositories(session).questions.add(AskedQuestion(0, 1, "secret words", language, outcome, articles, at))


async def digest(bot: Rehearsal, at: datetime) -> bool:
    services = replace(bot.parts.runner.application.services, clock=lambda: at)
    sent = await OfficeRounds(services, bot.parts.database).digest()
    bot.parts.runner.sender._clock = lambda: at
    await bot.parts.runner.sender.settle()
    return sent


async def test_figures_come_as_text_pictures_and_table(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await put(bot, WELDER)
    await ask(bot, "fi", "answer", 33)
    await ask(bot, "ar", "answer", 12)
    await ask(bot, "ar", "no_answer", 11)
    await ask(bot, "uk", "choices", 3)
    await staff.says("/stats")
    *_, first, second, third, table, text = staff.messages
    assert [message.kind for message in (first, second, third)] == ["photo"] * 3
    assert "secret words" not in table.document_content
    assert "questions,fi,2026-11-24,35" in table.document_content
    assert "questions,uk,2026-11-24,\r" in table.document_content
    assert "Questions: 60" in text.text
    assert "Українська: fewer than 5" in text.text
    assert "less often than in the others: \u200e\u2068العربية\u2069, " in text.text
    assert "Tax card: 45" in text.text


async def test_longer_period_shows_older_questions(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await ask(bot, "fi", "answer", 10, at=NOW - timedelta(days=20))
    await staff.says("/stats")
    assert "Questions: 0" in staff.last.text
    await staff.newcomer.taps("30 days")
    assert "Questions: 10" in staff.last.text


async def test_digest_comes_on_monday_morning_once(bot: Rehearsal) -> None:
    staff = await office(bot, "ar")
    await ask(bot, "fi", "answer", 25, at=MONDAY - timedelta(days=2))
    heard = len(staff.messages)
    assert not await digest(bot, MONDAY - timedelta(days=1))
    assert await digest(bot, MONDAY)
    assert not await digest(bot, MONDAY + timedelta(minutes=10))
    assert len(staff.messages) == heard + 4
    assert "25" in staff.last.text


async def test_newcomers_get_no_figures(bot: Rehearsal) -> None:
    newcomer: Newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/stats")
    assert newcomer.last.text == "Only the people of the Welcome Office can do this."
