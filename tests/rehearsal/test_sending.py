"""What the bot sends, as python-telegram-bot hears it back and people see it."""

from datetime import timedelta

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken, NetworkError
from telegram.request import HTTPXRequest

from tests.rehearsal.conftest import Clock, Heard
from welcomebot.rehearsal.people import NothingToTap
from welcomebot.rehearsal.server import BotApi


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button] for button in buttons])


TAP = InlineKeyboardButton("Tap", callback_data="1:x")


async def test_me(bot: Bot, api: BotApi) -> None:
    assert (bot.id, bot.username) == (1, "kokkola_welcome_bot")


async def test_person_sees_text_html_and_buttons(bot: Bot, api: BotApi) -> None:
    newcomer = api.user(is_started=True)
    link = InlineKeyboardButton("Site", url="https://kokkola.fi")
    sent = await bot.send_message(
        chat_id=newcomer.chat_id,
        text="<b>Hei</b> &amp; <i>tervetuloa</i>",
        parse_mode="HTML",
        reply_markup=keyboard(TAP, link),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert newcomer.last.text == "Hei & tervetuloa"
    assert newcomer.last.html == "<b>Hei</b> &amp; <i>tervetuloa</i>"
    assert newcomer.last.safe_html == "<strong>Hei</strong> &amp; <em>tervetuloa</em>"
    assert newcomer.last.buttons == ["Tap", "Site"]
    assert sent.text_html == "<b>Hei</b> &amp; <i>tervetuloa</i>"


async def test_edit_is_seen_and_the_same_edit_is_refused(bot: Bot, api: BotApi, rejected) -> None:
    newcomer = api.user(is_started=True)
    sent = await bot.send_message(chat_id=newcomer.chat_id, text="one", reply_markup=keyboard(TAP))
    await bot.edit_message_text(chat_id=newcomer.chat_id, message_id=sent.message_id, text="two", reply_markup=keyboard(TAP))
    assert (newcomer.last.text, newcomer.last.is_edited, newcomer.last.buttons) == ("two", True, ["Tap"])
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_text(chat_id=newcomer.chat_id, message_id=sent.message_id, text="two", reply_markup=keyboard(TAP))
    await bot.edit_message_reply_markup(chat_id=newcomer.chat_id, message_id=sent.message_id)
    assert newcomer.last.buttons == []
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text(chat_id=newcomer.chat_id, message_id=99, text="x")
    own = await newcomer.says("mine")
    with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
        await bot.edit_message_text(chat_id=newcomer.chat_id, message_id=own.message_id, text="x")
    assert len(rejected()) == 3


async def test_deleted_message_is_gone(bot: Bot, api: BotApi, clock: Clock, rejected) -> None:
    newcomer = api.user(is_started=True)
    first, second, third = [await bot.send_message(chat_id=newcomer.chat_id, text=text) for text in "abc"]
    await bot.delete_message(chat_id=newcomer.chat_id, message_id=first.message_id)
    await bot.delete_messages(chat_id=newcomer.chat_id, message_ids=[first.message_id, second.message_id])
    assert [message.text for message in newcomer.messages] == ["c"]
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await bot.delete_message(chat_id=newcomer.chat_id, message_id=first.message_id)
    clock.now += 49 * 3600
    with pytest.raises(BadRequest, match=r"(?i)can't be deleted"):
        await bot.delete_message(chat_id=newcomer.chat_id, message_id=third.message_id)
    rejected()


async def test_file_goes_both_ways(bot: Bot, api: BotApi, heard: Heard) -> None:
    newcomer = api.user(is_started=True)
    await bot.send_document(chat_id=newcomer.chat_id, document=b"{}", filename="data.json", caption="<b>Yours</b>", parse_mode="HTML")
    assert (newcomer.last.document_name, newcomer.last.document_content, newcomer.last.text) == ("data.json", "{}", "Yours")
    await bot.edit_message_caption(chat_id=newcomer.chat_id, message_id=newcomer.last.message_id, caption="Still yours")
    assert newcomer.last.text == "Still yours"
    await newcomer.sends("document", caption="look")
    file = await bot.get_file(file_id=heard.updates[-1].message.document.file_id)
    assert bytes(await file.download_as_bytearray()).startswith(b"%PDF")


async def test_file_of_a_person_reaches_the_bot_with_its_name_and_content(bot: Bot, api: BotApi, heard: Heard) -> None:
    newcomer = api.user(is_started=True)
    sent = await newcomer.sends_file("резюме.docx", b"PK content", caption="my CV")
    document = heard.updates[-1].message.document
    assert (document.file_name, document.file_size) == ("резюме.docx", 10)
    assert document.mime_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert (sent.document_bytes, sent.text) == (b"PK content", "my CV")
    file = await bot.get_file(document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"PK content"
    assert (api.counts["getFile"], api.counts["downloadFile"]) == (1, 1)


async def test_bot_gets_files_of_up_to_20_megabytes(bot: Bot, api: BotApi, heard: Heard, rejected) -> None:
    newcomer = api.user(is_started=True)
    for size, fits in ((20 * 2**20, True), (20 * 2**20 + 1, False)):
        await newcomer.sends_file("film.bin", bytes(size))
        document = heard.updates[-1].message.document
        assert document.file_size == size
        if fits:
            file = await bot.get_file(document.file_id)
            assert len(await file.download_as_bytearray()) == size
        else:
            with pytest.raises(BadRequest, match=r"(?i)file is too big"):
                await bot.get_file(document.file_id)
    assert rejected() == ["getFile: Bad Request: file is too big"]


async def test_trouble_with_a_download(bot: Bot, api: BotApi, heard: Heard) -> None:
    await api.user(is_started=True).sends_file("cv.txt", b"Welder")
    file = await bot.get_file(heard.updates[-1].message.document.file_id)
    api.faults.server_error(method="downloadFile")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await file.download_as_bytearray()
    api.faults.connection_error(method="downloadFile")
    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    assert bytes(await file.download_as_bytearray()) == b"Welder"
    api.files.clear()
    with pytest.raises(InvalidToken):  # python-telegram-bot's word for every 404
        await file.download_as_bytearray()


async def test_empty_file_cannot_be_sent(api: BotApi) -> None:
    with pytest.raises(ValueError, match="empty"):
        await api.user().sends_file("cv.txt", b"")


async def test_tap_copy_and_link(bot: Bot, api: BotApi, heard: Heard) -> None:
    newcomer = api.user(language="uk", is_started=True)
    buttons = keyboard(
        TAP,
        InlineKeyboardButton("Copy", copy_text=CopyTextButton("Torikatu 1")),
        InlineKeyboardButton("Site", url="https://kokkola.fi"),
        InlineKeyboardButton("Deep", url="https://t.me/kokkola_welcome_bot?start=a_tax-card"),
    )
    await bot.send_message(chat_id=newcomer.chat_id, text="choose", reply_markup=buttons)
    for label in ("Copy", "Site", "Deep", "Tap"):
        await newcomer.taps(label)
    assert newcomer.copied == ["Torikatu 1"]
    assert newcomer.opened == ["https://kokkola.fi", "https://t.me/kokkola_welcome_bot?start=a_tax-card"]
    assert heard.updates[0].message.text == "/start a_tax-card"
    query = heard.updates[1].callback_query
    assert (query.data, query.from_user.language_code, query.message.text) == ("1:x", "uk", "choose")
    await query.answer(text="Done")
    assert newcomer.toasts == ["Done"]
    with pytest.raises(NothingToTap, match=r"(?i)Tap.*Copy.*Site.*Deep"):
        await newcomer.taps("Nope")


async def test_tap_is_answered_within_its_time_and_length(bot: Bot, api: BotApi, heard: Heard, clock: Clock, rejected) -> None:
    newcomer = api.user(is_started=True)
    await bot.send_message(chat_id=newcomer.chat_id, text="choose", reply_markup=keyboard(TAP))
    await newcomer.taps("Tap")
    query = heard.updates[-1].callback_query
    with pytest.raises(BadRequest, match=r"(?i)MESSAGE_TOO_LONG|Message_too_long"):
        await query.answer(text="x" * 201)
    clock.now += 151
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await query.answer()
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(callback_query_id="123")
    assert len(rejected()) == 3


async def test_reply_keyboard_writes_its_label(bot: Bot, api: BotApi, heard: Heard) -> None:
    newcomer = api.user(is_started=True)
    await bot.send_message(chat_id=newcomer.chat_id, text="yes or no", reply_markup=ReplyKeyboardMarkup([["Yes", "No"]]))
    await newcomer.taps("No")
    assert heard.texts == ["No"]


async def test_reply_reaction_and_action(bot: Bot, api: BotApi, rejected) -> None:
    newcomer = api.user(is_started=True)
    asked = await newcomer.says("hello?")
    await bot.send_chat_action(chat_id=newcomer.chat_id, action="typing")
    await bot.set_message_reaction(chat_id=newcomer.chat_id, message_id=asked.message_id, reaction=[ReactionTypeEmoji("👀")])
    sent = await bot.send_message(chat_id=newcomer.chat_id, text="hi", reply_parameters=ReplyParameters(message_id=asked.message_id))
    assert sent.reply_to_message.text == "hello?"
    assert newcomer.last.reply_to == asked.message_id
    with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
        await bot.send_message(chat_id=newcomer.chat_id, text="hi", reply_parameters=ReplyParameters(message_id=77))
    await bot.send_message(chat_id=newcomer.chat_id, text="hi", reply_parameters=ReplyParameters(message_id=77, allow_sending_without_reply=True))
    with pytest.raises(BadRequest, match=r"(?i)action"):
        await bot.send_chat_action(chat_id=newcomer.chat_id, action="dancing")
    rejected()


async def test_who_cannot_be_written_to(bot: Bot, api: BotApi, heard: Heard, rejected) -> None:
    newcomer = api.user()
    with pytest.raises(Forbidden, match=r"(?i)can't initiate conversation"):
        await bot.send_message(chat_id=newcomer.chat_id, text="hi")
    await newcomer.says("/start")
    await bot.send_message(chat_id=newcomer.chat_id, text="hi")
    await newcomer.blocks()
    assert heard.updates[-1].my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match=r"(?i)blocked by the user"):
        await bot.send_message(chat_id=newcomer.chat_id, text="hi")
    await newcomer.returns()
    assert heard.updates[-1].my_chat_member.new_chat_member.status == "member"
    await bot.send_message(chat_id=newcomer.chat_id, text="hi")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(chat_id=5, text="hi")
    rejected()


async def test_commands_per_scope_and_language(bot: Bot, api: BotApi, rejected) -> None:
    newcomer = api.user(language="uk", is_started=True)
    await bot.set_my_commands(commands=[BotCommand("help", "Help")])
    await bot.set_my_commands(commands=[BotCommand("help", "Допомога")], language_code="uk")
    assert newcomer.commands == [{"command": "help", "description": "Допомога"}]
    await bot.set_my_commands(commands=[BotCommand("help", "Ohje")], scope=BotCommandScopeChat(newcomer.chat_id))
    assert newcomer.commands == [{"command": "help", "description": "Ohje"}]
    assert (await bot.get_my_commands(language_code="uk"))[0].description == "Допомога"
    assert await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats()) == ()
    await bot.delete_my_commands(scope=BotCommandScopeChat(newcomer.chat_id))
    assert newcomer.commands[0]["description"] == "Допомога"
    with pytest.raises(BadRequest, match=r"(?i)invalid language code"):
        await bot.set_my_commands(commands=[BotCommand("help", "Help")], language_code="prs")
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands(commands=[BotCommand("Help!", "Help")])
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_DESCRIPTION_INVALID"):
        await bot.set_my_commands(commands=[BotCommand("help", "x" * 257)])
    assert len(rejected()) == 3


