"""The office's people see what waits, take it, reply and close; whoever asked gets the answer at once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.conversations.conftest import LANGUAGE_NAMES, NOW, Newcomer, Rehearsal
from tests.conversations.employers import STAFF_ID, Somebody, office
from welcomebot.domain.staff import Role
from welcomebot.locales.i18n import translator
from welcomebot.schedule import refresh_knowledge
from welcomebot.schedule_office import OfficeRounds
from welcomebot.search.answerer import Answerer
from welcomebot.search.skill_reader import SkillReader
from welcomebot.services.library import Library
from welcomebot.services.office_ports import Handover, HandoverFilter, HandoverKind, HandoverState, StaffMember
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.settings import Settings
from welcomebot.storage.office_tables import HandoverRow
from welcomebot.storage.repositories import Repositories
from welcomebot.storage.tables import DialogueRow, QuestionRow

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
CURATOR_IDS = (7_700_000_011, 7_700_000_012)
UNKNOWN = "where can I buy a flight to the moon with my parrot"
UNKNOWN_UK = "як навчити папугу літати на місяць"
DANGER = "help my father is not breathing"
# Kokkola is two hours ahead of UTC in November; the office is open from nine to three.
WEDNESDAY_NOON = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


@pytest.fixture
async def live(bot: Rehearsal, answerer: Answerer) -> AsyncIterator[Rehearsal]:
    """Give a bot whose knowledge may change; the other conversations get theirs back."""
    yield bot
    await answerer.load(read_knowledge(KNOWLEDGE).articles, revision=1)
    await answerer.ready()


async def curator(bot: Rehearsal, number: int = 0, language: str = "en") -> Somebody:
    if STAFF_ID not in bot.api.people:
        await office(bot, "en")
    user_id = CURATOR_IDS[number]
    async with bot.parts.database.writing() as session:
        await Repositories(session).staff.put(StaffMember(user_id, Role.CURATOR, NOW))
    newcomer = Newcomer(bot.api.user(language=language, id=user_id), bot)
    await newcomer.says("/start")
    await newcomer.taps(LANGUAGE_NAMES[language])
    return Somebody(newcomer, language)


async def handovers(bot: Rehearsal) -> list[Handover]:
    """Return everything that was handed over, the oldest first."""
    async with bot.parts.database.reading() as session:
        return [found for number in range(1, 30) if (found := await Repositories(session).handovers.get(number))]


async def waiting(bot: Rehearsal) -> list[HandoverKind]:
    async with bot.parts.database.reading() as session:
        return [each.kind for each in await Repositories(session).handovers.waiting(HandoverFilter(), limit=50)]


async def age(bot: Rehearsal, number: int, hours: float) -> None:
    async with bot.parts.database.writing() as session:
        await session.execute(update(HandoverRow).where(HandoverRow.number == number).values(created_at=NOW - timedelta(hours=hours)))


async def actions(bot: Rehearsal) -> list[str]:
    async with bot.parts.database.reading() as session:
        return [act.action for act in reversed(await Repositories(session).acts.latest(limit=20))]


async def opens(staff: Somebody, *, kind: str = "") -> None:
    """Open the first that waits."""
    await staff.says("/inbox")
    if kind:
        await staff.taps(kind)
    await staff.taps(next(button for button in staff.last.buttons if button.startswith("Show: ")))


# What opens a handover.


async def test_what_ends_without_an_answer_waits_and_nothing_else_does(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    for text in ("how do I get a tax card for my new job?", "thank you very much!", "has Migri already decided my residence permit application?"):
        await newcomer.says(text)
    await newcomer.taps("👍 It helped")
    assert await handovers(bot) == []
    await newcomer.says(UNKNOWN)
    [found] = await handovers(bot)
    assert (found.kind, found.text, found.language, found.user_id) == (HandoverKind.UNANSWERED, UNKNOWN, "en", newcomer.user_id)
    assert len(found.nearest) == 5
    assert "The office opens next on Wednesday, November 25, 2026 at 09:00." in newcomer.last.text


async def test_a_question_in_other_words_takes_the_place_of_the_first(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await newcomer.edits("how do I get a tax card for my new job?")
    assert newcomer.last.text.startswith("Tax card")
    assert await waiting(bot) == []


async def test_none_of_the_choices_waits_with_the_choices_on_top(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("card")
    offered = (await bot.questions())[-1].article_ids
    assert len(offered) >= 2
    await newcomer.taps("None of these")
    [found] = await handovers(bot)
    assert found.kind is HandoverKind.UNANSWERED
    assert {article_id for article_id, _ in found.nearest[: len(offered)]} == set(offered)
    staff = await office(bot, "en")
    await opens(staff)
    assert "The bot offered a few answers, and the person wanted none of them." in staff.last.text


async def test_a_thumb_down_waits_with_its_reason_and_a_wish_for_a_human_makes_it_urgent(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await bot.settled_newcomer("en")
    await newcomer.says("how do I get a tax card for my new job?")
    await newcomer.taps("👎 It did not help")
    assert await waiting(bot) == []
    heard = len(staff.messages)
    await newcomer.taps("Something in it is wrong")
    assert await waiting(bot) == [HandoverKind.THUMB_DOWN]
    assert len(staff.messages) == heard  # it waits in the inbox, nobody is disturbed
    await opens(staff)
    assert "The answer did not help. The person says that something in the answer is wrong." in staff.last.text
    assert "1. Tax card – the person has seen it" in staff.last.text
    await newcomer.taps("Ask the Welcome Office")
    await newcomer.taps("Send my question to the office")
    assert await waiting(bot) == [HandoverKind.REQUEST]
    assert "The person asks for a human." in staff.last.text


async def test_danger_reaches_everybody_at_once_with_sound_and_stands_first(bot: Rehearsal) -> None:
    staff, colleague = await office(bot, "en"), await curator(bot, language="fi")
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await newcomer.says(DANGER)
    assert newcomer.last.text.startswith("Call 112 now.")
    assert staff.last.text.startswith("Urgent: these words speak of danger.")
    assert DANGER in staff.last.text
    assert DANGER in colleague.last.text
    assert await waiting(bot) == [HandoverKind.EMERGENCY, HandoverKind.UNANSWERED]
    assert not staff.last.is_silent
    assert {button for button in staff.last.buttons if button in {"Reply", "Take it"}} == {"Reply", "Take it"}


async def test_a_wish_for_a_human_comes_silently_while_the_office_is_closed(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await bot.settled_newcomer("uk")
    await newcomer.says(UNKNOWN_UK)
    heard = len(staff.messages)
    await newcomer.taps(translator("uk")("Send my question to the office"))
    assert len(staff.messages) == heard + 1
    assert UNKNOWN_UK in staff.last.text
    assert "Newcomer 1\nLanguage: Українська. Waiting time: 1 minute." in staff.last.text
    assert str(newcomer.user_id) not in staff.last.text
    assert staff.last.is_silent


async def test_a_message_for_the_office_says_when_somebody_answers(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "en"), await bot.settled_newcomer("en")
    await newcomer.says("/office")
    await newcomer.taps("Write a new message to the office")
    await newcomer.says("Can I come with my two children on Friday?")
    assert "Your question is with the office." in newcomer.last.text
    assert "Nobody is in the office now. Somebody answers when it is open again." in newcomer.last.text
    assert "The office opens next on Wednesday, November 25, 2026 at 09:00." in newcomer.last.text
    assert await waiting(bot) == [HandoverKind.REQUEST]
    assert "Can I come with my two children on Friday?" in staff.last.text


# The inbox.


async def test_the_inbox_counts_filters_and_leafs_through(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await staff.says("/inbox")
    assert "Nothing waits for you." in staff.last.text
    english, ukrainian = await bot.settled_newcomer("en"), await bot.settled_newcomer("uk")
    await english.says(UNKNOWN)
    await ukrainian.says(UNKNOWN_UK)
    await ukrainian.taps(translator("uk")("Send my question to the office"))
    await english.says("which parrot school teaches singing to whales on Sundays")
    await age(bot, 1, hours=30)
    await staff.says("/inbox")
    assert "3 questions wait." in staff.last.text
    assert {"Show: 3", "Asked for a person: 1", "Without an answer: 2", "English: 2", "Українська: 1", "Waiting longer than 24 hours: 1"} <= set(
        staff.last.buttons
    )
    await staff.taps("English: 2")
    assert {"✓ English: 2", "Show: 2"} <= set(staff.last.buttons)
    await staff.taps("Show: 2")
    assert staff.last.text.startswith("1 of 2")
    assert UNKNOWN in staff.last.text
    assert "Waiting time: 30 hours." in staff.last.text
    await staff.taps("Next")
    assert staff.last.text.startswith("2 of 2")
    assert "whales" in staff.last.text
    await staff.taps("Previous")
    assert staff.last.text.startswith("1 of 2")
    await staff.taps("Inbox")
    await staff.taps("✓ English: 2")
    await staff.taps("Waiting longer than 24 hours: 1")
    assert "Show: 1" in staff.last.buttons
    await staff.taps("✓ Waiting longer than 24 hours: 1")
    await staff.taps("Asked for a person: 1")
    await staff.taps("Show: 1")
    assert UNKNOWN_UK in staff.last.text


async def test_staff_read_the_nearest_answers_in_their_own_language(bot: Rehearsal) -> None:
    staff, newcomer = await office(bot, "fi"), await bot.settled_newcomer("uk")
    await newcomer.says(UNKNOWN_UK)
    [found] = await handovers(bot)
    await staff.says("/inbox")
    await staff.taps(next(button for button in staff.last.buttons if button.endswith(": 1")))
    for number, (article_id, _) in enumerate(found.nearest[:3], start=1):
        assert f"{number}. {bot.title('fi', article_id)} – " in staff.last.text


async def test_only_the_office_sees_the_inbox(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    refusal = "Only the people of the Welcome Office can do this."
    await newcomer.says("/inbox")
    assert newcomer.last.text == refusal
    taps = ["1:inbox:all.all.0.0", *(f"1:handover:{verb}:1:-" for verb in ("show", "take", "back", "reply", "look", "close"))]
    for data in (*taps, "1:handover:unword:1:-:1"):
        await newcomer.taps_data(data)
        assert newcomer.last.text == refusal, data
    assert [found.state for found in await handovers(bot)] == [HandoverState.OPEN]
    assert "inbox" not in [command["command"] for command in bot.api.commands_of(newcomer.chat_id)]


async def test_broken_buttons_open_a_fresh_menu_or_the_inbox(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    for data in ("1:handover:dance:1:-", "1:handover:send:1:-:nothing", "1:handover:take:x:-", "1:handover"):
        await staff.taps_data(data)
        assert "This button is from an older message." in staff.last.text, data
    for data in ("1:handover:reply:99:-", "1:handover:close:99:-", "1:handover:take:99:a.b.c"):
        await staff.taps_data(data)
        assert "This question is gone" in staff.last.text, data
        await staff.says("/inbox")
    await staff.taps_data("1:inbox:x.y.z.7")
    assert staff.last.text == "Nothing of this waits any more."


# Taking.


async def test_two_never_answer_the_same_and_the_second_sees_who_was_first(bot: Rehearsal) -> None:
    staff, first, second = await office(bot, "en"), await curator(bot, 0), await curator(bot, 1)
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    for each in (staff, first, second):
        await opens(each)
    await second.taps("Take it")
    assert "You have taken this." in second.last.text
    await first.taps("Take it")
    assert "Curator 2 took this 1 minute ago." in first.last.text
    assert "Reply" not in first.last.buttons
    await staff.taps("Reply")
    assert "Curator 2 took this 1 minute ago." in staff.last.text
    for data in ("1:handover:close:1:-", f"1:handover:send:1:-:{mark('tax-card')}"):
        await first.taps_data(data)
        assert "Curator 2 took this 1 minute ago." in first.last.text
        await first.says("/inbox")
    [found] = await handovers(bot)
    assert (found.state, found.taken_by) == (HandoverState.TAKEN, second.user_id)
    for private in (str(second.user_id), second.newcomer.person.info["first_name"]):
        assert private not in first.last.text
    await second.taps("Give it back")
    await first.says("/inbox")
    await first.taps("Show: 1")
    await first.taps("Take it")
    assert "You have taken this." in first.last.text
    await first.taps_data("1:handover:take:1:-")  # a double tap changes nothing
    assert await actions(bot) == ["take", "give-back", "take"]


# Replying.


async def test_a_reply_reaches_the_asker_at_once_with_who_answers(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("uk")
    await newcomer.says(UNKNOWN_UK)
    await opens(staff)
    await staff.taps("Reply")
    assert staff.last.text.startswith("Your next message goes to Newcomer 1.")
    await staff.says("Квитків <на місяць> & далі ще не продають.")
    assert newcomer.last.text.startswith(
        plain(translator("uk")("<b>The Welcome Office answers your question.</b>\n<blockquote>{question}</blockquote>"), UNKNOWN_UK)
    )
    assert "Квитків <на місяць> & далі ще не продають." in newcomer.last.text
    assert staff.last.text == "Sent to Newcomer 1."
    assert "Make an answer" in staff.last.buttons
    [found] = await handovers(bot)
    assert (found.state, found.ended_by) == (HandoverState.ANSWERED, staff.user_id)
    async with bot.parts.database.reading() as session:
        [reply] = await Repositories(session).handovers.replies(found.number)
    assert (reply.language, reply.written_by, reply.original) == ("uk", staff.user_id, None)
    assert await actions(bot) == ["take", "reply"]
    await staff.says("how do I get a tax card for my new job?")  # the flow is over
    assert staff.last.text.startswith("Tax card")


async def test_a_long_reply_comes_in_several_messages(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await opens(staff)
    await staff.taps("Reply")
    heard = len(newcomer.replies)
    await staff.says("This is a long story. " * 185)
    assert len(newcomer.replies) == heard + 2
    assert "Ask again" in newcomer.last.buttons


async def test_whoever_asks_again_writes_to_the_office_with_what_was_said_before(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await opens(staff)
    await staff.taps("Reply")
    await staff.says("Nobody sells them yet.")
    await newcomer.taps("Ask again")
    assert newcomer.last.text.startswith("Write your message to the office now")
    await newcomer.says("And next year?")
    assert "And next year?" in staff.last.text
    assert f"Earlier from the same person\n{UNKNOWN}\nThe office answered: Nobody sells them yet." in staff.last.text
    assert await waiting(bot) == [HandoverKind.REQUEST]


async def test_a_reply_can_be_cancelled_and_a_command_ends_it(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await opens(staff)
    await staff.taps("Reply")
    await staff.says("/cancel")
    assert staff.last.text == "Stopped. Nothing was sent."
    await opens(staff)
    await staff.taps("Reply")
    heard = len(newcomer.replies)
    await staff.says("/topics")
    assert staff.replies[-2].text == "Your next message no longer goes to the newcomer. Tap Reply again when you want to answer."
    assert len(staff.last.buttons) > 3  # the topics
    await staff.says("how do I get a tax card for my new job?")
    assert staff.last.text.startswith("Tax card")
    assert len(newcomer.replies) == heard


async def test_a_picture_is_no_reply(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await opens(staff)
    await staff.taps("Reply")
    await staff.sends("photo")
    assert staff.last.text.startswith("A reply is text only, so this was not sent.")
    await staff.says("Nobody sells them yet.")
    assert "Nobody sells them yet." in newcomer.last.text


async def test_a_reply_that_speaks_of_danger_needs_one_more_tap(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(DANGER)
    await staff.taps("Reply")
    heard = len(newcomer.replies)
    await staff.says("Is he not breathing? Call 112 now!")
    assert staff.replies[-2].text.startswith("Call 112 now.")
    assert staff.last.text.endswith("Is it your reply to Newcomer 1?")
    assert len(newcomer.replies) == heard
    await staff.taps("Yes, send it")
    assert "Is he not breathing? Call 112 now!" in newcomer.last.text
    await staff.taps_data("1:handover:sure:1:-")  # a double tap
    assert len(newcomer.replies) == heard + 1
    assert len(await handovers(bot)) == 1  # the reply was no cry for help


async def test_after_an_hour_a_text_is_no_reply_any_more(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await opens(staff)
    await staff.taps("Reply")
    async with bot.parts.database.writing() as session:
        await session.execute(update(DialogueRow).values(expires_at=NOW - timedelta(minutes=1)))
    heard = len(newcomer.replies)
    await staff.says("Nobody sells them yet.")
    assert staff.last.text.startswith("More than an hour has passed")
    assert len(newcomer.replies) == heard
    await staff.taps("Open the question")
    assert "You have taken this." in staff.last.text


async def test_nobody_is_reached_who_blocked_the_bot_or_lost_their_name(bot: Rehearsal) -> None:
    staff, gone, old = await curator(bot), await bot.settled_newcomer("en"), await bot.settled_newcomer("en")
    await gone.says(UNKNOWN)
    await old.says("which parrot school teaches singing to whales on Sundays")
    await gone.blocks()
    async with bot.parts.database.writing() as session:
        await session.execute(update(QuestionRow).where(QuestionRow.user_id == old.user_id).values(user_id=None))
    for number in (1, 2):
        await staff.taps_data(f"1:handover:reply:{number}:-")
        assert staff.last.text.startswith("Nobody can be reached."), number
        assert "Make an answer" in staff.last.buttons
        await staff.says("/inbox")
    await staff.taps_data("1:handover:show:2:-")
    assert "A newcomer whose number is gone" in staff.last.text


async def test_somebody_who_blocks_while_the_reply_is_written_is_told_of(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await opens(staff)
    await staff.taps("Reply")
    await newcomer.blocks()
    await staff.says("Nobody sells them yet.")
    assert staff.last.text.startswith("Nobody can be reached.")
    assert [found.state for found in await handovers(bot)] == [HandoverState.TAKEN]


async def test_what_a_person_deleted_is_gone(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await opens(staff)
    await staff.taps("Reply")
    await newcomer.says("/forget")
    await newcomer.taps("Yes, delete everything")
    await staff.says("Nobody sells them yet.")
    assert staff.last.text == "This question is gone: the person deleted their data."
    assert await bot.rows_about(newcomer.user_id, text=UNKNOWN) == {}


# Articles and wordings.


async def test_an_article_is_sent_in_the_askers_language(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("uk")
    await newcomer.says(UNKNOWN_UK)
    await opens(staff)
    [found] = await handovers(bot)
    await staff.taps("Send answer 1")
    article_id = found.nearest[0][0]
    assert plain(translator("uk")("<b>The Welcome Office answers your question.</b>\n<blockquote>{question}</blockquote>"), UNKNOWN_UK) in newcomer.last.text
    assert bot.title("uk", article_id) in newcomer.last.text
    assert staff.last.text == "Sent to Newcomer 1."
    assert [each.state for each in await handovers(bot)] == [HandoverState.ANSWERED]
    assert (await bot.questions())[-1].article_ids == (article_id,)
    await staff.taps_data(f"1:handover:send:1:-:{mark(article_id)}")  # a double tap
    assert "Curator 1 answered this 1 minute ago." in staff.last.text


async def test_another_answer_is_found_by_words(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot, language="fi"), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await staff.taps_data("1:handover:show:1:-")
    await staff.presses("Find another answer")
    assert await waiting(bot) == [HandoverKind.UNANSWERED]
    await staff.says("verokortti")
    assert f"1. {bot.title('fi', 'tax-card')}" in staff.last.text
    await staff.presses("Send answer {n}", n=1)
    assert bot.title("en", "tax-card") in newcomer.last.text


async def test_a_new_wording_answers_the_next_person_and_can_be_undone(live: Rehearsal) -> None:
    staff, newcomer, next_one = await curator(live), await live.settled_newcomer("en"), await live.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await staff.taps_data(f"1:handover:word:1:-:{mark('bank-account')}")
    assert staff.last.text.startswith(f"Added to “{live.title('en', 'bank-account')}”: {UNKNOWN}")
    await refresh_knowledge(live.parts.database, live.library, live.parts.answerer)
    await live.parts.answerer.ready()
    await next_one.says(UNKNOWN)
    assert next_one.last.text.startswith(live.title("en", "bank-account"))
    async with live.parts.database.reading() as session:
        [act] = await Repositories(session).acts.of_subject("article:bank-account", limit=5)
    assert UNKNOWN not in act.before["texts"]["en"]["questions"]
    assert act.after["texts"]["en"]["questions"][-1] == UNKNOWN
    await staff.taps("Undo")
    assert staff.last.text == "Undone: the wording is gone again."
    async with live.parts.database.reading() as session:
        articles = await Repositories(session).articles.all()
    assert UNKNOWN not in articles["bank-account"].texts["en"].questions
    await staff.taps_data(f"1:handover:unword:1:-:{act.number}")
    assert staff.last.text == "There is nothing to undo any more."


async def test_a_wording_that_another_answer_has_is_refused(live: Rehearsal) -> None:
    staff, newcomer = await curator(live), await live.settled_newcomer("en")
    taken = live.library.articles["tax-card"].texts["en"].questions[0]
    await newcomer.says("/office")
    await newcomer.taps("Write a new message to the office")
    await newcomer.says(taken.upper())
    await staff.taps_data(f"1:handover:word:1:-:{mark('bank-account')}")
    assert staff.last.text.startswith(f"Another answer has this wording already: “{live.title('en', 'tax-card')}”.")
    await staff.taps_data(f"1:handover:word:1:-:{mark('tax-card')}")
    assert staff.last.text == f"“{live.title('en', 'tax-card')}” has this wording already."
    await newcomer.says("/office")
    await newcomer.taps("Write a new message to the office")
    await newcomer.says("I have a long story about my own bank and my money. " * 6)
    await staff.taps_data(f"1:handover:word:2:-:{mark('bank-account')}")
    assert staff.last.text.startswith("This question is too long for a wording.")
    assert await actions(live) == []


# Closing.


async def test_not_ours_is_said_politely_to_somebody_who_asked_for_a_human(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("uk")
    await newcomer.says(UNKNOWN_UK)
    await newcomer.taps(translator("uk")("Send my question to the office"))
    await staff.taps("Not ours")
    assert staff.last.text == "Closed. Newcomer 1 was told that the office cannot answer this."
    assert "+358 50 409 5620" in newcomer.last.text
    assert UNKNOWN_UK in newcomer.last.text
    assert [found.state for found in await handovers(bot)] == [HandoverState.CLOSED]
    await staff.taps_data("1:handover:close:1:-")
    assert "Curator 1 closed this 1 minute ago." in staff.last.text
    assert await actions(bot) == ["close"]


async def test_not_ours_disturbs_nobody_who_did_not_ask_for_a_human(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    heard = len(newcomer.replies)
    await opens(staff)
    await staff.taps("Not ours")
    assert staff.last.text == "Closed. Nobody was told, for nobody had asked for a human."
    assert len(newcomer.replies) == heard
    await newcomer.taps("Send my question to the office")
    assert "Your question is with the office." in newcomer.last.text
    assert await waiting(bot) == [HandoverKind.REQUEST]  # now somebody asks: it waits again


# Reminders and hours.


class Rounds:
    """The office's rounds at moments of our choosing."""

    def __init__(self, bot: Rehearsal) -> None:
        self._bot, self._now = bot, NOW
        services = bot.parts.runner.application.services
        self._rounds = OfficeRounds(replace(services, clock=lambda: self._now), bot.parts.database)

    async def remind(self, at: datetime) -> int:
        self._now = at
        self._bot.parts.runner.sender._clock = lambda: at
        sent = await self._rounds.remind()
        await self._bot.parts.runner.sender.settle()
        return sent


