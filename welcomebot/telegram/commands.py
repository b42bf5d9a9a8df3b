"""The command menu and what the bot says about itself in its profile."""

from welcomebot.locales.i18n import Translator


def command_menu(tr: Translator) -> tuple[tuple[str, str], ...]:
    """Return the commands with their descriptions in one language."""
    return (
        ("topics", tr("Browse all topics")),
        ("jobs", tr("Find work")),
        ("office", tr("Contact the Welcome Office")),
        ("language", tr("Change the language")),
        ("help", tr("How this bot works")),
        ("privacy", tr("What the bot keeps about you")),
        ("mydata", tr("Get your data as a file")),
        ("forget", tr("Delete everything about you")),
        ("cancel", tr("Stop what you are doing")),
        ("start", tr("Start again")),
    )


def bot_description(tr: Translator) -> str:
    """Return what a person reads before the first message; 512 characters at most."""
    return tr("Questions about life in Kokkola? Ask in your own words. You get an answer from the Welcome Office, or the way to a person who helps.")


def bot_short_description(tr: Translator) -> str:
    """Return the line under the bot's name; 120 characters at most."""
    return tr("The Welcome Office of Kokkola: advice for newcomers in six languages.")
