"""The office's people work in their group: cards come to its topics, and whoever taps acts with their own role."""

from functools import partial

import pytest

from tests.conversations.conftest import Rehearsal
from tests.conversations.employers import BUSINESS_ID, COMPANY, STAFF_ID, Somebody, ads, office, somebody, writes_ad
from welcomebot.bootstrap import prepare
from welcomebot.domain.staff import Right, Role, StaffTopic
from welcomebot.domain.vacancies import VacancyState
from welcomebot.locales.i18n import translator
from welcomebot.rehearsal.groups import Group
from welcomebot.services.office_ports import StaffMember
from welcomebot.services.ports import Person
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories, repositories
from welcomebot.storage.unit_of_work import DatabaseWork
from welcomebot.telegram.addressing import tell_staff
from welcomebot.telegram.effects import EditMessage, Effect, SendMessage
from welcomebot.telegram.forum import open_topics
from welcomebot.telegram.html import Html
from welcomebot.telegram.outbox import drafts_of
from welcomebot.telegram.turn import Turn

STAFF_CHAT = -1_002_111_000_111
QUESTIONS, JOBS, EMERGENCIES, DIGEST = "questions", "jobs", "emergencies", "digest"

REFUSED = translator("fi")("Only the people of the Welcome Office can do this.")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID}), "staff_chat_id": STAFF_CHAT})


async def staff_group(bot: Rehearsal, *members: Somebody, is_forum: bool = True) -> Group:
    """Make the group, and start the bot as far as it concerns the group."""
    people = [member.newcomer.person for member in members]
    group = bot.api.group(*people, title="Welcome Office", is_supergroup=True, is_forum=is_forum, number=STAFF_CHAT)
    await start_anew(bot)
    return group


async def start_anew(bot: Rehearsal, chat: int = STAFF_CHAT) -> None:
    await open_topics(bot.parts.runner.application.bot, chat, partial(repositories, bot.parts.database.writing))


async def threads(bot: Rehearsal, chat: int = STAFF_CHAT) -> dict[str, int]:
    async with bot.parts.database.reading() as session:
        return dict(await Repositories(session).staff_topics.all(chat))


async def topic(bot: Rehearsal, group: Group, key: str) -> str:
    """Return the name of a topic in the group."""
    wanted = (await threads(bot))[key]
    return next(name for name, thread in group.topics.items() if thread == wanted)


def finnish(sentence: str, **values: object) -> str:
    return translator("fi")(sentence).format(**values)


async def colleague(bot: Rehearsal, language: str, role: Role) -> Somebody:
    person = await somebody(bot, language)
    async with bot.parts.database.writing() as session:
        await Repositories(session).staff.put(StaffMember(person.user_id, role, bot.parts.rounds._clock()))
    return person


async def asks_for_access(bot: Rehearsal) -> Somebody:
    boss = await somebody(bot, "en")
    for text in ("/employer", COMPANY, BUSINESS_ID):
        await boss.says(text)
    return boss


async def tells(bot: Rehearsal, topic: StaffTopic, *, right: Right = Right.REPLY) -> list[Effect]:
    """Tell the office something, and send it."""
    work = DatabaseWork(bot.parts.database)
    turn = Turn(Person(0), 0, "fi", bot.parts.rounds._mailings.services, work, effects=[])
    await tell_staff(turn, lambda reader: (Html.text(f"news in {reader.language}"), ()), right=right, topic=topic)
    async with bot.parts.database.writing() as session:
        await Repositories(session).mailbox.add(drafts_of(turn.effects, f"news-{topic}-{bot.api.next_number()}"), at=bot.parts.rounds._clock())
    await bot.parts.runner.sender.settle()
    return turn.effects


async def test_topics_are_made_once(bot: Rehearsal) -> None:
    staff = await office(bot)
    group = await staff_group(bot, staff)
    assert set(await threads(bot)) == {QUESTIONS, JOBS, EMERGENCIES, DIGEST}
    made = dict(group.topics)
    await start_anew(bot)
    assert group.topics == made
    assert len(made) == len(StaffTopic)


async def test_start_of_the_bot_makes_the_topics(bot: Rehearsal, settings: Settings) -> None:
    staff = await office(bot)
    group = bot.api.group(staff.newcomer.person, is_forum=True, number=STAFF_CHAT)
    await prepare(bot.parts, settings)
    assert len(group.topics) == len(StaffTopic)
    commands = [entry["command"] for entry in bot.api.commands_for(group.chat, user_id=staff.user_id, language="fi")]
    assert {"inbox", "work", "jobdesk", "stats", "cancel"} <= set(commands)
    assert not {"invite", "audit", "staff"} & set(commands)


