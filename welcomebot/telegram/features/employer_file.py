"""Posting vacancies from a file that the employer sends in the chat."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from welcomebot.domain.staff import Right, StaffTopic
from welcomebot.services.cv_problems import CvError
from welcomebot.services.dialogue_steps import end_of
from welcomebot.services.job_ports import Employer
from welcomebot.services.own_vacancies import approved
from welcomebot.services.post_file import FILE_FLOW, begin_file, check_file, post_file, source_of
from welcomebot.services.read_ads import AdReader
from welcomebot.services.vacancy_rows import VacancyFileError
from welcomebot.telegram.addressing import tell_staff
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.employer import home_button
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.posting_file import ask_file_card, file_preview_card, file_problem_card, file_sent_card, file_waits_card
from welcomebot.telegram.flows import InFlow
from welcomebot.telegram.html import Html
from welcomebot.telegram.receiving_files import download
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn, turn_of

MINE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & InFlow(FILE_FLOW)


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any file."""
    return [on_tap("file", file_tapped), CommandHandler("cancel", cancelled, filters=MINE), MessageHandler(MINE & filters.Document.ALL, file_sent)]


async def file_tapped(turn: Turn, verb: str) -> None:
    """Ask for a file, or send the checked one to the office."""
    if verb == "send":
        await _send(turn)
    elif verb == "new" and await begin_file(turn.person.user_id, work=turn.work):
        turn.say(*ask_file_card(turn))
    else:
        turn.say(*outdated_menu(turn))


async def file_sent(update: Update, context: BotContext) -> None:
    """Read a file and show what was understood of it."""
    turn, message = await turn_of(update, context), update.effective_message
    employer = await approved(turn.person.user_id, work=turn.work)
    if employer is None or message is None or message.document is None:
        turn.say(*outdated_menu(turn))
        return
    await context.typing()
    try:
        content = await download(context.bot, message.document)
        preview = await check_file(content, employer, _reader(turn, employer), today=turn.services.today, work=turn.work)
    except CvError:
        turn.say(Html.of(turn.tr("I could not get this file. It may be larger than 5 MB. Please send a smaller one, or try again.")))
    except VacancyFileError as error:
        turn.say(*file_problem_card(turn, error.problem))
    else:
        turn.say(*file_preview_card(turn, preview))


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop posting from a file."""
    turn = await turn_of(update, context)
    await end_of(FILE_FLOW, turn.person.user_id, work=turn.work)
    turn.say(Html.of(turn.tr("Stopped. Nothing was sent.")), ((home_button(turn),),))


async def _send(turn: Turn) -> None:
    employer = await approved(turn.person.user_id, work=turn.work)
    if employer is None:
        turn.say(*outdated_menu(turn))
        return
    posted = await post_file(employer, _reader(turn, employer), today=turn.services.today, work=turn.work, clock=turn.services.clock)
    turn.show(*file_sent_card(turn, len(posted)))
    if posted:
        await tell_staff(turn, lambda reader: file_waits_card(reader, employer, len(posted)), right=Right.JOBS, topic=StaffTopic.JOBS)


def _reader(turn: Turn, employer: Employer) -> AdReader:
    board = turn.services.board
    return AdReader(turn.services.links, board.taxonomy, board.places, source=source_of(employer))
