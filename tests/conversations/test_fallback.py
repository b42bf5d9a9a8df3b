"""An article that is not there in the person's language is shown in the nearest one, and the bot says so."""

from dataclasses import replace

from tests.conversations.conftest import Rehearsal


def take_away(bot: Rehearsal, article_id: str, *languages: str) -> None:
    """Let an article have no text in some languages."""
    article = bot.library.articles[article_id]
    texts = {code: text for code, text in article.texts.items() if code not in languages}
    bot.library.articles = {**bot.library.articles, article_id: replace(article, texts=texts)}


async def test_missing_language_is_said_openly(bot: Rehearsal) -> None:
    take_away(bot, "tax-card", "sv")
    newcomer = await bot.settled_newcomer("sv")
    await newcomer.says("hur får jag ett skattekort?")
    assert newcomer.last.text.startswith("Tax card")
    assert "English" in newcomer.last.text


async def test_russian_is_shown_to_ukrainians_only_after_they_agreed(bot: Rehearsal) -> None:
    take_away(bot, "tax-card", "uk")
    newcomer = await bot.settled_newcomer("uk")
    await newcomer.says("/start a_tax-card")
    assert newcomer.last.text.startswith("Tax card")
    await newcomer.taps("Я читаю також російською")
    assert newcomer.last.text.startswith(bot.title("ru", "tax-card"))
    await newcomer.says("/start a_tax-card")
    assert newcomer.last.text.startswith(bot.title("ru", "tax-card"))
    assert "Я читаю також російською" not in newcomer.last.buttons


async def test_a_question_in_a_language_without_texts_is_answered_in_another_one_and_the_bot_says_so(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("¿Cómo consigo una tarjeta de impuestos para mi nuevo trabajo?")
    assert newcomer.last.text.startswith("You wrote in a language that I do not speak yet: Español. I answer in this language instead: English.")


async def test_danger_in_a_language_without_texts_gets_the_number_first(bot: Rehearsal) -> None:
    newcomer = await bot.settled_newcomer("en")
    await newcomer.says("por favor ayuda, my husband no respira, he is not breathing, rápido por favor ayuda")
    assert "Español" not in newcomer.last.text
    assert "112" in newcomer.last.text
