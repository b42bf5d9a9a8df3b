"""`bot.py staff invite`: a one-time link for somebody of the office, made by whoever may run commands on the server."""

import argparse
import asyncio
import sys
from functools import partial

import httpx

from welcomebot.bootstrap import open_storage, utc_now
from welcomebot.domain.staff import Role
from welcomebot.errors import UsageError
from welcomebot.services.invite_staff import PAYLOAD, make_invitation
from welcomebot.settings import Settings
from welcomebot.storage.repositories import repositories
from welcomebot.telegram.bot_name import name_of_bot


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    actions = commands.add_parser("staff", help="invite: let somebody work for the office").add_subparsers(metavar="ACTION", required=True)
    command = actions.add_parser("invite", help="print a link that makes somebody staff: once, within 24 hours")
    command.add_argument("--role", choices=[role.value for role in Role], default=Role.CURATOR.value, help="what the person is there for")
    command.set_defaults(run=_invite)


def _invite(options: argparse.Namespace, settings: Settings) -> None:
    sys.stdout.write(f"{asyncio.run(invitation_link(settings, Role(options.role)))}\n")
    sys.stderr.write(f"This link makes one person {options.role}. It works once, for 24 hours.\n")


async def invitation_link(settings: Settings, role: Role, *, transport: httpx.AsyncBaseTransport | None = None) -> str:
    """Return a new link; `transport` takes the network's place."""
    if settings.telegram_bot_token is None:
        raise UsageError(
            "TELEGRAM_BOT_TOKEN: expected a token as BotFather gives it, because the link names the bot. In the rehearsal, ADMINISTRATOR_IDS and /invite do it."
        )
    name = await name_of_bot(settings.telegram_bot_token.get_secret_value(), api_url=str(settings.telegram_api_url), transport=transport)
    async with open_storage(settings) as database, repositories(partial(database.writing)) as db:
        secret = await make_invitation(role, db, by=None, now=utc_now())
    return f"https://t.me/{name}?start={PAYLOAD}{secret}"
