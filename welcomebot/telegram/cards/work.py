"""The work list: how much there is of each kind and language, an entry with why it is there, and the colleagues who could take it."""

from collections.abc import Mapping, Sequence

from welcomebot.domain.language import CODES, endonym
from welcomebot.domain.short_mark import mark_of
from welcomebot.locales.i18n import later
from welcomebot.services.staff_names import StaffName
from welcomebot.services.work_list import ALL_LANGUAGES, WorkItem, WorkKind, WorkList
from welcomebot.telegram.bidi import name_of
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer import article_text
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.staff_names import written_name
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
PAGE = 6  # entries on a screen
ALL = "all"  # a button's data has no star
LABEL = 48  # characters of an entry's title on a button

NAMES = {
    WorkKind.EXPIRED: later("Facts that have expired"),
    WorkKind.OUTDATED: later("Outdated translations"),
    WorkKind.DUE: later("Review is due"),
    WorkKind.EXPIRING: later("Facts that expire within 30 days"),
    WorkKind.MISSING: later("Missing texts"),
    WorkKind.MACHINE: later("Translated by a machine"),
    WorkKind.DRAFT: later("Never reviewed"),
}
WHY = {
    WorkKind.EXPIRED: later("This fact has expired: its last day was {date}. People see a link instead."),
    WorkKind.OUTDATED: later("The source text changed after this translation was made."),
    WorkKind.DUE: later("The review was due on {date}."),
    WorkKind.EXPIRING: later("This fact expires on {date}."),
    WorkKind.MISSING: later("There is no text in this language yet."),
    WorkKind.MACHINE: later("A machine translated this text, and nobody has confirmed it."),
    WorkKind.DRAFT: later("Nobody has reviewed this text yet."),
}


def work_home(turn: Turn, found: WorkList, language: str | None = None) -> Card:
    """Return the counts by kind and language, with a button for each kind; `language` narrows them."""
    tr = turn.tr
    if not found.items:
        return Html.of(tr("<b>Work list</b>\nEverything is translated, confirmed and fresh. Nothing waits.")), ()
    chosen = found.chosen(language=language)
    counts = {kind: sum(item.kind is kind for item in chosen) for kind in WorkKind}
    parts = [
        Html.of(tr("<b>Work list</b>")),
        Html.of(tr("Language: {language}"), language=endonym(language)) if language else _by_kind(turn, found),
        Html.text(tr.plural("{n} entry was given to you.", "{n} entries were given to you.", found.mine)) if found.mine else Html(""),
    ]
    kinds = [(Button(f"{tr(NAMES[kind])}: {count}", tap=_list(kind.value, language, 0)),) for kind, count in counts.items() if count]
    everything = [(Button(tr("All, the most urgent first"), tap=_list(ALL, language, 0)),)] if chosen else []
    return Html.join(parts), (*everything, *kinds, *_languages(turn, language))


