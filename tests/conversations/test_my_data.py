"""People and their data."""

import json

from sqlalchemy import func, select

from tests.conversations.conftest import Newcomer, Rehearsal
from tests.storage.office import REPLY, a_life_in_the_office
from welcomebot.storage.office_tables import HandoverRow, ReplyRow
from welcomebot.storage.repositories import Repositories


async def test_my_data_is_a_file_with_everything(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("how do I get a tax card?")
    await newcomer.says("/mydata")
    assert newcomer.last.document_name == "welcomebot-my-data.json"
    data = json.loads(newcomer.last.document_content)
    assert data["person"]["language"] == "en"
    assert [question["text"] for question in data["questions"]] == ["how do I get a tax card?"]


async def test_forget_asks_once_and_then_leaves_nothing(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("how do I get a tax card?")
    await newcomer.taps("👍 It helped")
    await newcomer.says("/forget")
    await newcomer.taps("No, keep it")
    assert newcomer.last.text == "Nothing was deleted."
    await newcomer.says("/forget")
    await newcomer.taps("Yes, delete everything")
    assert newcomer.last.text.startswith("Everything about you is deleted")
    assert await bot.rows_about(newcomer.user_id, text="tax card") == {}


async def test_person_who_was_forgotten_starts_anew(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/forget")
    await newcomer.taps("Yes, delete everything")
    await newcomer.says("/start")
    assert "Choose your language." in newcomer.last.text


STAFF = 7_600_000_001


async def office_knows(bot: Rehearsal, newcomer: Newcomer) -> int:
    """Let the office have a newcomer's question, a reply to it, and everything else that it can know of somebody."""
    await newcomer.says("how do I get a tax card?")
    async with bot.parts.database.writing() as session:
        question = await Repositories(session).questions.latest(newcomer.user_id)
        assert question is not None
        return await a_life_in_the_office(session, asker=newcomer.user_id, staff=STAFF, question=question.id)


async def test_my_data_holds_what_the_office_has_of_a_newcomer_and_no_number_of_staff(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await office_knows(bot, newcomer)
    await newcomer.says("/mydata")
    data = json.loads(newcomer.last.document_content)
    assert [row["state"] for row in data["your_questions_that_waited_for_the_office"]] == ["taken"]
    assert [row["text"] for row in data["replies_of_the_office_to_you"]] == [REPLY]
    told = ("your_number_in_the_office", "news_of_answers_that_you_got", "announcements_that_you_got", "you_want_no_announcements", "topics_that_you_follow")
    assert [len(data[kind]) for kind in told] == [1] * len(told)
    assert str(STAFF) not in newcomer.last.document_content


async def test_forget_leaves_nothing_in_the_office(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await office_knows(bot, newcomer)
    await newcomer.says("/forget")
    await newcomer.taps("Yes, delete everything")
    assert await bot.rows_about(newcomer.user_id, text=REPLY) == {}
    async with bot.parts.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(HandoverRow)) == 0
        # What the office did stays.
        assert [act.user_id for act in await Repositories(session).acts.latest(limit=9)] == [STAFF]


async def test_staff_who_are_forgotten_leave_what_they_did_without_their_number(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    number = await office_knows(bot, newcomer)
    curator = Newcomer(bot.api.user(language="en", id=STAFF), bot)
    await curator.says("/start")
    await curator.taps("English")
    await curator.says("/mydata")
    data = json.loads(curator.last.document_content)
    written = ("your_role_in_the_office", "what_you_did_for_the_office", "replies_that_you_wrote", "texts_that_you_wrote", "announcements_that_you_wrote")
    assert [len(data[kind]) for kind in written] == [1] * len(written)
    assert len(data["invitations_that_you_made"]) == 2
    assert str(newcomer.user_id) not in curator.last.document_content
    await curator.says("/forget")
    await curator.taps("Yes, delete everything")
    assert await bot.rows_about(STAFF, text="no such words") == {}
    async with bot.parts.database.reading() as session:
        db = Repositories(session)
        assert [(act.action, act.user_id) for act in await db.acts.latest(limit=9)] == [("staff-left", None), ("take", None)]
        assert await db.staff.get(STAFF) is None
        # The link that nobody used ended, the one that was used stays; what they took waits again.
        assert [await db.staff.invitation(f"{mark}-{STAFF % 10}") is not None for mark in ("open", "used")] == [False, True]
        state = await session.scalar(select(HandoverRow.state).where(HandoverRow.number == number))
        assert (state, await session.scalar(select(func.count()).select_from(ReplyRow))) == ("open", 1)
    await curator.says("/jobdesk")
    assert "Only the people of the Welcome Office can do this." in curator.last.text