async def test_staff_are_reminded_after_one_working_hour_and_administrators_after_four(bot: Rehearsal) -> None:
    boss, staff, newcomer = await office(bot, "en"), await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await newcomer.taps("Send my question to the office")
    await newcomer.says("which parrot school teaches singing to whales on Sundays")
    rounds = Rounds(bot)
    morning = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)  # nine o'clock
    assert await rounds.remind(NOW + timedelta(hours=6)) == 0  # at night nobody works
    assert await rounds.remind(morning + timedelta(minutes=59)) == 0
    assert await rounds.remind(morning + timedelta(minutes=61)) == 2
    for each in (boss, staff):
        assert each.last.text.startswith("1 person waits for a reply, and nobody has taken it.\n\n• Newcomer 1, English, ")
        assert each.last.text.endswith("Besides, 1 question without a good answer waits in the inbox.")
    assert await rounds.remind(morning + timedelta(hours=2)) == 0  # once
    heard = len(staff.messages)
    assert await rounds.remind(morning + timedelta(hours=4, minutes=1)) == 1
    assert boss.last.text.startswith("1 person has waited for a reply for more than four hours of work.")
    assert len(staff.messages) == heard
    assert await rounds.remind(morning + timedelta(hours=5)) == 0
    await boss.taps("Inbox")
    assert "2 questions wait." in boss.last.text


