"""Posting a vacancy: six questions with defaults, a preview with the supply, and the office's approval."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from welcomebot.domain.draft_events import (
    ApplyTold,
    CardTapped,
    ChipTapped,
    Event,
    KindTapped,
    LevelTapped,
    MustTapped,
    PayTold,
    Placed,
    TimeTapped,
)
from welcomebot.domain.draft_moves import WentBack, WentOn, WentTo
from welcomebot.domain.posting_answers import Applying, NotADayError, Paid, read_applying, read_pay
from welcomebot.domain.staff import Right, StaffTopic
from welcomebot.domain.vacancies import Employment, PayBasis, WorkTime
from welcomebot.domain.vacancy_draft import Draft, Question
from welcomebot.services.describe_work import describe
from welcomebot.services.dialogue_steps import end_of
from welcomebot.services.employer_access import EMPLOYER_FLOW
from welcomebot.services.post_file import FILE_FLOW
from welcomebot.services.post_vacancy import POSTING_FLOW, Sending, begin_draft, open_draft, send_draft, take_step
from welcomebot.telegram.addressing import tell_staff
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import opening_sentence
from welcomebot.telegram.cards.job_desk import waiting_ad_card
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.posting import all_cards_card
from welcomebot.telegram.cards.posting_card import draft_card
from welcomebot.telegram.effects import Button
from welcomebot.telegram.flows import InFlow
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn, turn_of

MINE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & InFlow(POSTING_FLOW)
MAX_PLACE = 80  # characters


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any text."""
    return [
        on_tap("post", post_tapped),
        CommandHandler("cancel", cancelled, filters=MINE),
        MessageHandler(MINE & filters.TEXT & ~filters.COMMAND, answer_written),
    ]


async def post_tapped(turn: Turn, question: str, verb: str = "", value: str = "") -> None:
    """Begin, stop or send, or take the answer of a button."""
    if question in WHOLE and not verb:
        await WHOLE[question](turn)
    elif (question, verb) == (Question.PREVIEW, "send"):
        await _send(turn)
    else:
        await _step(turn, _event(turn, question, verb, value), question)


