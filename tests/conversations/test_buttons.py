"""What the buttons do."""

from tests.conversations.conftest import Rehearsal


async def test_thumb_down_asks_why_and_leads_to_a_person(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("how do I get a tax card?")
    await newcomer.taps("👎 It did not help")
    assert newcomer.last.buttons == ["It answers another question", "I do not understand it", "Something in it is wrong"]
    await newcomer.taps("I do not understand it")
    assert newcomer.last.buttons == ["Ask the Welcome Office"]
    assert await bot.feedback() == [(False, "unclear")]


async def test_thumb_up_is_thanked_and_kept(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("how do I get a tax card?")
    await newcomer.taps("👍 It helped")
    assert newcomer.last.text.startswith("Thank you!")
    assert await bot.feedback() == [(True, None)]


async def test_card_for_the_desk_has_the_question_and_the_terms(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("uk")
    await newcomer.says("як отримати податкову карту?")
    await newcomer.taps("Показати на прийомі")
    assert "як отримати податкову карту?" in newcomer.last.text
    assert "Suomi: Verokortti" in newcomer.last.text
    assert "Svenska: Skattekort" in newcomer.last.text
    assert "Puhun tätä kieltä: Українська" in newcomer.last.text


async def test_related_topic_comes_as_a_new_card(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("how do I get a tax card?")
    related = bot.title("en", bot.library.articles["tax-card"].related[0])
    await newcomer.taps(related)
    assert newcomer.last.text.startswith(related)


async def test_question_of_somebody_else_stays_theirs(bot: Rehearsal) -> None:
    asker, other = await bot.settled_newcomer("en"), await bot.settled_newcomer("en")
    await asker.says("how do I get a tax card?")
    number = (await bot.questions())[-1].id
    await other.taps_data(f"1:desk:tax-card:{number}")
    assert "This button is from an older message." in other.last.text


async def test_old_and_broken_buttons_open_a_fresh_menu(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    for data in ("0:old:1", "1:gone", "1:art", "1:art:no-such-article", "1:rate:x:up", "1:topics:work:x", "nonsense", "1:pick:1:2:3:4"):
        await newcomer.taps_data(data)
        assert "This button is from an older message." in newcomer.last.text, data
        assert newcomer.last.buttons == ["All topics", "Ask the Welcome Office"]


async def test_topics_are_browsed_by_category_and_page(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/topics")
    assert "Permits and registration" in newcomer.last.buttons
    await newcomer.taps("Permits and registration")
    await newcomer.taps("Next")
    assert "Previous" in newcomer.last.buttons
    await newcomer.taps("Previous")
    await newcomer.taps("All topics")
    assert "Work and taxes" in newcomer.last.buttons


async def test_deep_link_leads_to_its_article_after_the_language(bot: Rehearsal) -> None:
    newcomer = bot.newcomer("ru")
    await newcomer.says("/start a_tax-card")
    await newcomer.taps("Русский")
    assert newcomer.last.text.startswith(bot.title("ru", "tax-card"))


async def test_message_to_the_office_is_kept_and_can_be_cancelled(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/office")
    await newcomer.taps("Write a new message to the office")
    await newcomer.says("/cancel")
    assert newcomer.last.text == "Stopped. Nothing was sent."
    await newcomer.taps("Ask the Welcome Office")
    await newcomer.taps("Write a new message to the office")
    await newcomer.says("My landlord wants a paper that I do not understand.")
    assert "Your question is with the office." in newcomer.last.text
    assert [question.text for question in await bot.questions() if question.sent_to_office] == ["My landlord wants a paper that I do not understand."]
    await newcomer.says("/cancel")
    assert newcomer.last.text.startswith("There is nothing to stop.")
