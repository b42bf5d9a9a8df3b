"""Everything that is no question gets a friendly reply, or none where none is due."""

import pytest

from tests.conversations.conftest import Rehearsal

REPLIES = [
    ("voice", "I cannot listen to voice messages."),
    ("photo", "I cannot read pictures."),
    ("document", "I cannot read files."),
    ("location", "I cannot use places on the map."),
    ("sticker", "Nice! But I only understand words."),
    ("contact", "I only understand text."),
]


async def test_content_that_is_no_text_is_told_why(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    for kind, reply in REPLIES:
        await newcomer.sends(kind)
        assert newcomer.last.text.startswith(reply), kind
        assert newcomer.last.buttons == ["All topics", "Ask the Welcome Office"], kind


async def test_unknown_command_shows_the_ways_on(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/pizza")
    assert newcomer.last.text.startswith("I do not know this command.")


async def test_group_is_invited_to_a_private_chat_and_its_talk_is_left_alone(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    group = bot.group(newcomer)
    await group.says(newcomer, "does anybody know where the tax office is?")
    assert group.replies == []
    await group.says(newcomer, "/start")
    assert group.replies[-1].text.startswith("I answer in a private chat")


async def test_channel_post_is_left_alone(bot: Rehearsal) -> None:
    channel = bot.channel()
    await channel.posts("News of the city")
    assert channel.replies == []


async def test_person_who_blocked_and_came_back_is_served_again(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.blocks()
    await newcomer.returns()
    await newcomer.says("how do I get a tax card?")
    assert newcomer.last.text.startswith("Tax card")


async def test_flood_is_answered_once(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    before = len(newcomer.messages)
    await newcomer.floods([f"how do I get a tax card number {n}?" for n in range(60)])
    replies = [message.text for message in newcomer.messages[before:] if message.is_from_bot]
    assert sum(text.startswith("One moment, please.") for text in replies) == 1
    assert sum(text.startswith("Tax card") for text in replies) <= 21


@pytest.mark.parametrize("language", ["fi", "sv", "en", "uk", "ru", "ar"])
async def test_every_command_answers_in_every_language(bot: Rehearsal, language: str) -> None:
    newcomer = await bot.settled_newcomer(language)
    for command in ("/help", "/privacy", "/topics", "/office", "/language", "/mydata", "/forget", "/cancel", "/start"):
        before = len(newcomer.messages)
        await newcomer.says(command)
        assert len([message for message in newcomer.messages[before:] if message.is_from_bot]) == 1, command