async def answer_written(update: Update, context: BotContext) -> None:
    """Take a text as the answer to the question at hand; where buttons answer it, the text is a question of its own."""
    turn = await turn_of(update, context)
    draft = await open_draft(turn.person.user_id, work=turn.work)
    if draft is None or draft.question not in WRITTEN or turn.services.answerer.is_emergency(turn.text):
        back = (Button(turn.tr("Back to the vacancy"), tap=Callback("post", ("again",))),)
        await answer(turn, turn.text, ways_back=(back,) if draft else ())
        return
    try:
        event = await _written(turn, draft)
    except NotADayError:
        turn.say(Html.of(turn.tr("This day is over, does not exist, or is more than a year away. Please write another one, for example 31.12.2026.")))
        return
    following = await take_step(turn.person.user_id, event, work=turn.work) or draft
    if following == draft:
        turn.say(Html.of(turn.tr("I did not find an answer in that. Please try once more, or use the buttons.")))
    turn.say(*await draft_card(turn, following))


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop posting."""
    await _stop(await turn_of(update, context))


async def _step(turn: Turn, event: Event | None, question: str) -> None:
    before = await open_draft(turn.person.user_id, work=turn.work)
    after = await take_step(turn.person.user_id, event, work=turn.work) if event else None
    if after is None:
        turn.say(*outdated_menu(turn))
    elif after != before:
        turn.show(*await draft_card(turn, after))
    elif after.question != question:
        # The button of an older question: the one at hand comes as a new message. What is chosen already stays as it is.
        turn.say(*await draft_card(turn, after))


async def _new(turn: Turn) -> None:
    draft = await begin_draft(turn.person.user_id, today=turn.services.today, work=turn.work)
    turn.say(*await draft_card(turn, draft)) if draft else turn.say(*outdated_menu(turn))


async def _again(turn: Turn) -> None:
    draft = await open_draft(turn.person.user_id, work=turn.work)
    turn.say(*await draft_card(turn, draft)) if draft else turn.say(*outdated_menu(turn))


async def _all_cards(turn: Turn) -> None:
    draft = await open_draft(turn.person.user_id, work=turn.work)
    if draft is None:
        turn.say(*outdated_menu(turn))
    else:
        turn.show(*(all_cards_card(turn, draft) if draft.question is Question.LANGUAGES else await draft_card(turn, draft)))


async def _stop(turn: Turn) -> None:
    for flow in (POSTING_FLOW, EMPLOYER_FLOW, FILE_FLOW):
        await end_of(flow, turn.person.user_id, work=turn.work)
    turn.show(Html.of(turn.tr("Stopped. Nothing was sent.")), ((Button(turn.tr("My vacancies"), tap=Callback("employer")),),))


async def _send(turn: Turn) -> None:
    sent = await send_draft(turn.person.user_id, today=turn.services.today, work=turn.work, clock=turn.services.clock)
    stored = sent.stored
    if stored is None:
        turn.say(*outdated_menu(turn))
        return
    home = ((Button(turn.tr("My vacancies"), tap=Callback("employer")),),)
    if sent.sending is Sending.LIVE:
        turn.show(Html.of(turn.tr("<b>The vacancy {title} is changed.</b> People see it as it is now."), title=stored.vacancy.title), home)
        return
    text = turn.tr("<b>The vacancy {title} is with the office.</b> It is published when the office has approved it. I write to you here.")
    turn.show(Html.join([Html.of(text, title=stored.vacancy.title), opening_sentence(turn)]), home)
    await tell_staff(turn, lambda reader: waiting_ad_card(reader, stored), right=Right.JOBS, topic=StaffTopic.JOBS)


async def _written(turn: Turn, draft: Draft) -> Event:
    match draft.question:
        case Question.WORK:
            return await describe(turn.text, language=turn.language, reader=turn.services.reader, taxonomy=turn.services.board.taxonomy)
        case Question.PLACE:
            return Placed(_place(turn, turn.text))
        case Question.PAY:
            return PayTold(read_pay(turn.text))
        case _:
            return ApplyTold(read_applying(turn.text, today=turn.services.today))


def _place(turn: Turn, text: str) -> str:
    # A place that is known in any language gets its Finnish name; another one stays as it was written.
    return turn.services.board.matcher.places.name_of(" ".join(text.split())[:MAX_PLACE])


def _event(turn: Turn, question: str, verb: str, value: str) -> Event | None:
    make = EVENTS.get((question, verb)) or EVERYWHERE.get(verb)
    try:
        if verb == "days":
            return ApplyTold(Applying(turn.services.today + timedelta(days=int(value))))
        return make(Question(question), value) if make else None
    except (ValueError, OverflowError):
        return None


WHOLE = {"new": _new, "stop": _stop, "again": _again, "cards": _all_cards}
WRITTEN = frozenset({Question.WORK, Question.PLACE, Question.PAY, Question.APPLY})
EVERYWHERE: dict[str, Callable[[Question, str], Event]] = {"next": lambda at, _: WentOn(at), "back": lambda at, _: WentBack(at)}
EVENTS: dict[tuple[str, str], Callable[[Question, str], Event]] = {
    (Question.SKILLS, "chip"): lambda _, value: ChipTapped(int(value)),
    (Question.PLACE, "place"): lambda _, value: Placed(value),
    (Question.TIME, "time"): lambda _, value: TimeTapped(WorkTime(value)),
    (Question.TIME, "kind"): lambda _, value: KindTapped(Employment(value)),
    (Question.LANGUAGES, "level"): lambda _, value: LevelTapped(value),
    (Question.LANGUAGES, "must"): lambda _, value: MustTapped(value),
    (Question.LANGUAGES, "card"): lambda _, value: CardTapped(value),
    (Question.PAY, "agreement"): lambda _at, _: PayTold(Paid(basis=PayBasis.AGREEMENT)),
    (Question.PREVIEW, "edit"): lambda _, value: WentTo(Question(value)),
}
