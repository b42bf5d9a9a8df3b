"""The command menu and what the bot says about itself in its profile."""

from collections.abc import Iterator

from welcomebot.domain.staff import Right, Role, may
from welcomebot.locales.i18n import Translator

# They show who belongs to the office, which the group need not read, or ask for much that is written.
NOT_IN_GROUP = frozenset({"staff", "invite", "audit", "announce"})


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


def staff_menu(tr: Translator, role: Role | None) -> tuple[tuple[str, str], ...]:
    """Return the commands of somebody of the office, those of their work first; without a role, everybody's."""
    return (*staff_commands(tr, role), *command_menu(tr))


def staff_commands(tr: Translator, role: Role | None) -> tuple[tuple[str, str], ...]:
    """Return the commands of a role with their descriptions."""
    return tuple((command, description) for right, command, description in _of_rights(tr) if may(role, right))


def group_menu(tr: Translator) -> tuple[tuple[str, str], ...]:
    """Return the commands that count in the staff group."""
    return (*(entry for entry in staff_commands(tr, Role.ADMINISTRATOR) if entry[0] not in NOT_IN_GROUP), ("cancel", tr("Stop what you are doing")))


def _of_rights(tr: Translator) -> Iterator[tuple[Right, str, str]]:
    yield Right.REPLY, "inbox", tr("What waits for a reply")
    yield Right.REPLY, "gaps", tr("What to write next")
    yield Right.CURATE, "work", tr("Texts that need work")
    yield Right.CURATE, "facts", tr("Change a number, a time or a link")
    yield Right.CURATE, "history", tr("Earlier versions of an answer")
    yield Right.JOBS, "jobdesk", tr("Employers and vacancies that wait")
    yield Right.ANNOUNCE, "announce", tr("Write to many people")
    yield Right.STATISTICS, "stats", tr("What is asked and answered, in figures")
    yield Right.STAFF, "staff", tr("The people of the office")
    yield Right.STAFF, "invite", tr("Invite somebody to the office")
    yield Right.STAFF, "audit", tr("What the office did")


def bot_description(tr: Translator) -> str:
    """Return what a person reads before the first message; 512 characters at most."""
    return tr("Questions about life in Kokkola? Ask in your own words. You get an answer from the Welcome Office, or the way to a person who helps.")


def bot_short_description(tr: Translator) -> str:
    """Return the line under the bot's name; 120 characters at most."""
    return tr("The Welcome Office of Kokkola: advice for newcomers in six languages.")