async def test_card_comes_to_its_topic_and_whoever_taps_decides(bot: Rehearsal) -> None:
    staff = await office(bot)
    desk = await colleague(bot, "en", Role.JOB_DESK)
    group = await staff_group(bot, staff, desk)
    before = len(desk.replies)
    boss = await asks_for_access(bot)
    [card] = [message for message in group.replies if message.buttons]
    assert card.thread_id == (await threads(bot))[JOBS]
    assert f"{COMPANY}, {BUSINESS_ID}" in card.text
    assert len(desk.replies) == before
    await group.taps(desk, finnish("Approve"))
    assert card.text == "Testipaja Oy: hyväksytty. Työnantaja sai tiedon."
    assert COMPANY in boss.last.text
    async with bot.parts.database.reading() as session:
        [act] = await Repositories(session).acts.latest(limit=5)
    assert (act.user_id, act.action) == (desk.user_id, "employer-approved")


async def test_people_in_the_group_who_have_no_role_are_refused(bot: Rehearsal) -> None:
    staff = await office(bot)
    curator = await colleague(bot, "en", Role.CURATOR)
    guest = await somebody(bot, "en")
    group = await staff_group(bot, staff, curator, guest)
    await asks_for_access(bot)
    for person in (guest, curator):
        await group.taps(person, finnish("Approve"))
        assert group.replies[-1].text == REFUSED
        assert group.replies[-1].thread_id == (await threads(bot))[JOBS]
        await group.says(person, "/jobdesk", topic=await topic(bot, group, DIGEST))
        assert (group.replies[-1].text, group.replies[-1].thread_id) == (REFUSED, (await threads(bot))[DIGEST])
    async with bot.parts.database.reading() as session:
        assert await Repositories(session).acts.latest(limit=5) == []


async def test_command_in_a_topic_is_answered_there_in_the_language_of_the_group(bot: Rehearsal) -> None:
    desk = await colleague(bot, "uk", Role.JOB_DESK)
    group = await staff_group(bot, desk)
    name = await topic(bot, group, DIGEST)
    await group.says(desk, "/jobdesk@kokkola_welcome_bot", topic=name)
    assert group.replies[-1].thread_id == group.topics[name]
    assert "Mikään ei odota sinua." in group.replies[-1].text


async def test_words_count_only_as_a_reply_to_the_bots_question(bot: Rehearsal) -> None:
    staff = await office(bot)
    desk, other = await colleague(bot, "en", Role.JOB_DESK), await colleague(bot, "en", Role.JOB_DESK)
    group = await staff_group(bot, staff, desk, other)
    boss = await asks_for_access(bot)
    await group.taps(desk, finnish("Approve"))
    await writes_ad(boss)
    await boss.presses("Send to the office")
    card = group.replies[-1]
    await group.taps(desk, finnish("Send back"))
    question = group.replies[-1]
    assert question.asks
    assert question.thread_id == card.thread_id
    # Talk in the topic, a reply to a card, and somebody else's reply are no note.
    await group.says(desk, "Mitä mieltä olette?", topic=await topic(bot, group, JOBS))
    await group.says(desk, "Tämä on outo.", reply_to=card)
    await group.says(other, "Minusta hyvä.", reply_to=question)
    assert [ad.state for ad in await ads(bot)] == [VacancyState.WAITING]
    assert group.replies[-1].message_id == question.message_id
    # Words of danger in a note are a note: nobody asks a question here.
    await group.says(desk, "Kirjoita, että hätänumero on 112 ja että apua on.", reply_to=question)
    assert [ad.state for ad in await ads(bot)] == [VacancyState.SENT_BACK]
    assert "Kirjoita, että hätänumero on 112" in boss.last.text
    assert group.replies[-1].thread_id == card.thread_id


async def test_what_began_in_the_group_does_not_go_on_in_private(bot: Rehearsal) -> None:
    staff = await office(bot)
    desk = await colleague(bot, "en", Role.JOB_DESK)
    group = await staff_group(bot, staff, desk)
    boss = await asks_for_access(bot)
    await group.taps(desk, finnish("Approve"))
    await writes_ad(boss)
    await boss.presses("Send to the office")
    await group.taps(desk, finnish("Send back"))
    await desk.says("how do I get a tax card?")
    assert desk.last.text.startswith("Tax card")
    assert [ad.state for ad in await ads(bot)] == [VacancyState.WAITING]
    await group.says(desk, "/cancel")
    await group.says(desk, "Liian myöhään.", reply_to=next(message for message in group.replies if message.asks))
    assert [ad.state for ad in await ads(bot)] == [VacancyState.WAITING]


async def test_nobodys_question_is_answered_in_the_group(bot: Rehearsal) -> None:
    staff = await office(bot)
    group = await staff_group(bot, staff)
    before = len(group.replies)
    await group.says(staff, "how do I get a tax card?")
    assert len(group.replies) == before
    await group.says(staff, "/start")
    assert group.replies[-1].text == finnish("I answer in a private chat, so that nobody else reads your question.")
    await group.says(staff, "how do I get a tax card?", reply_to=group.replies[-1])
    assert await bot.questions() == []


