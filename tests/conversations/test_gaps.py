"""/gaps: what is asked again and again without an answer, in whatever language, and one answer for all who asked it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from tests.conversations.conftest import KNOWLEDGE, LANGUAGE_NAMES, NOW, Newcomer, Rehearsal
from tests.conversations.employers import STAFF_ID, Somebody, office
from tests.conversations.loop import PARCEL_AGAIN_UK, PARCEL_AR, PARCEL_EN, PARCEL_UK, SAUNA, Rounds, asks, refreshed
from welcomebot.domain.staff import Role
from welcomebot.search.answerer import Answerer
from welcomebot.services.office_ports import HandoverFilter, StaffMember
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories

BALLOON_EN, BALLOON_AGAIN_EN = "hire a hot air balloon for a birthday", "hot air balloon for a birthday, how do i hire one"
REPLY = "The harbour office rents berths. Ask at the city's harbour office in April."
COUNTED = "Asked 4 times since November 24, 2026. In 3 languages. 4 people wait."
COLLEAGUE_ID, JOB_DESK_ID = 7_700_000_021, 7_700_000_022
AT_NIGHT, LATER = datetime(2026, 11, 25, 1, 30, tzinfo=UTC), datetime(2026, 11, 25, 2, 30, tzinfo=UTC)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


@pytest.fixture
async def live(bot: Rehearsal, answerer: Answerer) -> AsyncIterator[Rehearsal]:
    """Give a bot whose knowledge may change; the other conversations get theirs back."""
    yield bot
    await answerer.load(read_knowledge(KNOWLEDGE).articles, revision=1)
    await answerer.ready()


async def colleague(bot: Rehearsal, role: Role = Role.CURATOR, user_id: int = COLLEAGUE_ID) -> Somebody:
    async with bot.parts.database.writing() as session:
        await Repositories(session).staff.put(StaffMember(user_id, role, NOW, STAFF_ID))
    newcomer = Newcomer(bot.api.user(language="en", id=user_id), bot)
    await newcomer.says("/start")
    await newcomer.taps(LANGUAGE_NAMES["en"])
    return Somebody(newcomer, "en")


async def senders(bot: Rehearsal) -> list[Newcomer]:
    """Let four people ask for the same in three languages, and one for something else."""
    asked = {PARCEL_UK: "uk", PARCEL_AGAIN_UK: "uk", PARCEL_AR: "ar", PARCEL_EN: "en"}
    people = [await asks(bot, language, text, wants_news=False) for text, language in asked.items()]
    await asks(bot, "en", SAUNA, wants_news=False)
    return people


async def grouped(bot: Rehearsal) -> tuple[Somebody, list[Newcomer]]:
    """Return somebody of the office who looks at a group, and those who asked."""
    people, staff = await senders(bot), await office(bot, "en")
    await staff.says("/gaps")
    await staff.presses("Group again now")
    await staff.taps_data("1:gap:show:1")
    return staff, people


async def waiting(bot: Rehearsal) -> int:
    async with bot.parts.database.reading() as session:
        return await Repositories(session).handovers.count_waiting(HandoverFilter())


async def test_questions_are_grouped_across_languages_on_demand(bot: Rehearsal) -> None:
    people, staff = await senders(bot), await office(bot, "en")
    await staff.says("/gaps")
    assert "Nothing is asked again and again without an answer.\n\n5 more questions were asked once: /inbox" in staff.last.text
    await staff.presses("Group again now")
    assert staff.last.text.startswith("The questions are grouped anew.\n\nWhat to write next\n\nThese questions come again and have no answer.")
    assert COUNTED in staff.last.text
    assert "1 more question was asked once: /inbox" in staff.last.text
    await staff.taps(staff.last.buttons[0])
    for line in (COUNTED, f"Українська: {PARCEL_AGAIN_UK}", f"\u200e\u2068العربية\u2069: {PARCEL_AR}", f"English: {PARCEL_EN}", "The nearest answer: "):
        assert line in staff.last.text
    assert all(str(each.user_id) not in staff.last.text for each in people)
    assert [label.split(":")[0] for label in staff.last.buttons] == [
        "Answer all",
        "Send to all",
        "Send to all",
        "Make an answer",
        "Not ours",
        "What to write next",
    ]


async def test_the_list_is_ranked_by_the_people_it_would_help(bot: Rehearsal) -> None:
    await senders(bot)
    eager = await asks(bot, "en", BALLOON_EN, wants_news=False)
    for text in (BALLOON_EN, BALLOON_EN, BALLOON_AGAIN_EN, BALLOON_AGAIN_EN, BALLOON_EN, BALLOON_EN):
        await eager.says(text)
    staff = await office(bot, "en")
    await staff.says("/gaps")
    await staff.presses("Group again now")
    # One person who asks seven times needs less than four who ask once.
    lines = staff.last.text.split("\n")
    assert lines.index(COUNTED) < next(place for place, line in enumerate(lines) if line.startswith("Asked 7 times since November 24, 2026."))


async def test_questions_are_grouped_once_a_night(bot: Rehearsal) -> None:
    await senders(bot)
    assert await Rounds(bot).group(AT_NIGHT) == 1  # the night before was missed
    assert await Rounds(bot).group(AT_NIGHT) == 0
    assert await Rounds(bot).group(LATER) == 1
    assert await Rounds(bot).group(LATER) == 0
    staff = await office(bot, "en")
    await staff.says("/gaps")
    assert COUNTED in staff.last.text


async def test_one_reply_answers_all_and_becomes_an_answer(live: Rehearsal) -> None:
    staff, people = await grouped(live)
    await staff.presses("Answer all")
    assert staff.last.text == "Your next message goes to 4 people. They speak: Українська, العربية, English. /cancel stops this."
    await staff.says(REPLY)
    assert staff.last.text == "Sent to 4 people."
    for each in people:
        assert REPLY in each.last.text
    assert await waiting(live) == 1
    known = set(live.library.articles)
    await staff.presses("Make an answer")
    for wording in (PARCEL_EN, PARCEL_UK, PARCEL_AGAIN_UK, PARCEL_AR):
        assert wording in staff.last.text
    assert "The harbour office rents berths." in staff.last.text
    await staff.presses("Publish")
    await refreshed(live)
    assert len(set(live.library.articles) - known) == 1
    heard = [len(each.messages) for each in people]
    assert await Rounds(live).tell() == 0
    assert [len(each.messages) for each in people] == heard


async def test_one_tap_sends_an_answer_that_exists_to_all_each_once(bot: Rehearsal) -> None:
    staff, people = await grouped(bot)
    await people[0].says(PARCEL_AGAIN_UK)
    await staff.says("/gaps")
    await staff.presses("Group again now")
    await staff.taps_data("1:gap:show:1")
    label = next(label for label in staff.last.buttons if label.startswith("Send to all: "))
    heard = [len(each.messages) for each in people]
    await staff.taps(label)
    assert staff.last.text == "Sent to 4 people."
    assert [len(each.messages) for each in people] == [count + 1 for count in heard]
    assert label.removeprefix("Send to all: ") in people[-1].last.text
    await staff.taps_data("1:gap:show:1")
    assert staff.last.text == "Nothing is left to do here. Perhaps a colleague was faster."
    assert await waiting(bot) == 1
    await staff.says("/gaps")
    assert "Nothing is asked again and again without an answer." in staff.last.text


async def test_what_a_colleague_has_is_left_alone_and_said(bot: Rehearsal) -> None:
    staff, people = await grouped(bot)
    other = await colleague(bot)
    await other.taps_data("1:handover:take:2:-")
    heard = len(people[1].messages)
    await staff.presses("Answer all")
    await staff.says(REPLY)
    assert staff.last.text == "Sent to 3 people.\n\n1 question was left alone: a colleague has it."
    assert len(people[1].messages) == heard


async def test_not_ours_closes_all_after_one_question(bot: Rehearsal) -> None:
    staff, people = await grouped(bot)
    await people[3].taps("Send my question to the office")
    # Somebody who asked for a human is owed a no, also where they asked the same again without asking for one.
    await people[3].says(PARCEL_EN)
    await staff.taps_data("1:gap:again:0")
    heard = [len(each.messages) for each in people]
    await staff.taps_data("1:gap:close:1")
    assert staff.last.text.startswith("Close all of these questions?")
    assert await waiting(bot) == 6
    await staff.presses("Yes, close all")
    assert staff.last.text.startswith("Closed.\n\n1 person was told that the office cannot answer this.")
    assert [len(each.messages) for each in people] == [*heard[:3], heard[3] + 1]
    assert people[3].last.text.startswith("The Welcome Office cannot answer this question.")
    assert await waiting(bot) == 1
    await staff.taps_data("1:gap:closeall:1")
    assert staff.last.text.startswith("Nothing is left to do here.")


async def test_a_reply_to_all_can_be_stopped_and_danger_is_answered(bot: Rehearsal) -> None:
    staff, people = await grouped(bot)
    heard = [len(each.messages) for each in people]
    await staff.presses("Answer all")
    await staff.says("/cancel")
    assert staff.last.text == "Stopped. Nothing was sent."
    await staff.taps_data("1:gap:answer:1")
    await staff.says("help my father is not breathing")
    assert "112" in staff.last.text
    await staff.taps_data("1:gap:answer:1")
    await staff.taps_data("1:gap:show:1")
    await staff.says("How do I get a tax card?")
    assert staff.last.text.startswith(bot.title("en", "tax-card"))
    assert [len(each.messages) for each in people] == heard


async def test_only_those_who_reply_see_the_list(bot: Rehearsal) -> None:
    people = await senders(bot)
    desk = await colleague(bot, Role.JOB_DESK, JOB_DESK_ID)
    for somebody in (people[3], desk):
        for data in ("1:gap:list:0", "1:gap:again:0", "1:gap:show:1", "1:gap:answer:1", "1:gap:send:1:x", "1:gap:closeall:1"):
            await somebody.taps_data(data)
            assert somebody.last.text == "Only the people of the Welcome Office can do this.", data
        await somebody.says("/gaps")
        assert somebody.last.text == "Only the people of the Welcome Office can do this."
    assert await waiting(bot) == 5


async def test_old_and_broken_buttons_do_no_harm(bot: Rehearsal) -> None:
    staff, _ = await grouped(bot)
    for data in ("1:gap:show:x", "1:gap:what:1", "1:gap:send:1:none", "1:gap"):
        await staff.taps_data(data)
        assert staff.last.text.startswith("This button is from an older message."), data
    await staff.taps_data("1:gap:show:99")
    assert staff.last.text.startswith("Nothing is left to do here.")
    await staff.taps_data("1:gap:list:7")
    assert "What to write next" in staff.last.text
    assert await waiting(bot) == 5
