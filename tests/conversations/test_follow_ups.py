"""Messages that say more than one thing, or less: follow-ups, several needs, a wish for a human."""

from datetime import timedelta

import pytest

from tests.conversations.conftest import NOW, Rehearsal
from tests.conversations.employers import STAFF_ID, office
from welcomebot.locales.i18n import translator
from welcomebot.settings import Settings
from welcomebot.storage.repositories import Repositories


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"administrator_ids": frozenset({STAFF_ID})})


@pytest.mark.parametrize(
    ("language", "question", "article", "follow_up"),
    [
        ("en", "how do I get a tax card for my new job?", "tax-card", "how much does it cost"),
        ("fi", "mistä saan kirjastokortin", "library", "missä se on?"),
        ("uk", "як отримати податкову картку", "tax-card", "а для дружини?"),
        ("ar", "كيف أحصل على بطاقة المكتبة", "library", "وين المكان"),
    ],
)
async def test_a_follow_up_is_understood_with_the_answer_before_it(bot: Rehearsal, language: str, question: str, article: str, follow_up: str) -> None:
    newcomer = await bot.settled_newcomer(language)
    await newcomer.says(question)
    title = bot.title(language, article)
    assert newcomer.last.text.startswith(title)

    await newcomer.says(follow_up)
    notice = translator(language)("<i>I think that you still ask about this: {title}. If it is something else, write it with a few more words.</i>")
    assert notice.removeprefix("<i>").split("{title}")[0] in newcomer.last.text
    assert title in newcomer.last.text


async def test_a_follow_up_leans_on_an_article_that_was_opened_from_the_topics(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("/topics")
    await newcomer.taps("Everyday life")
    await newcomer.taps(bot.title("en", "library"))
    await newcomer.says("and for my children?")
    assert "I think that you still ask about this: Library" in newcomer.last.text


async def test_the_same_words_mean_nothing_where_no_answer_was_read(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("and for my wife?")
    assert "I think that you still ask about this" not in newcomer.last.text


async def test_an_answer_of_ten_minutes_ago_is_no_subject_any_more(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("how do I get a tax card for my new job?")
    async with bot.parts.database.writing() as session:
        await Repositories(session).readings.remember(newcomer.chat_id, "tax-card", NOW - timedelta(minutes=11))
    await newcomer.says("how much does it cost")
    assert "I think that you still ask about this" not in newcomer.last.text


async def test_a_question_with_a_subject_of_its_own_is_no_follow_up(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("how do I get a tax card for my new job?")
    await newcomer.says("how do I get a library card")
    assert newcomer.last.text.startswith("Library")


@pytest.mark.parametrize(
    ("language", "question", "articles"),
    [
        ("en", "I need a tax card for my job. And how do I open a bank account?", ("tax-card", "bank-account")),
        ("sv", "hur får jag ett skattekort? och hur öppnar jag ett bankkonto?", ("tax-card", "bank-account")),
        ("ar", "كيف أحصل على بطاقة ضريبية؟ وكيف أفتح حساب بنك؟", ("tax-card", "bank-account")),
    ],
)
async def test_several_needs_in_one_message_get_a_button_each(bot: Rehearsal, language: str, question: str, articles: tuple[str, str]) -> None:
    newcomer = await bot.settled_newcomer(language)
    await newcomer.says(question)
    choices = newcomer.last
    assert translator(language)("You ask about several things. Tap one after the other:") in choices.text
    assert [bot.title(language, article) in "".join(choices.buttons) for article in articles] == [True, True]

    # Each answer is a message of its own, so that the buttons stay for the next one.
    for article in articles:
        await newcomer.taps(bot.title(language, article))
        assert newcomer.last.text.startswith(bot.title(language, article))


@pytest.mark.parametrize(
    ("language", "wish"),
    [("en", "I want to talk to a human"), ("fi", "haluan puhua ihmisen kanssa"), ("uk", "хочу поговорити з живою людиною"), ("ar", "بدي احكي مع موظف")],
)
async def test_a_wish_for_a_human_waits_for_the_office_at_once(bot: Rehearsal, language: str, wish: str) -> None:
    staff = await office(bot, "en")
    newcomer = await bot.settled_newcomer(language)
    await newcomer.says(wish)
    known = translator(language)("<b>A person in the office will help you.</b> I have told them, and they write to you here.")
    assert known.removeprefix("<b>").split("</b>")[0] in newcomer.last.text
    assert wish in staff.last.text

    await newcomer.says("it is about my rent")
    assert "it is about my rent" in staff.last.text


async def test_after_a_wish_for_a_human_cancel_leads_back_to_the_bot(bot: Rehearsal) -> None:
    await office(bot, "en")
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("can I speak to a real person")
    await newcomer.says("/cancel")
    await newcomer.says("how do I get a tax card?")
    assert newcomer.last.text.startswith("Tax card")
