"""What Telegram shows of the bot, in each language."""

from tests.conversations.conftest import Rehearsal
from welcomebot.telegram.profile import publish_profile


async def test_commands_and_descriptions_are_published_in_every_language(bot: Rehearsal) -> None:
    await bot.parts.runner.application.initialize()
    await publish_profile(bot.parts.runner.application.bot)
    descriptions = {language: bot.newcomer(language).commands[0]["description"] for language in ("fi", "sv", "en", "uk", "ru", "ar", "de")}
    assert descriptions["fi"] == "Selaa kaikkia aiheita"
    assert descriptions["de"] == descriptions["en"] == "Browse all topics"
    assert len(set(descriptions.values())) == 6
    assert {name for name, _ in bot.api.about} == {"description", "short_description"}


async def test_what_telegram_has_already_is_not_set_again(bot: Rehearsal) -> None:
    await bot.parts.runner.application.initialize()
    await publish_profile(bot.parts.runner.application.bot)
    first = bot.api.counts["setMyCommands"]
    await publish_profile(bot.parts.runner.application.bot)
    assert bot.api.counts["setMyCommands"] == first


async def test_profile_that_telegram_does_not_take_stops_nothing(bot: Rehearsal) -> None:
    await bot.parts.runner.application.initialize()
    bot.api.faults.server_error(502, method="setMyCommands")
    await publish_profile(bot.parts.runner.application.bot)
    newcomer = await bot.settled_newcomer("en")
    assert "Welcome to Kokkola!" in newcomer.last.text