def work_list_card(turn: Turn, found: WorkList, *, kind: WorkKind | None, language: str | None, page: int) -> Card:
    """Return one page of entries, the most urgent first."""
    tr, chosen = turn.tr, found.chosen(language=language, kind=kind)
    page = min(page, max(0, (len(chosen) - 1) // PAGE))
    shown = chosen[page * PAGE : (page + 1) * PAGE]
    head = Html.of("<b>{kind}</b>", kind=tr(NAMES[kind]) if kind else tr("Work list"))
    where = Html.of(tr("Language: {language}"), language=endonym(language)) if language else Html("")
    rows = [(Button(_label(turn, item, found.user_id), tap=_item("show", item)),) for item in shown]
    ways = [Button(tr("Previous"), tap=_list(kind or ALL, language, page - 1))] if page else []
    ways += [Button(tr("Next"), tap=_list(kind or ALL, language, page + 1))] if (page + 1) * PAGE < len(chosen) else []
    nothing = Html.of(tr("Nothing of this waits any more.")) if not shown else Html("")
    return Html.join([Html.join([head, where], "\n"), nothing]), (*rows, *([tuple(ways)] if ways else []), (home_button(turn, language),))


def item_card(turn: Turn, item: WorkItem, names: Mapping[int, StaffName], *, head: Html | None = None) -> Card:
    """Return an entry: what it is about, why it is there, who has it, and what can be done with one tap."""
    tr = turn.tr
    title = Html.of("<b>{title}</b>", title=title_of(turn, item))
    about = Html.of(tr("Language: {language}"), language=endonym(item.language)) if not item.is_fact else Html.of("<code>{key}</code>", key=item.id)
    why = Html.of(tr(WHY[item.kind]), date=day(item.until, turn.language) if item.until else "")
    parts = [head or Html(""), Html.join([title, about], "\n"), why, _reach(turn, item), _owner(turn, item, names)]
    return Html.join(parts), _item_buttons(turn, item)


def colleagues_card(turn: Turn, item: WorkItem, colleagues: Sequence[int], names: Mapping[int, StaffName]) -> Card:
    """Return the colleagues who could take an entry, by role and number."""
    tr = turn.tr
    text = Html.of(tr("<b>{title}</b>\nWho shall do it?"), title=title_of(turn, item))
    known = sorted((one for one in colleagues if one in names), key=lambda one: (names[one].role, names[one].number))
    rows = [(Button(_colleague(turn, one, names), tap=_item("give", item, names[one].key)),) for one in known]
    return text, (*rows, (Button(tr("Back"), tap=_item("show", item)),))


def handed_card(turn: Turn, item: WorkItem, by: StaffName | None) -> Card:
    """Return what a colleague is told who was asked to do something."""
    text = turn.tr("<b>{name} asks you to look at this:</b>\n{title}")
    return Html.of(text, name=written_name(turn.tr, by), title=title_of(turn, item)), ((Button(turn.tr("Open it"), tap=_item("show", item)),),)


def done_card(turn: Turn, text: Html, language: str | None = None) -> Card:
    """Return that something is done, with the way back to the list."""
    return text, ((home_button(turn, language),),)


def home_button(turn: Turn, language: str | None = None) -> Button:
    """Return the way to the work list."""
    return Button(turn.tr("Work list"), tap=Callback("work", ("home", *([language] if language else []))))


def title_of(turn: Turn, item: WorkItem) -> str:
    """Return what an entry is called in the reader's language."""
    library = turn.services.library
    if item.is_fact:
        return library.contacts[item.id].label_in(turn.language) if item.id in library.contacts else item.id
    return article_text(turn, library.articles[item.id]).title if item.id in library.articles else item.id


def _by_kind(turn: Turn, found: WorkList) -> Html:
    tr, lines = turn.tr, []
    for kind, counts in found.counts().items():
        total = sum(counts.values())
        by_language = ", ".join(f"{name_of(code, turn.language)} {counts[code]}" for code in _own_first(turn) if counts.get(code))
        line = Html.of(tr("{kind}: {n} ({languages})"), kind=tr(NAMES[kind]), n=total, languages=by_language)
        lines.append(line if by_language else Html.of("{kind}: {n}", kind=tr(NAMES[kind]), n=total))
    return Html.join(lines, "\n")


def _languages(turn: Turn, chosen: str | None) -> Keyboard:
    buttons = [Button(endonym(code), tap=Callback("work", ("home", code))) for code in _own_first(turn) if code != chosen]
    everything = [(Button(turn.tr("All languages"), tap=Callback("work", ("home",))),)] if chosen else []
    return (*(tuple(buttons[start : start + 3]) for start in range(0, len(buttons), 3)), *everything)


def _own_first(turn: Turn) -> list[str]:
    return sorted(CODES, key=lambda code: code != turn.language)


def _label(turn: Turn, item: WorkItem, user_id: int) -> str:
    title = title_of(turn, item)
    short = title if len(title) <= LABEL else title[: LABEL - 1] + "…"
    mine = "★ " if item.assigned_to == user_id else ""
    return f"{mine}{short}" if item.is_fact else f"{mine}{item.language.upper()} · {short}"


def _reach(turn: Turn, item: WorkItem) -> Html:
    tr = turn.tr
    if item.is_fact:
        return Html.text(tr.plural("{n} answer shows it.", "{n} answers show it.", item.touches))
    return Html.text(tr.plural("Asked {n} time in the last 90 days.", "Asked {n} times in the last 90 days.", item.asked))


def _owner(turn: Turn, item: WorkItem, names: Mapping[int, StaffName]) -> Html:
    if item.assigned_to is None:
        return Html("")
    return Html.of(turn.tr("Given to: {name}."), name=_colleague(turn, item.assigned_to, names))


def _colleague(turn: Turn, user_id: int, names: Mapping[int, StaffName]) -> str:
    name = written_name(turn.tr, names.get(user_id))
    return turn.tr("{name} (you)").format(name=name) if user_id == turn.person.user_id else name


def _item_buttons(turn: Turn, item: WorkItem) -> Keyboard:
    tr = turn.tr
    edit = Button(tr("Edit"), tap=Callback("fact", ("show", mark_of(item.id))) if item.is_fact else Callback("edit", (mark_of(item.id), item.language)))
    if item.kind is WorkKind.MISSING:
        edit = Button(tr("Write it"), tap=edit.tap)
    confirm = [Button(tr("Still correct"), tap=_item("confirm", item))] if item.kind is not WorkKind.MISSING else []
    back = home_button(turn, None if item.is_fact else item.language)
    return ((edit, *confirm), (Button(tr("Hand to a colleague"), tap=_item("hand", item)),), (back,))


def _list(kind: str, language: str | None, page: int) -> Callback:
    return Callback("work", ("list", kind, language or ALL, str(page)))


def _item(verb: str, item: WorkItem, *more: str) -> Callback:
    return Callback("work", (verb, mark_of(item.id), ALL if item.language == ALL_LANGUAGES else item.language, *more))
