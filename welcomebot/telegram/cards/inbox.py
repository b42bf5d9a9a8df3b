"""What waits for the office: the counts, with what can be chosen of them."""

from dataclasses import replace
from datetime import timedelta

from babel.dates import format_timedelta

from welcomebot.domain.language import endonym
from welcomebot.locales.i18n import Translator, later
from welcomebot.services.office_ports import HandoverKind
from welcomebot.services.read_inbox import AGES_H, Chosen, Counts
from welcomebot.telegram.cards.inbox_place import InboxPlace
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
KINDS = {
    HandoverKind.EMERGENCY: later("Urgent: {n}"),
    HandoverKind.REQUEST: later("Asked for a person: {n}"),
    HandoverKind.THUMB_DOWN: later("Not helped: {n}"),
    HandoverKind.UNANSWERED: later("Without an answer: {n}"),
}
PER_ROW = 3


def inbox_home(turn: Turn, chosen: Chosen, counts: Counts) -> Card:
    """Return how much waits; a tap on a kind, a language or an age chooses it, and a second one lets it go."""
    tr = turn.tr
    if not counts.total:
        return Html.join([Html.of(tr("<b>Inbox</b>")), Html.of(tr("Nothing waits for you."))]), ()
    waiting = tr.plural("{n} question waits.", "{n} questions wait.", counts.total)
    text = Html.join([Html.of(tr("<b>Inbox</b>")), Html.text(waiting), Html.of(tr("Choose what you want to see."))])
    kinds = [
        _choice(tr(name).format(n=counts.kinds.get(kind, 0)), chosen, replace(chosen, kind=kind), replace(chosen, kind=None))
        for kind, name in KINDS.items()
        if counts.kinds.get(kind) or chosen.kind is kind
    ]
    languages = [
        _choice(f"{endonym(code)}: {counts.languages.get(code, 0)}", chosen, replace(chosen, language=code), replace(chosen, language=None))
        for code in sorted({*counts.languages, *filter(None, [chosen.language])})
    ]
    ages = [
        _choice(older_than(tr, hours, counts.ages[hours]), chosen, replace(chosen, hours=hours), replace(chosen, hours=0))
        for hours in AGES_H
        if counts.ages[hours] or chosen.hours == hours
    ]
    rows = [*((each,) for each in kinds), *(languages[n : n + PER_ROW] for n in range(0, len(languages), PER_ROW)), *((each,) for each in ages)]
    show = ((Button(tr("Show: {n}").format(n=counts.chosen), tap=InboxPlace(chosen, 0).tap),),) if counts.chosen else ()
    return text, (*show, *(tuple(row) for row in rows))


def older_than(tr: Translator, hours: int, count: int) -> str:
    """Return how many wait longer than so many hours."""
    return tr("Waiting longer than {time}: {n}").format(time=in_words(timedelta(hours=hours), tr), n=count)


def in_words(time: timedelta, tr: Translator, *, is_past: bool = False) -> str:
    """Return a length of time, or how long ago something was: 3 hours, 3 hours ago."""
    rounded = max(time, timedelta(minutes=1))
    # Hours and minutes up to their double: "1 day" for 30 hours would hide six of them.
    shown = -rounded if is_past else rounded
    return str(format_timedelta(shown, granularity="minute", threshold=2, add_direction=is_past, locale=tr.language))


def _choice(label: str, chosen: Chosen, on: Chosen, off: Chosen) -> Button:
    is_on = chosen == on
    return Button(f"✓ {label}" if is_on else label, tap=InboxPlace(off if is_on else on).tap)