async def test_office_does_not_work_in_other_groups(bot: Rehearsal) -> None:
    staff = await office(bot, "en")
    await staff_group(bot, staff)
    other = bot.api.group(staff.newcomer.person)
    await other.says(staff, "/jobdesk")
    assert other.replies[-1].text.startswith("I answer in a private chat")
    await staff.taps_data("1:jobdesk:home", message=other.replies[-1])
    assert other.replies[-1].text.startswith("I answer in a private chat")


async def test_emergency_comes_to_the_group_and_to_private_chats(bot: Rehearsal) -> None:
    staff = await office(bot)
    curator = await colleague(bot, "en", Role.CURATOR)
    desk = await colleague(bot, "en", Role.JOB_DESK)
    group = await staff_group(bot, staff, curator, desk)
    before = len(desk.replies)
    await tells(bot, StaffTopic.EMERGENCIES)
    assert (group.replies[-1].text, group.replies[-1].thread_id) == ("news in fi", (await threads(bot))[EMERGENCIES])
    assert (curator.last.text, staff.last.text) == ("news in en", "news in fi")
    assert len(desk.replies) == before
    await tells(bot, StaffTopic.QUESTIONS)
    assert group.replies[-1].thread_id == (await threads(bot))[QUESTIONS]
    assert len([message for message in curator.replies if message.text == "news in en"]) == 1


@pytest.mark.parametrize("trouble", ["no topics", "no right"])
async def test_group_without_topics_gets_everything_without_a_thread(bot: Rehearsal, caplog: pytest.LogCaptureFixture, trouble: str) -> None:
    staff = await office(bot)
    group = bot.api.group(staff.newcomer.person, is_supergroup=True, is_forum=trouble == "no right", number=STAFF_CHAT)
    if trouble == "no right":
        group.take_topic_right()
    await start_anew(bot)
    bot.api.rejections.clear()
    assert "staff_group." in caplog.text
    await tells(bot, StaffTopic.QUESTIONS)
    assert (group.replies[-1].text, group.replies[-1].thread_id) == ("news in fi", None)


async def test_topic_that_somebody_deleted_does_not_swallow_cards(bot: Rehearsal) -> None:
    staff = await office(bot)
    group = await staff_group(bot, staff)
    group.delete_topic(await topic(bot, group, QUESTIONS))
    await tells(bot, StaffTopic.QUESTIONS)
    assert (group.replies[-1].text, group.replies[-1].thread_id) == ("news in fi", None)
    assert [line for line in bot.api.rejections if "message thread not found" in line]
    bot.api.rejections.clear()


async def test_without_the_group_cards_come_to_private_chats(bot: Rehearsal) -> None:
    staff = await office(bot)
    group = await staff_group(bot, staff)
    await group.removes_bot(staff.newcomer.person)
    await tells(bot, StaffTopic.QUESTIONS)
    assert staff.last.text == "news in fi"
    await start_anew(bot)


async def test_group_that_became_a_supergroup_is_followed(bot: Rehearsal) -> None:
    staff = await office(bot)
    old = bot.api.group(staff.newcomer.person, number=STAFF_CHAT)
    await start_anew(bot)
    await tells(bot, StaffTopic.JOBS)
    assert old.replies[-1].text == "news in fi"
    new = await old.migrates()
    await tells(bot, StaffTopic.JOBS)
    assert (new.replies[-1].text, len(new.replies)) == ("news in fi", 1)
    await new.says(staff, "/jobdesk")
    assert "Mikään ei odota sinua." in new.replies[-1].text
    await start_anew(bot)


async def test_edit_that_is_sent_anew_stays_in_its_topic(bot: Rehearsal) -> None:
    staff = await office(bot)
    group = await staff_group(bot, staff)
    await tells(bot, StaffTopic.JOBS)
    card = group.replies[-1]
    card.message.is_deleted = True
    edit = EditMessage(STAFF_CHAT, card.message_id, Html.text("changed"), thread_id=card.thread_id)
    async with bot.parts.database.writing() as session:
        await Repositories(session).mailbox.add(drafts_of([edit], "edit"), at=bot.parts.rounds._clock())
    await bot.parts.runner.sender.settle()
    assert (group.replies[-1].text, group.replies[-1].thread_id) == ("changed", card.thread_id)
    bot.api.rejections.clear()


def test_question_has_no_buttons_and_asks_one_person() -> None:
    [draft] = drafts_of([SendMessage(STAFF_CHAT, Html.text("?"), thread_id=7, asks=True)], "key")
    assert draft.payload["reply_markup"] == {"force_reply": True, "selective": True}
    assert draft.payload["message_thread_id"] == 7