async def test_name_and_descriptions_per_language(bot: Bot, api: BotApi, rejected) -> None:
    await bot.set_my_name(name="Welcome")
    await bot.set_my_name(name="Вітаємо", language_code="uk")
    await bot.set_my_description(description="Ask")
    await bot.set_my_short_description(short_description="Kysy", language_code="fi")
    assert (await bot.get_my_name(language_code="uk")).name == "Вітаємо"
    assert (await bot.get_my_name(language_code="ar")).name == "Welcome"
    assert (await bot.get_my_description(language_code="fi")).description == "Ask"
    assert (await bot.get_my_short_description(language_code="fi")).short_description == "Kysy"
    assert (await bot.get_my_short_description()).short_description == ""
    with pytest.raises(BadRequest, match=r"(?i)too long"):
        await bot.set_my_description(description="x" * 513)
    rejected()


LONG_WORDS = "ї" * 4096
HTML_400 = [
    # (text, what Telegram says)
    ("<p>x</p>", 'Unsupported start tag "p"'),
    ("1 < 2", 'Unsupported start tag ""'),
    ("<b>x", "Can't find end tag"),
    ("x</b>", "Unexpected end tag"),
    ("<b>x</i>", "Unmatched end tag"),
    ('<span class="big">x</span>', 'must have class "tg-spoiler"'),
    ("<b></b> ", "message text is empty"),
    (LONG_WORDS + "x", "message is too long"),
    ("😀" * 2049, "message is too long"),  # an emoji counts as two
]


