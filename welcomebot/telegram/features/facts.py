"""/facts: finding a fact, what it touches, and changing its value everywhere."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from welcomebot.domain.fact_values import EVERYWHERE
from welcomebot.domain.short_mark import marked
from welcomebot.services.change_fact import (
    FACTS_FLOW,
    SEARCH,
    VALUE,
    FactEntry,
    begin_search,
    begin_value,
    discard_value,
    fact_entry,
    publish_fact,
    step_of,
    take_value,
    undo_fact,
)
from welcomebot.services.confirm_answer import confirm_fact
from welcomebot.services.find_fact import find_facts
from welcomebot.services.publish_text import Obstacle
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.staff_facts import (
    EVERYWHERE_ARGUMENT,
    changed_card,
    fact_card,
    language_card,
    preview_card,
    problem_card,
    search_card,
    value_card,
)
from welcomebot.telegram.flows import IN_OFFICE, STAFF_TALK, InFlow
from welcomebot.telegram.html import Html
from welcomebot.telegram.prompting import ask_for_words
from welcomebot.telegram.routes import on_staff_command, on_tap
from welcomebot.telegram.turn import Turn, turn_of

MINE = InFlow(FACTS_FLOW)


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any text."""
    return [
        on_staff_command("facts", refusing(facts_asked)),
        on_tap("fact", refusing(fact_tapped)),
        CommandHandler("cancel", cancelled, filters=IN_OFFICE & MINE),
        MessageHandler(STAFF_TALK & filters.TEXT & ~filters.COMMAND & MINE, written),
    ]


async def facts_asked(turn: Turn) -> None:
    """Ask for the words of a fact."""
    await begin_search(by=await acting(turn), work=turn.work)
    turn.say(*search_card(turn))
    await ask_for_words(turn)


async def fact_tapped(turn: Turn, verb: str, argument: str = "", language: str = "") -> None:
    """Do what a button says."""
    match verb:
        case "search":
            await facts_asked(turn)
        case "publish":
            await _publish(turn)
        case "discard":
            await discard_value(by=await acting(turn), work=turn.work)
            turn.show(Html.of(turn.tr("Discarded. Nothing was changed.")))
        case "undo":
            await _undo(turn, argument)
        case _:
            await _about(turn, verb, argument, language)


async def written(update: Update, context: BotContext) -> None:
    """Take what was written for words to search, or for a value; danger is answered first."""
    turn = await turn_of(update, context)
    step = await step_of(turn.person.user_id, work=turn.work)
    if step not in {SEARCH, VALUE} or (turn.is_private and turn.services.answerer.is_emergency(turn.text)):
        await answer(turn, turn.text)
    else:
        await refusing(_search if step == SEARCH else _value)(turn)


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop searching or changing."""
    turn = await turn_of(update, context)
    await refusing(_cancel)(turn)


async def _cancel(turn: Turn) -> None:
    await discard_value(by=await acting(turn), work=turn.work)
    turn.say(Html.of(turn.tr("Stopped. Nothing was changed.")))


async def _search(turn: Turn) -> None:
    found = find_facts(turn.text, turn.services.library.contacts, by=await acting(turn))
    if len(found) == 1:
        await _show(turn, found[0].key)
    else:
        turn.say(*search_card(turn, found, is_empty=not found))


async def _value(turn: Turn) -> None:
    preview = await take_value(turn.text, by=await acting(turn), today=turn.services.today, work=turn.work)
    if preview is None:
        turn.say(*outdated_menu(turn))
    elif preview.problem is not None:
        turn.say(*problem_card(turn, preview.problem))
    else:
        turn.say(*preview_card(turn, preview))


async def _about(turn: Turn, verb: str, mark: str, language: str) -> None:
    key = marked(mark, turn.services.library.contacts)
    if key is None or verb not in {"show", "change", "value", "confirm"}:
        turn.say(*outdated_menu(turn))
    elif verb == "show":
        await _show(turn, key)
    elif verb == "change":
        await _choose_language(turn, key)
    elif verb == "value":
        await _ask_value(turn, key, EVERYWHERE if language == EVERYWHERE_ARGUMENT else language)
    else:
        await _confirm(turn, key)


async def _show(turn: Turn, key: str, head: Html | None = None) -> None:
    entry = await fact_entry(key, by=await acting(turn), work=turn.work)
    if entry is None:
        turn.say(*outdated_menu(turn))
    else:
        turn.show(*fact_card(turn, entry, head=head))


async def _choose_language(turn: Turn, key: str) -> None:
    entry = await fact_entry(key, by=await acting(turn), work=turn.work)
    if entry is None:
        turn.say(*outdated_menu(turn))
    else:
        turn.show(*language_card(turn, entry.contact))


async def _ask_value(turn: Turn, key: str, language: str) -> None:
    contact = await begin_value(key, language, by=await acting(turn), work=turn.work)
    if contact is None:
        turn.say(*outdated_menu(turn))
    else:
        turn.show(*value_card(turn, contact, language))
        await ask_for_words(turn)


async def _confirm(turn: Turn, key: str) -> None:
    services = turn.services
    confirmed = await confirm_fact(key, by=await acting(turn), today=services.today, work=turn.work, clock=services.clock)
    if confirmed is None:
        turn.say(*outdated_menu(turn))
        return
    until = Html.of(turn.tr("Good until {date}."), date=day(confirmed.until, turn.language)) if confirmed.until else Html("")
    head = Html.join([Html.of(turn.tr("<b>Thank you. This fact counts as checked today.</b>")), until], " ")
    await _show(turn, key, head)


async def _publish(turn: Turn) -> None:
    changed = await publish_fact(by=await acting(turn), work=turn.work, clock=turn.services.clock)
    if changed is None:
        turn.say(Html.of(turn.tr("There is nothing to publish any more.")))
    else:
        turn.show(*changed_card(turn, changed))


async def _undo(turn: Turn, number: str) -> None:
    found = await undo_fact(int(number) if number.isdecimal() else 0, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    if isinstance(found, FactEntry):
        turn.show(*fact_card(turn, found, head=Html.of(turn.tr("<b>Undone.</b> Every answer shows the old value again."))))
        return
    tr = turn.tr
    said = {
        Obstacle.LATE: tr("The 10 minutes are over. Change the value instead."),
        Obstacle.DONE: tr("This was undone already."),
        Obstacle.CHANGED: tr("Somebody changed this fact since. Nothing was undone."),
    }
    turn.say(Html.of(said.get(found, tr("There is nothing to undo."))))
