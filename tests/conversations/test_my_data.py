"""People and their data."""

import json

from tests.conversations.conftest import Rehearsal


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
