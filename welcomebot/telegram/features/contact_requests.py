"""The seeker's answer to an employer who asks to contact them, and the log of everything that was asked."""

from dataclasses import replace
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from welcomebot.services.contact_seekers import (
    CONTACT_FLOW,
    Request,
    agree,
    asked_about,
    asked_seeker,
    begin_typing,
    can_answer,
    contact_in,
    decline,
    profile_of,
    typing_for,
    withdraw,
)
from welcomebot.services.dialogue_steps import end_of
from welcomebot.services.find_people import Summary, summary_of
from welcomebot.services.job_ports import RequestState
from welcomebot.telegram.addressing import addressed
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.contact_request import (
    agreed_card,
    choose_contact_card,
    log_button,
    log_card,
    one_request_card,
    over_card,
    refusal_card,
    shared_card,
    taken_back_card,
)
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.flows import InFlow
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn, turn_of

MINE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & InFlow(CONTACT_FLOW)


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any text."""
    return [
        on_tap("asked", log_tapped),
        on_tap("contact", contact_tapped),
        CommandHandler("cancel", cancelled, filters=MINE),
        MessageHandler(MINE & filters.TEXT & ~filters.COMMAND, contact_written),
    ]


async def log_tapped(turn: Turn) -> None:
    """Show who asked about the person."""
    turn.show(*log_card(turn, await asked_about(turn.person.user_id, work=turn.work)))


async def contact_tapped(turn: Turn, verb: str, number: str) -> None:
    """Take the seeker's answer to a request."""
    asked = await asked_seeker(turn.person.user_id, int(number), work=turn.work) if number.isdecimal() else None
    if asked is None or verb not in ANSWERS:
        turn.show(*over_card(turn)) if asked is None and verb in ANSWERS else turn.say(*outdated_menu(turn))
        return
    await ANSWERS[verb](turn, asked)


async def contact_written(update: Update, context: BotContext) -> None:
    """Take the contact that the seeker wrote; a text without one is a question like any other."""
    turn = await turn_of(update, context)
    asked = await typing_for(turn.person.user_id, work=turn.work, clock=turn.services.clock)
    contact = contact_in(turn.text)
    if asked is None or turn.services.answerer.is_emergency(turn.text):
        await answer(turn, turn.text)
    elif contact is None:
        turn.say(Html.of(turn.tr("I see no phone number and no e-mail address in that. Please write one, or /cancel to share nothing.")))
    else:
        await _agree(turn, asked, contact)


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop writing a contact; the request stays open."""
    turn = await turn_of(update, context)
    await end_of(CONTACT_FLOW, turn.person.user_id, work=turn.work)
    turn.say(Html.of(turn.tr("Stopped. Nothing was shared.")), ((log_button(turn),),))


async def _yes(turn: Turn, asked: Request) -> None:
    if not can_answer(asked, now=turn.services.clock()):
        turn.show(*over_card(turn))
        return
    turn.show(*choose_contact_card(turn, asked, saved=await _saved(turn), username=turn.username))


async def _type(turn: Turn, asked: Request) -> None:
    await begin_typing(turn.person.user_id, asked.request.number, work=turn.work, clock=turn.services.clock)
    turn.show(Html.of(turn.tr("Please write the phone number or e-mail address that the employer may have. /cancel stops this.")))


async def _share_saved(turn: Turn, asked: Request) -> None:
    saved = await _saved(turn)
    await (_agree(turn, asked, saved) if saved else _type(turn, asked))


async def _share_username(turn: Turn, asked: Request) -> None:
    await (_agree(turn, asked, turn.username) if turn.username else _type(turn, asked))


async def _agree(turn: Turn, asked: Request, contact: str) -> None:
    agreed = await agree(turn.person.user_id, asked.request.number, contact, work=turn.work, clock=turn.services.clock)
    if agreed is None:
        turn.show(*over_card(turn))
        return
    turn.show(*shared_card(turn, agreed, contact))
    employer = await addressed(turn, agreed.request.employer_id)
    now = turn.services.clock()
    # The moment keeps a second yes apart from the first; the number is what the message is found by.
    employer.say(*agreed_card(employer, agreed, contact, await _summary(turn, agreed)), key=f"{contact_key(agreed)}:{now.timestamp():.6f}")


async def _no(turn: Turn, asked: Request) -> None:
    declined = await decline(turn.person.user_id, asked.request.number, work=turn.work, clock=turn.services.clock)
    turn.show(Html.of(turn.tr("The employer gets no contact. You can still say yes later under “Who asked about me”.")), ((log_button(turn),),))
    if declined is not None:
        employer = await addressed(turn, asked.request.employer_id)
        employer.say(*refusal_card(employer, asked, RequestState.DECLINED))


async def _later(turn: Turn, _: Request) -> None:
    turn.show(Html.of(turn.tr("Nothing is shared. You can answer within two weeks under “Who asked about me”.")), ((log_button(turn),),))


async def _withdraw(turn: Turn, asked: Request) -> None:
    withdrawn = await withdraw(turn.person.user_id, asked.request.number, work=turn.work, clock=turn.services.clock)
    if withdrawn is None:
        turn.show(*over_card(turn))
        return
    turn.show(Html.of(turn.tr("You took the yes back. I deleted the contact and asked the employer to delete it, too.")), ((log_button(turn),),))
    employer = await addressed(turn, asked.request.employer_id)
    async with turn.work.reading() as db:
        told = await db.mailbox.message_of(contact_key(asked))
    if told is not None:
        replace(employer, tapped_message_id=told).show(*taken_back_card(employer, asked, await _summary(turn, asked)))
    employer.say(*refusal_card(employer, asked, RequestState.WITHDRAWN))


def contact_key(asked: Request) -> str:
    """Return the name under which the message with a contact is found again."""
    return f"contact:{asked.request.number}"


async def _show(turn: Turn, asked: Request) -> None:
    turn.show(*one_request_card(turn, asked))


async def _saved(turn: Turn) -> str:
    stored = await profile_of(turn.person.user_id, work=turn.work)
    return stored.wishes.contact if stored else ""


async def _summary(turn: Turn, asked: Request) -> Summary | None:
    stored = await profile_of(turn.person.user_id, work=turn.work)
    if stored is None:
        return None
    match = turn.services.board.matcher.match(stored.seeker, asked.stored.vacancy, turn.services.today)
    return summary_of(stored, asked.stored, match.band)


ANSWERS = {
    "yes": _yes,
    "no": _no,
    "later": _later,
    "type": _type,
    "saved": _share_saved,
    "username": _share_username,
    "withdraw": _withdraw,
    "show": _show,
}
