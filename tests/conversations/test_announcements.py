"""An administrator writes to many: by language, group and topic, now or later, and stops it; everybody can say no with one tap."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.conversations.conftest import NOW, Newcomer, Rehearsal
from tests.conversations.employers import STAFF_ID, Somebody, office
from welcomebot.settings import Settings
from welcomebot.storage.tables import OutboxRow
from welcomebot.storage.unit_of_work import DatabaseWork
from welcomebot.telegram.announcing import send_announcements

TEXT = "The office is closed on Friday.\n\nCall {phone:welcome-office} on Monday."
FINNISH = "Toimisto on kiinni perjantaina."


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


async def round_at(bot: Rehearsal, at: datetime = NOW, *, sends: bool = True) -> int:
    services = replace(bot.parts.runner.application.services, clock=lambda: at)
    begun = await send_announcements(services, lambda: DatabaseWork(bot.parts.database))
    # A sender that lives in the past finds nothing due: that is how the calls wait.
    bot.parts.runner.sender._clock = lambda: at if sends else NOW - timedelta(hours=1)
    if sends:
        await bot.parts.runner.sender.settle()
    return begun


async def writes(staff: Somebody, text: str = TEXT) -> None:
    await staff.says("/announce")
    await staff.presses("Write a new one")
    await staff.says(text)


async def sends_now(bot: Rehearsal, staff: Somebody, people: int) -> None:
    await staff.presses("Send it now")
    await staff.newcomer.taps(f"Send to {people} people" if people != 1 else "Send to 1 person")
    await round_at(bot, NOW + timedelta(minutes=1))


async def test_everybody_gets_it_once_in_the_nearest_language(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    finn, ukrainian = await bot.settled_newcomer("fi"), await bot.settled_newcomer("uk")
    await writes(staff)
    assert "It reaches 3 people now." in staff.last.text
    assert "No text in this language: Suomi. 1 person gets this one instead: English." in staff.last.text
    await staff.newcomer.taps("Suomi")
    await staff.presses("Write it")
    await staff.says(FINNISH)
    assert "Suomi" not in staff.last.text
    await sends_now(bot, staff, 3)
    assert finn.last.text == FINNISH
    assert ukrainian.last.text.startswith("The office is closed on Friday.\n\nCall +358")
    assert len(ukrainian.last.buttons) == 1
    heard = len(finn.messages)
    await round_at(bot, NOW + timedelta(minutes=2))
    assert len(finn.messages) == heard
    assert "Sent: 3" in staff.last.text


async def test_language_group_and_topic_narrow_it(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    follower, other = await bot.settled_newcomer("en"), await bot.settled_newcomer("en")
    arabic = await bot.settled_newcomer("ar")
    await follower.says("/topics")
    await follower.taps("Home")
    await follower.taps("Follow this topic")
    assert "I write to you when the office has news about this topic: Home." in follower.last.text
    await writes(staff)
    await staff.presses("Who gets it")
    await staff.newcomer.taps("Home")
    assert "It reaches 1 person now." in staff.last.text
    await staff.newcomer.taps("✓ Home")
    await staff.newcomer.taps("العربية")
    assert "It reaches 1 person now." in staff.last.text
    await staff.presses("Employers")
    assert "It reaches 0 people now." in staff.last.text
    await staff.newcomer.taps("✓ Employers")
    await staff.newcomer.taps("✓ العربية")
    await staff.newcomer.taps("Home")
    await staff.presses("Back to the announcement")
    before = len(other.messages), len(arabic.messages)
    await sends_now(bot, staff, 1)
    assert follower.last.text.startswith("The office is closed on Friday.")
    assert (len(other.messages), len(arabic.messages)) == before


async def test_one_tap_stops_all_further_ones(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await bot.settled_newcomer("en")
    await writes(staff)
    await sends_now(bot, staff, 2)
    await newcomer.taps("No more announcements")
    assert newcomer.last.text == "You get no more announcements from the office. I still answer your questions."
    await writes(staff, "A second message.")
    assert "It reaches 1 person now." in staff.last.text
    await newcomer.taps("Get them again")
    assert newcomer.last.text == "Good. You get announcements from the office again."
    await staff.says("/announce")
    await staff.newcomer.taps("2. draft: A second message.")
    assert "It reaches 2 people now." in staff.last.text


async def test_scheduled_one_waits_for_its_moment_and_can_be_held_back(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await bot.settled_newcomer("en")
    await writes(staff, "Hello.")
    await staff.presses("Choose the time")
    await staff.says("tomorrow")
    assert "I do not understand this time." in staff.last.text
    await staff.says("1.1.2020 9:00")
    assert "This time is over." in staff.last.text
    await staff.says("27.11.2026 klo 9.00")
    assert "goes out on 27 November 2026 09:00" in staff.last.text.replace("\u202f", " ")
    heard = len(newcomer.messages)
    assert await round_at(bot, datetime(2026, 11, 27, 6, 59, tzinfo=UTC)) == 0
    await staff.presses("Do not send it then")
    assert await round_at(bot, datetime(2026, 11, 27, 7, 0, tzinfo=UTC)) == 0
    assert len(newcomer.messages) == heard
    await staff.presses("Choose the time")
    await staff.says("2026-11-28 09:00")
    assert await round_at(bot, datetime(2026, 11, 28, 7, 0, tzinfo=UTC)) == 2
    assert newcomer.last.text == "Hello."


async def test_stopping_while_it_is_sent_reaches_nobody_further(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    people = [await bot.settled_newcomer("en") for _ in range(3)]
    await writes(staff, "Wrong date!")
    await staff.presses("Send it now")
    await staff.newcomer.taps("Send to 4 people")
    assert await round_at(bot, NOW + timedelta(minutes=1), sends=False) == 4
    await staff.says("/announce")
    await staff.newcomer.taps("1. being sent: Wrong date!")
    assert "Waiting: 4" in staff.last.text
    await staff.presses("Stop sending")
    assert "Stopped before: 4" in staff.last.text
    await round_at(bot)
    assert all(person.last.text != "Wrong date!" for person in people)
    async with bot.parts.database.reading() as session:
        assert set(await session.scalars(select(OutboxRow.error).where(OutboxRow.dedupe_key.startswith("announcement:")))) == {"cancelled"}


async def test_whoever_blocked_the_bot_is_counted_and_not_written_to(bot: Rehearsal) -> None:
    staff, gone = await office(bot, "en"), await bot.settled_newcomer("en")
    await writes(staff, "Hello.")
    await staff.presses("Send it now")
    await staff.newcomer.taps("Send to 2 people")
    await gone.blocks()
    await round_at(bot, NOW + timedelta(minutes=1))
    await round_at(bot, NOW + timedelta(minutes=2))
    assert "Sent: 1" in staff.last.text


async def test_bad_texts_are_refused_and_nothing_is_lost(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await writes(staff, "Call {phone:nobody}.")
    assert staff.last.text == "There is no such fact: phone:nobody"
    await staff.says("word " * 800)
    assert staff.last.text.startswith("This is too long for one message.")
    await staff.says("5 < 6 & more")
    assert "5 < 6 & more" in staff.last.text


async def test_only_administrators_write_to_many(bot: Rehearsal) -> None:
    newcomer: Newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/announce")
    assert newcomer.last.text == "Only the people of the Welcome Office can do this."


async def test_danger_is_answered_while_an_announcement_is_written(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await staff.says("/announce")
    await staff.presses("Write a new one")
    await staff.says("my father is not breathing")
    assert "112" in staff.last.text
