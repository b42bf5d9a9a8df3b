"""The commands: `bot.py` alone runs the bot, `bot.py COMMAND` does one thing and ends.

Machine output goes to standard output, messages and progress to standard error. Exit code 0: done, 1: a finding, 2: wrong usage or setting.
"""

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence

from welcomebot import cli_ask, cli_jobs, cli_knowledge, cli_skills, cli_staff
from welcomebot.bootstrap import run_bot, upgrade_database
from welcomebot.domain.language import CODES
from welcomebot.errors import KnowledgeError, UsageError, WelcomeBotError
from welcomebot.logs import set_up_logging
from welcomebot.rehearse import run_chat, run_rehearsal
from welcomebot.settings import LogLevel, Settings, load_settings

DONE, FINDING, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code."""
    options = parser().parse_args(argv)
    try:
        settings = load_settings()
        set_up_logging(options.log_level or settings.log_level)
        return int(options.run(options, settings) or DONE)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    except KeyboardInterrupt:
        return DONE
    except (KnowledgeError, WelcomeBotError) as error:
        logging.getLogger(__name__).debug("command.failed", exc_info=error)
        sys.stderr.write(f"{error}\n")
        return FINDING
    except BrokenPipeError:
        # Somebody read only the beginning of the output, as `head` does.
        sys.stderr.close()
        return DONE


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="bot.py", description="The Welcome Office of Kokkola in Telegram. Without a command: run the bot, or the rehearsal where there is no token."
    )
    top.add_argument("--take-over", action="store_true", help="poll although a webhook is set for this token: removes the webhook")
    top.set_defaults(run=_run, log_level=None)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    chat = commands.add_parser("chat", help="talk to the bot in the terminal")
    chat.add_argument("--language", choices=CODES, default="en", help="the language of the person's Telegram app")
    # The log would stand between the lines of the conversation.
    chat.set_defaults(run=_chat, log_level=LogLevel.WARNING)

    cli_ask.add_to(commands)
    cli_knowledge.add_to(commands)
    cli_skills.add_to(commands)
    cli_jobs.add_to(commands)
    cli_staff.add_to(commands)

    database = commands.add_parser("db", help="upgrade: bring the database's tables up to this version").add_subparsers(metavar="ACTION", required=True)
    database.add_parser("upgrade", help="run the migrations that the database has not seen").set_defaults(run=_upgrade)
    return top


def _run(options: argparse.Namespace, settings: Settings) -> None:
    asyncio.run(run_rehearsal(settings) if settings.telegram_bot_token is None else run_bot(settings, take_over=options.take_over))


def _chat(options: argparse.Namespace, settings: Settings) -> None:
    asyncio.run(run_chat(settings, options.language))


def _upgrade(_options: argparse.Namespace, settings: Settings) -> None:
    asyncio.run(upgrade_database(settings))