@pytest.mark.parametrize(("text", "refusal"), HTML_400)
async def test_text_that_telegram_refuses(bot: Bot, api: BotApi, rejected, text: str, refusal: str) -> None:
    newcomer = api.user(is_started=True)
    with pytest.raises(BadRequest, match=f"(?i){refusal}"):
        await bot.send_message(chat_id=newcomer.chat_id, text=text, parse_mode="HTML")
    assert newcomer.messages == []
    assert len(rejected()) == 1


@pytest.mark.parametrize("text", [LONG_WORDS, f"<b>{LONG_WORDS}</b>", "&lt;" * 4096, "😀" * 2048])
async def test_length_counts_after_the_markup_is_read(bot: Bot, api: BotApi, text: str) -> None:
    newcomer = api.user(is_started=True)
    await bot.send_message(chat_id=newcomer.chat_id, text=text, parse_mode="HTML")
    assert len(newcomer.last.text.encode("utf-16-le")) == 2 * 4096


async def test_caption_has_its_own_limit(bot: Bot, api: BotApi, rejected) -> None:
    newcomer = api.user(is_started=True)
    with pytest.raises(BadRequest, match=r"(?i)caption is too long"):
        await bot.send_document(chat_id=newcomer.chat_id, document=b"x", filename="x.txt", caption="x" * 1025)
    with pytest.raises(BadRequest, match=r"(?i)file must be non-empty"):
        await bot.send_document(chat_id=newcomer.chat_id, document=b"", filename="x.txt")
    rejected()


