"""/work: what of texts and facts needs somebody, each with one tap to edit, confirm or hand over."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from telegram.ext import BaseHandler

from welcomebot.domain.language import CODES
from welcomebot.domain.short_mark import marked
from welcomebot.domain.staff import Right
from welcomebot.services.assign_work import hand_to
from welcomebot.services.confirm_answer import confirm_answer, confirm_fact
from welcomebot.services.staff_names import StaffName, staff_names
from welcomebot.services.staff_rights import staff_with
from welcomebot.services.work_list import ALL_LANGUAGES, WorkItem, WorkKind, WorkList, work_list
from welcomebot.telegram.acting import acting, refusing
from welcomebot.telegram.addressing import addressed
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.menu import outdated_menu
from welcomebot.telegram.cards.work import ALL, colleagues_card, done_card, handed_card, item_card, title_of, work_home, work_list_card
from welcomebot.telegram.html import Html
from welcomebot.telegram.routes import on_staff_command, on_tap
from welcomebot.telegram.turn import Turn


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of this feature."""
    return [on_staff_command("work", refusing(work_asked)), on_tap("work", refusing(work_tapped))]


async def work_asked(turn: Turn) -> None:
    """Show how much there is to do."""
    turn.say(*work_home(turn, await _found(turn)))


async def work_tapped(turn: Turn, verb: str, *args: str) -> None:
    """Show the counts, a list or an entry, or do what its button says."""
    found = await _found(turn)
    match verb, args:
        case "home", ():
            turn.show(*work_home(turn, found))
        case "home", (language,) if language in CODES:
            turn.show(*work_home(turn, found, language))
        case "list", (kind, language, page) if page.isdecimal() and kind in (ALL, *WorkKind):
            chosen = None if kind == ALL else WorkKind(kind)
            turn.show(*work_list_card(turn, found, kind=chosen, language=language if language in CODES else None, page=int(page)))
        case "show" | "confirm" | "hand" | "give", (mark, language, *rest):
            await _entry_tapped(turn, found, verb, mark, language, rest=rest)
        case _:
            turn.say(*outdated_menu(turn))


async def _entry_tapped(turn: Turn, found: WorkList, verb: str, mark: str, language: str, *, rest: list[str]) -> None:
    item = _item(found, mark, language)
    if item is None:
        turn.show(*done_card(turn, Html.of(turn.tr("This does not wait any more. Perhaps a colleague was faster."))))
    elif verb == "confirm":
        await _confirm(turn, item)
    elif verb == "hand":
        turn.show(*colleagues_card(turn, item, await _colleagues(turn), await _names(turn)))
    elif verb == "give":
        await _give(turn, item, rest[0] if rest else "")
    else:
        turn.show(*item_card(turn, item, await _names(turn)))


async def _confirm(turn: Turn, item: WorkItem) -> None:
    services, by = turn.services, await acting(turn)
    if item.is_fact:
        done = await confirm_fact(item.id, by=by, today=services.today, work=turn.work, clock=services.clock)
    else:
        done = await confirm_answer(item.id, item.language, by=by, today=services.today, work=turn.work, clock=services.clock)
    if done is None:
        turn.show(*done_card(turn, Html.of(turn.tr("This does not wait any more. Perhaps a colleague was faster."))))
        return
    said = Html.of(turn.tr("<b>Thank you.</b> {title}: confirmed today."), title=title_of(turn, item))
    is_dated = item.kind in (WorkKind.DUE, WorkKind.EXPIRED, WorkKind.EXPIRING) and done.until is not None
    until = Html.of(turn.tr("It comes up again on {date}."), date=day(done.until, turn.language)) if is_dated and done.until else Html("")
    turn.show(*done_card(turn, Html.join([said, until], " "), None if item.is_fact else item.language))


async def _give(turn: Turn, item: WorkItem, name: str) -> None:
    names = await _names(turn)
    colleague = next((one for one in await _colleagues(turn) if one in names and names[one].key == name), None)
    if colleague is None:
        turn.say(*outdated_menu(turn))
        return
    handed = await hand_to(colleague, item, by=await acting(turn), work=turn.work, clock=turn.services.clock)
    if handed.is_new and handed.colleague != turn.person.user_id:
        reader = await addressed(turn, handed.colleague)
        reader.say(*handed_card(reader, item, names.get(turn.person.user_id)))
    said = turn.tr("<b>Handed over.</b>") if handed.is_new else turn.tr("They have it already.")
    turn.show(*item_card(turn, replace(item, assigned_to=handed.colleague), names, head=Html.of(said)))


async def _found(turn: Turn) -> WorkList:
    services = turn.services
    return await work_list(await acting(turn), library=services.library, today=services.today, work=turn.work, clock=services.clock)


async def _names(turn: Turn) -> Mapping[int, StaffName]:
    return await staff_names(turn.services.administrators, work=turn.work)


async def _colleagues(turn: Turn) -> tuple[int, ...]:
    """Return who could do it, in the order of their numbers; the reader too, who may take it for themselves."""
    return await staff_with(Right.CURATE, turn.services.administrators, work=turn.work)


def _item(found: WorkList, mark: str, language: str) -> WorkItem | None:
    wanted = ALL_LANGUAGES if language == ALL else language
    id = marked(mark, {item.id for item in found.items})
    return found.find(id, wanted) if id else None
