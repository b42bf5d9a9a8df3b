"""A newcomer asks, in their own words and language."""

import pytest

from tests.conversations.conftest import Rehearsal
from welcomebot.locales.i18n import translator


async def test_newcomer_chooses_a_language_and_is_welcomed_on_one_screen(bot: Rehearsal) -> None:
    newcomer = bot.newcomer("uk")
    await newcomer.says("/start")
    assert newcomer.last.buttons[0] == "Українська"
    assert "Choose your language." in newcomer.last.text
    await newcomer.taps("Українська")
    assert "Welcome Office" in newcomer.last.text
    assert "112" in newcomer.last.text
    assert len(newcomer.last.buttons) == 4  # three example questions and the topics


async def test_answer_card_carries_title_terms_text_date_and_source(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("how do I get a tax card for my new job?")
    card = newcomer.last
    assert card.text.startswith("Tax card")
    assert "verokortti · skattekort" in card.text
    assert "Checked November 24, 2026. Source:" in card.text
    assert {"👍 It helped", "👎 It did not help", "Show at the desk", "Ask the Welcome Office"} <= set(card.buttons)


async def test_question_is_answered_in_the_language_of_the_message(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("mistä saan verokortin uutta työtä varten?")
    assert newcomer.last.text.startswith("Verokortti")
    await newcomer.taps("Puhu aina tätä kieltä: Suomi")
    assert bot.api.commands_of(newcomer.chat_id)[0]["description"] == "Selaa kaikkia aiheita"


async def test_arabic_answer_isolates_latin_runs(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("ar")
    await newcomer.says("كيف أحصل على بطاقة ضريبية لعملي الجديد؟")
    assert "\u2068verokortti" in newcomer.last.text


async def test_unknown_matter_ends_with_a_person_and_a_time(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("where can I buy a flight to the moon with my parrot")
    reply = newcomer.last
    assert "I do not know this one." in reply.text
    assert "The office opens next on" in reply.text
    await newcomer.taps("Send my question to the office")
    assert "Your question is with the office." in newcomer.last.text
    await newcomer.taps("Send my question to the office")
    assert "The office has this question already." in newcomer.last.text


@pytest.mark.parametrize(
    ("language", "question", "title", "who"),
    [
        ("en", "my cat has stopped eating, is there a vet in kokkola?", "A sick pet and the vet", "Ask a vet"),
        ("fi", "eläinlääkäri päivystys kokkola koiralle", "Sairas lemmikki ja eläinlääkäri", "Kysy eläinlääkäriltä"),
        ("ar", "قطتي مريضة أين أجد طبيب بيطري", "حيوان مريض وطبيب بيطري", "يمكنك سؤال طبيب بيطري"),
    ],
)
async def test_what_the_office_does_not_answer_gets_a_pointer_and_a_person(bot: Rehearsal, language: str, question: str, title: str, who: str) -> None:
    newcomer = await bot.settled_newcomer(language)
    await newcomer.says(question)
    assert newcomer.last.text.startswith(title)
    assert who in newcomer.last.text
    await newcomer.taps(translator(language)("Send my question to the office"))
    thanks = translator(language)("<b>Thank you. Your question is with the office.</b> I write to you here when a person answers.")
    assert thanks.removeprefix("<b>").split("</b>")[0] in newcomer.last.text


async def test_danger_is_answered_first_with_the_words_to_say(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("help my father is not breathing")
    assert newcomer.last.text.startswith("Call 112 now.")
    assert "Olen Kokkolassa" in newcomer.last.text
    assert "Karleby" in newcomer.last.text


async def test_danger_is_answered_even_while_writing_to_the_office(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/office")
    await newcomer.taps("Write a new message to the office")
    await newcomer.says("there is fire in my kitchen, flames everywhere")
    assert newcomer.last.text.startswith("Call 112 now.")


async def test_thanks_get_a_friendly_short_reply(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("thank you very much!")
    assert newcomer.last.text.startswith("You are welcome!")


async def test_own_case_is_told_what_the_bot_cannot_see(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("has Migri already decided my residence permit application?")
    assert "I cannot see your own matters." in newcomer.last.text
    assert "Migri" in newcomer.last.text or "Immigration" in newcomer.last.text


async def test_several_short_messages_are_one_question(bot_with_pause: Rehearsal) -> None:
    newcomer = await bot_with_pause.settled_newcomer("en")
    before = len(newcomer.messages)
    await newcomer.types_quickly("tax", "card")
    replies = [message for message in newcomer.messages[before:] if message.is_from_bot]
    assert len(replies) == 1
    assert replies[0].text.startswith("Tax card")


async def test_edited_question_is_new_only_while_the_old_one_is_open(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("where can I buy a flight to the moon with my parrot")
    await newcomer.edits("how do I get a tax card?")
    assert newcomer.last.text.startswith("Tax card")
    await newcomer.edits("how do I get a bank account?")
    assert "I saw that you changed a message." in newcomer.last.text
