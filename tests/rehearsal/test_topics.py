"""Forum groups as the Bot API has them: topics, threads, and questions that want a reply."""

from collections.abc import Callable

import pytest
from telegram import Bot, ForceReply
from telegram.error import BadRequest

from tests.rehearsal.conftest import Heard
from welcomebot.rehearsal.server import BotApi

Rejected = Callable[[], list[str]]


async def test_message_goes_to_the_topic_that_was_made(bot: Bot, api: BotApi) -> None:
    group = api.group(api.user(is_started=True), is_forum=True)
    topic = await bot.create_forum_topic(group.chat_id, "Jobs")
    sent = await bot.send_message(group.chat_id, "news", message_thread_id=topic.message_thread_id)
    assert (topic.name, sent.message_thread_id, sent.is_topic_message) == ("Jobs", topic.message_thread_id, True)
    assert group.topics == {"Jobs": topic.message_thread_id}
    assert [message.text for message in group.in_topic("Jobs")] == ["news"]
    assert (await bot.get_chat(group.chat_id)).is_forum


async def test_message_without_a_thread_goes_to_the_group(bot: Bot, api: BotApi) -> None:
    group = api.group(api.user(is_started=True), is_forum=True)
    sent = await bot.send_message(group.chat_id, "news")
    assert (sent.message_thread_id, sent.is_topic_message, group.replies[-1].thread_id) == (None, None, None)


@pytest.mark.parametrize("kind", ["unknown", "deleted", "no forum", "private"])
async def test_unknown_thread_is_refused(bot: Bot, api: BotApi, rejected: Rejected, kind: str) -> None:
    person = api.user(is_started=True)
    group = api.group(person, is_forum=kind != "no forum", is_supergroup=True)
    thread_id = (await bot.create_forum_topic(group.chat_id, "Jobs")).message_thread_id if kind == "deleted" else 77
    if kind == "deleted":
        group.delete_topic("Jobs")
    with pytest.raises(BadRequest, match=r"[Mm]essage thread not found"):
        await bot.send_message(person.chat_id if kind == "private" else group.chat_id, "news", message_thread_id=thread_id)
    assert rejected() == ["sendMessage: Bad Request: message thread not found"]


@pytest.mark.parametrize(("name", "error"), [("", "TOPIC_TITLE_EMPTY"), (" ", "TOPIC_TITLE_EMPTY"), ("x" * 129, "TOPIC_NAME_TOO_LONG")])
async def test_topic_needs_a_name(bot: Bot, api: BotApi, rejected: Rejected, name: str, error: str) -> None:
    group = api.group(api.user(is_started=True), is_forum=True)
    with pytest.raises(BadRequest, match=f"(?i){error}"):
        await bot.create_forum_topic(group.chat_id, name)
    await bot.create_forum_topic(group.chat_id, "x" * 128)
    assert len(rejected()) == 1


async def test_topic_needs_a_forum_and_the_right(bot: Bot, api: BotApi, rejected: Rejected) -> None:
    person = api.user(is_started=True)
    plain, forum = api.group(person, is_supergroup=True), api.group(person, is_forum=True)
    forum.take_topic_right()
    with pytest.raises(BadRequest, match="not a forum"):
        await bot.create_forum_topic(plain.chat_id, "Jobs")
    with pytest.raises(BadRequest, match=r"(?i)not enough rights"):
        await bot.create_forum_topic(forum.chat_id, "Jobs")
    assert len(rejected()) == 2


async def test_what_people_write_in_a_topic_replies_to_its_beginning(bot: Bot, api: BotApi, heard: Heard) -> None:
    person = api.user(is_started=True)
    group = api.group(person, is_forum=True)
    topic = await bot.create_forum_topic(group.chat_id, "Jobs")
    card = await bot.send_message(group.chat_id, "card", message_thread_id=topic.message_thread_id)
    await group.says(person, "talk", topic="Jobs")
    await group.says(person, "reply", reply_to=group.replies[-1])
    await group.says(person, "outside")
    talk, reply, outside = [update.effective_message for update in heard.updates]
    assert (talk.is_topic_message, talk.reply_to_message.forum_topic_created.name) == (True, "Jobs")
    assert (reply.message_thread_id, reply.reply_to_message.message_id) == (topic.message_thread_id, card.message_id)
    assert (outside.is_topic_message, outside.reply_to_message) == (None, None)


async def test_question_opens_the_answer_field(bot: Bot, api: BotApi, rejected: Rejected) -> None:
    group = api.group(api.user(is_started=True), is_forum=True)
    await bot.send_message(group.chat_id, "Which?", reply_markup=ForceReply(selective=True, input_field_placeholder="Write"))
    assert group.replies[-1].asks
    with pytest.raises(BadRequest, match="placeholder"):
        await bot.send_message(group.chat_id, "Which?", reply_markup=ForceReply(input_field_placeholder="x" * 65))
    assert len(rejected()) == 1