async def test_what_was_answered_in_time_reminds_nobody(bot: Rehearsal) -> None:
    staff, newcomer = await curator(bot), await bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    await newcomer.taps("Send my question to the office")
    await staff.taps("Reply")
    await staff.says("Nobody sells them yet.")
    assert await Rounds(bot).remind(WEDNESDAY_NOON) == 0


@pytest.fixture
async def closed_bot(settings: Settings, library: Library, answerer: Answerer, reader: SkillReader) -> AsyncIterator[Rehearsal]:
    from tests.conversations.conftest import rehearsal

    own = {"office_hours": {"wed": "10:00-12:00"}, "office_closed": frozenset({date(2026, 11, 25), date(2026, 12, 2)})}
    async for each in rehearsal(settings.model_copy(update=own), library, answerer, reader):
        yield each


async def test_newcomers_read_the_hours_of_the_settings_without_closed_days(closed_bot: Rehearsal) -> None:
    newcomer = await closed_bot.settled_newcomer("en")
    await newcomer.says(UNKNOWN)
    assert "The office opens next on Wednesday, December 9, 2026 at 10:00." in newcomer.last.text


def mark(article_id: str) -> str:
    from welcomebot.domain.short_mark import mark_of

    return mark_of(article_id)


def plain(sentence: str, question: str) -> str:
    from welcomebot.telegram.html import Html

    return Html.of(sentence, question=question).visible