BUTTONS_400 = [
    # (button, what Telegram says)
    ({"text": "x", "callback_data": "ї" * 33}, "BUTTON_DATA_INVALID"),
    ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
    ({"text": "x"}, "Text buttons are unallowed"),
    ({"text": "x", "callback_data": "1", "url": "https://a.fi"}, "Exactly one action"),
    ({"text": "", "callback_data": "1"}, "must be non-empty"),
    ({"text": "x", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
    ({"text": "x", "callback_data": "1", "style": "pink"}, "Invalid button style"),
    ({"text": "x", "callback_data": "1", "colour": "pink"}, "Unknown field"),
    ({"text": "x", "url": "https://"}, "URL host is empty"),
]


@pytest.mark.parametrize(("button", "refusal"), BUTTONS_400)
async def test_button_that_telegram_refuses(bot: Bot, api: BotApi, rejected, button: dict, refusal: str) -> None:
    newcomer = api.user(is_started=True)
    with pytest.raises(BadRequest, match=f"(?i){refusal}"):
        await bot.send_message(chat_id=newcomer.chat_id, text="x", api_kwargs={"reply_markup": {"inline_keyboard": [[button]]}})
    assert len(rejected()) == 1


async def test_hundred_buttons_are_the_limit(bot: Bot, api: BotApi, rejected) -> None:
    newcomer = api.user(is_started=True)
    await bot.send_message(chat_id=newcomer.chat_id, text="x", reply_markup=keyboard(*[TAP] * 100))
    with pytest.raises(BadRequest, match=r"(?i)too long"):
        await bot.send_message(chat_id=newcomer.chat_id, text="x", reply_markup=keyboard(*[TAP] * 101))
    assert len(rejected()) == 1


async def test_what_telegram_swallows_is_noted(bot: Bot, api: BotApi, rejected) -> None:
    newcomer = api.user(is_started=True)
    await bot.send_message(chat_id=newcomer.chat_id, text='<a href="javascript:alert(1)">x</a>', parse_mode="HTML")
    assert "is ignored" in rejected()[0]
    await bot.send_message(chat_id=newcomer.chat_id, text="<b>x</b> " * 101, parse_mode="HTML")
    assert "101 entities" in rejected()[0]
    deep = InlineKeyboardButton("x", url="https://t.me/kokkola_welcome_bot?start=ä!")
    await bot.send_message(chat_id=newcomer.chat_id, text="x", reply_markup=keyboard(deep))
    assert "deep link" in rejected()[0]


async def test_entities_are_checked(bot: Bot, api: BotApi, rejected) -> None:
    newcomer = api.user(is_started=True)
    await bot.send_message(chat_id=newcomer.chat_id, text="bold", entities=[MessageEntity("bold", 0, 4)])
    assert newcomer.last.safe_html == "<strong>bold</strong>"
    with pytest.raises(BadRequest, match=r"(?i)outside of the text"):
        await bot.send_message(chat_id=newcomer.chat_id, text="bold", entities=[MessageEntity("bold", 0, 5)])
    rejected()


async def test_unknown_calls_are_violations(bot: Bot, api: BotApi, rejected) -> None:
    newcomer = api.user(is_started=True)
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendRichMessage", api_kwargs={"chat_id": 1})
    with pytest.raises(BadRequest, match=r"(?i)unknown parameter"):
        await bot.send_message(chat_id=newcomer.chat_id, text="x", api_kwargs={"colour": "red"})
    with pytest.raises(BadRequest, match=r"(?i)not simulated"):
        await bot.send_dice(chat_id=newcomer.chat_id)
    with pytest.raises(BadRequest, match=r"(?i)not simulated"):
        await bot.send_message(chat_id=newcomer.chat_id, text="*x*", parse_mode="MarkdownV2")
    assert [violation.partition(":")[0] for violation in api.violations] == [
        "unknown method sendRichMessage",
        "sendMessage",
        "sendDice is not simulated",
        "sendMessage",
    ]
    api.violations.clear()
    rejected()


async def test_wrong_token_is_refused(api: BotApi) -> None:
    stranger = Bot("2:other", request=HTTPXRequest(httpx_kwargs={"transport": api.transport()}))
    with pytest.raises(InvalidToken):
        await stranger.get_me()


async def test_group_becomes_a_supergroup(bot: Bot, api: BotApi, heard: Heard, rejected) -> None:
    member = api.user(is_started=True)
    group = api.group(member)
    await group.adds_bot(member)
    await group.says(member, "/start")
    assert (await bot.get_chat_member(chat_id=group.chat_id, user_id=member.user_id)).status == "creator"
    supergroup = await group.migrates()
    assert [update.message.migrate_to_chat_id for update in heard.updates[-2:]] == [supergroup.chat_id, None]
    with pytest.raises(Exception, match=str(supergroup.chat_id)) as caught:
        await bot.send_message(chat_id=group.chat_id, text="x")
    assert caught.value.new_chat_id == supergroup.chat_id
    await bot.send_message(chat_id=supergroup.chat_id, text="here now")
    assert supergroup.replies[-1].text == "here now"
    await supergroup.removes_bot(member)
    with pytest.raises(Forbidden, match=r"(?i)kicked"):
        await bot.send_message(chat_id=supergroup.chat_id, text="x")
    rejected()


async def test_channel_post_is_heard(api: BotApi, heard: Heard) -> None:
    await api.channel().posts("news")
    assert heard.updates[-1].channel_post.text == "news"


@pytest.mark.parametrize(
    "kind", ["photo", "voice", "sticker", "document", "location", "contact", "video", "audio", "animation", "video_note", "venue", "dice", "poll"]
)
async def test_every_kind_of_content_is_understood_by_the_library(api: BotApi, heard: Heard, kind: str) -> None:
    await api.user().sends(kind)
    message = heard.updates[-1].message
    assert getattr(message, kind)
    assert message.api_kwargs == {}


async def test_edited_message_is_heard(api: BotApi, heard: Heard) -> None:
    newcomer = api.user()
    first = await newcomer.says("/help")
    await newcomer.edits(first, "help me")
    await newcomer.edits("help me please")
    assert [(update.edited_message.text, update.edited_message.entities) for update in heard.updates[1:]] == [("help me", ()), ("help me please", ())]


async def test_old_messages_are_forgotten_beyond_the_limit(api: BotApi, heard: Heard) -> None:
    newcomer = api.user()
    for number in range(510):
        await newcomer.says(str(number))
    assert len(newcomer.messages) == 500
    assert newcomer.messages[0].text == "10"


async def test_flood_pause_counts_down(bot: Bot, api: BotApi, clock: Clock) -> None:
    newcomer = api.user(is_started=True)
    api.faults.flood(3)
    with pytest.raises(Exception, match=r"(?i)Flood control") as caught:
        await bot.send_message(chat_id=newcomer.chat_id, text="x")
    assert caught.value.retry_after == timedelta(seconds=3)
    clock.now += 2
    with pytest.raises(Exception, match=r"(?i)Flood control") as caught:
        await bot.send_message(chat_id=newcomer.chat_id, text="x")
    assert caught.value.retry_after == timedelta(seconds=1)
    clock.now += 1
    await bot.send_message(chat_id=newcomer.chat_id, text="x")
    assert newcomer.last.text == "x"
