"""/employer: access for a company, and the employer's own ads."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from welcomebot.domain.staff import Right, StaffTopic
from welcomebot.domain.vacancies import CloseReason
from welcomebot.services.dialogue_steps import end_of
from welcomebot.services.employer_access import EMPLOYER_FLOW, begin_access, employer_of, go_on
from welcomebot.services.job_ports import EmployerState
from welcomebot.services.own_vacancies import close_vacancy, own_vacancies, own_vacancy, prolong
from welcomebot.services.post_vacancy import begin_change, open_draft
from welcomebot.telegram.addressing import tell_staff
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.employer import access_card, ad_card, closing_card, home_card, refused_card, waiting_card
from welcomebot.telegram.cards.job_desk import employer_card
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.posting_card import draft_card
from welcomebot.telegram.effects import Button
from welcomebot.telegram.flows import InFlow
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_command, on_tap
from welcomebot.telegram.turn import Turn, turn_of

MINE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & InFlow(EMPLOYER_FLOW)


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any text."""
    return [
        on_command("employer", employer_asked),
        on_tap("employer", home_tapped),
        on_tap("ad", ad_tapped),
        CommandHandler("cancel", cancelled, filters=MINE),
        MessageHandler(MINE & filters.TEXT & ~filters.COMMAND, company_told),
    ]


async def employer_asked(turn: Turn) -> None:
    """Show the employer's home, or the way to access."""
    employer = await employer_of(turn.person.user_id, work=turn.work)
    if employer is None:
        turn.say(*access_card(turn, await begin_access(turn.person.user_id, work=turn.work)))
    elif employer.state is EmployerState.APPROVED:
        is_writing = await open_draft(turn.person.user_id, work=turn.work) is not None
        turn.say(*home_card(turn, employer, await own_vacancies(turn.person.user_id, work=turn.work), is_writing=is_writing))
    else:
        card = waiting_card if employer.state is EmployerState.WAITING else refused_card
        turn.say(*card(turn, employer.company))
    await turn.remember_language()


async def home_tapped(turn: Turn) -> None:
    """Show the employer's home."""
    await employer_asked(turn)


async def company_told(update: Update, context: BotContext) -> None:
    """Take the company's name or business id; the office's people are told once both are there."""
    turn = await turn_of(update, context)
    services = turn.services
    if services.answerer.is_emergency(turn.text):
        await answer(turn, turn.text)
        return
    asking = await go_on(turn.person.user_id, turn.text, work=turn.work, clock=services.clock)
    if asking is None:
        await answer(turn, turn.text)
        return
    turn.say(*access_card(turn, asking))
    employer = asking.employer
    if employer is not None:
        await tell_staff(turn, lambda reader: employer_card(reader, employer), right=Right.JOBS, topic=StaffTopic.JOBS)


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop asking for access."""
    turn = await turn_of(update, context)
    await end_of(EMPLOYER_FLOW, turn.person.user_id, work=turn.work)
    turn.say(Html.of(turn.tr("Stopped. Nothing was sent.")))


async def ad_tapped(turn: Turn, verb: str, number: str, value: str = "") -> None:
    """Do something with an own ad; the ads of others stay theirs."""
    action = ACTIONS.get(verb)
    if action is None or not number.isdecimal() or not await action(turn, int(number), value):
        turn.say(*outdated_menu(turn))


async def _show(turn: Turn, number: int, _: str) -> bool:
    stored = await own_vacancy(turn.person.user_id, number, work=turn.work)
    if stored is not None:
        turn.show(*ad_card(turn, stored))
    return stored is not None


async def _change(turn: Turn, number: int, _: str) -> bool:
    draft = await begin_change(turn.person.user_id, number, work=turn.work)
    if draft is not None:
        turn.say(*await draft_card(turn, draft))
    return draft is not None


async def _longer(turn: Turn, number: int, days: str) -> bool:
    wanted = int(days) if days.isdecimal() else 0
    stored = await prolong(turn.person.user_id, number, wanted, today=turn.services.today, work=turn.work, clock=turn.services.clock)
    if stored is not None:
        turn.show(*ad_card(turn, stored))
    return stored is not None


async def _close(turn: Turn, number: int, _: str) -> bool:
    stored = await own_vacancy(turn.person.user_id, number, work=turn.work)
    if stored is not None:
        turn.show(*closing_card(turn, stored))
    return stored is not None


async def _closed(turn: Turn, number: int, reason: str) -> bool:
    if reason not in tuple(CloseReason):
        return False
    stored = await close_vacancy(turn.person.user_id, number, CloseReason(reason), work=turn.work, clock=turn.services.clock)
    if stored is not None:
        text = turn.tr("<b>The vacancy {title} is closed.</b> People who were interested are told.")
        home = Button(turn.tr("My vacancies"), tap=Callback("employer"))
        turn.show(Html.of(text, title=stored.vacancy.title), ((home,),))
    return stored is not None


ACTIONS = {"show": _show, "change": _change, "longer": _longer, "close": _close, "closed": _closed}
