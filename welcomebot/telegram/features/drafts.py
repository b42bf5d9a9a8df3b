"""From a reply to a published answer in two taps: the draft, changing it, publishing."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from welcomebot.domain.language import CODES
from welcomebot.services.check_edit import EditChecks, check_edit, harm_of
from welcomebot.services.draft_answer import (
    DRAFT_FLOW,
    OPEN,
    Field,
    Maker,
    ask_for,
    asked_field,
    choose_category,
    discard,
    draft_of_cluster,
    draft_of_handover,
    open_draft,
    similar_articles,
    stop_writing,
    words_ahead,
    write_field,
)
from welcomebot.services.office_ports import TextDraft
from welcomebot.services.publish_text import Obstacle, publish
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.answering import answer
from welcomebot.telegram.application import BotContext
from welcomebot.telegram.cards.draft import categories_card, discarded_card, draft_card, gone_card, prompt_card
from welcomebot.telegram.cards.edit_checks import harm_card, with_checks
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.published import obstacle_card, published_card
from welcomebot.telegram.flows import IN_OFFICE, STAFF_TALK, InFlow
from welcomebot.telegram.prompting import ask_for_words
from welcomebot.telegram.routes import on_tap
from welcomebot.telegram.turn import Turn, turn_of

MINE = InFlow(DRAFT_FLOW)
CATEGORY = "category"


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature; they come before those that take any text."""
    return [
        on_tap("draft", refusing(answer_wanted)),
        on_tap("draftof", refusing(cluster_answer_wanted)),
        on_tap("draftshow", refusing(draft_wanted)),
        on_tap("draftedit", refusing(change_wanted)),
        on_tap("draftcat", refusing(category_tapped)),
        on_tap("draftdrop", refusing(discard_tapped)),
        on_tap("publish", refusing(publish_tapped)),
        CommandHandler("cancel", cancelled, filters=IN_OFFICE & MINE),
        MessageHandler(STAFF_TALK & MINE & filters.TEXT & ~filters.COMMAND, words_written),
    ]


async def answer_wanted(turn: Turn, handover: str) -> None:
    """Make an answer of a handover and its reply, and show it as it will be seen."""
    draft = await draft_of_handover(_number(handover), by=await acting(turn), maker=maker_of(turn))
    if draft is not None and draft.state != OPEN:
        await _published(turn, draft)
    else:
        # The card of the handover stays as it is: the reply stands there.
        turn.say(*await _card(turn, draft))


async def cluster_answer_wanted(turn: Turn, cluster: str, language: str) -> None:
    """Begin an answer for questions that ask the same; its text is still to be written."""
    by, maker = await acting(turn), maker_of(turn)
    draft = await draft_of_cluster(_number(cluster), language, by=by, maker=maker) if language in CODES else None
    turn.say(*await _card(turn, draft))


async def draft_wanted(turn: Turn, number: str) -> None:
    """Show a draft again."""
    await _show(turn, await open_draft(_number(number), by=await acting(turn), work=turn.work))


async def change_wanted(turn: Turn, number: str, field: str) -> None:
    """Ask for new words, or offer the categories."""
    by = await acting(turn)
    draft = await open_draft(_number(number), by=by, work=turn.work)
    if draft is None or draft.state != OPEN:
        turn.say(*gone_card(turn))
    elif field == CATEGORY:
        turn.show(*categories_card(turn, draft))
    elif field in list(Field) and await ask_for(Field(field), draft.number, by=by, work=turn.work):
        turn.show(*prompt_card(turn, draft, Field(field)))
        await ask_for_words(turn)
    else:
        turn.say(*outdated_menu(turn))


async def category_tapped(turn: Turn, number: str, category: str) -> None:
    """Put the draft into a category."""
    await _show(turn, await choose_category(_number(number), category, by=await acting(turn), maker=maker_of(turn)))


async def discard_tapped(turn: Turn, number: str) -> None:
    """Throw the draft away."""
    if await discard(_number(number), by=await acting(turn), work=turn.work, clock=turn.services.clock):
        turn.show(*discarded_card(turn))
    else:
        turn.say(*gone_card(turn))


async def publish_tapped(turn: Turn, number: str, sure: str = "") -> None:
    """Publish the draft; a second tap finds it published. Where a new answer takes questions away from others, it is asked first."""
    draft = await open_draft(_number(number), by=await acting(turn), work=turn.work)
    if draft is None:
        turn.say(*gone_card(turn))
        return
    harm = await harm_of(draft, library=turn.services.library, replay=turn.services.replay) if draft.is_new and draft.state == OPEN and not sure else None
    if harm is not None:
        turn.show(*harm_card(turn, draft, harm))
    else:
        await _published(turn, draft)


async def words_written(update: Update, context: BotContext) -> None:
    """Put what was written into the draft; danger is answered in any case."""
    turn = await turn_of(update, context)
    asked = await asked_field(turn.person.user_id, work=turn.work)
    if asked is None or (turn.is_private and asked[0] is not Field.TEXT and turn.services.answerer.is_emergency(turn.text)):
        await answer(turn, turn.text)
    else:
        await refusing(_write)(turn, *asked)


async def cancelled(update: Update, context: BotContext) -> None:
    """Stop writing; the draft stays as it is."""
    turn = await turn_of(update, context)
    await refusing(_stop)(turn)


def maker_of(turn: Turn) -> Maker:
    """Return what drafts are made with."""
    services = turn.services
    return Maker(services.library, services.answerer, turn.work, services.clock, services.today)


async def _write(turn: Turn, field: Field, number: int) -> None:
    by, maker = await acting(turn), maker_of(turn)
    # The test questions take a second, so they are replayed before the database is locked for writing.
    checks = await _checks(turn, await words_ahead(field, number, turn.text, by=by, maker=maker))
    draft = await write_field(field, number, turn.text, by=by, maker=maker)
    turn.say(*await _card(turn, draft, checks))


async def _stop(turn: Turn) -> None:
    asked = await asked_field(turn.person.user_id, work=turn.work)
    await stop_writing(turn.person.user_id, work=turn.work)
    draft = await open_draft(asked[1], by=await acting(turn), work=turn.work) if asked else None
    turn.say(*await _card(turn, draft))


async def _published(turn: Turn, draft: TextDraft) -> None:
    services = turn.services
    done = await publish(draft, by=await acting(turn), work=turn.work, clock=services.clock, today=services.today)
    if isinstance(done, Obstacle):
        turn.say(*obstacle_card(turn, done, "" if draft.is_new else draft.article_id))
    else:
        turn.show(*published_card(turn, done))


async def _show(turn: Turn, draft: TextDraft | None) -> None:
    if draft is None or draft.state != OPEN:
        turn.say(*gone_card(turn))
    else:
        turn.show(*await _card(turn, draft, await _checks(turn, draft)))


async def _card(turn: Turn, draft: TextDraft | None, checks: EditChecks | None = None) -> tuple[Any, Any]:
    if draft is None or draft.state != OPEN:
        return gone_card(turn)
    return with_checks(turn, draft, draft_card(turn, draft, await similar_articles(draft, maker=maker_of(turn)) if draft.is_new else ()), checks)


async def _checks(turn: Turn, draft: TextDraft | None) -> EditChecks | None:
    """Return what a changed text would do; a new answer is looked at when it is published."""
    if draft is None or draft.state != OPEN or draft.is_new:
        return None
    return await check_edit(draft, library=turn.services.library, replay=turn.services.replay)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
