"""The reminder that people wait for the office."""

from welcomebot.domain.language import endonym
from welcomebot.services.office_ports import Handover, HandoverKind
from welcomebot.services.remind_office import Late
from welcomebot.telegram.cards.handover import asker_name, inbox_button
from welcomebot.telegram.cards.inbox import in_words
from welcomebot.telegram.effects import Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

NAMED = 5  # the inbox shows the others


def reminder_card(turn: Turn, late: Late) -> tuple[Html, Keyboard]:
    """Return what nobody took within an hour of work."""
    tr = turn.tr
    head = tr.plural("{n} person waits for a reply, and nobody has taken it.", "{n} people wait for a reply, and nobody has taken them.", len(late.handovers))
    return _card(turn, Html.text(head), late)


def escalation_card(turn: Turn, late: Late) -> tuple[Html, Keyboard]:
    """Return what nobody answered within four hours of work."""
    tr = turn.tr
    head = tr.plural(
        "{n} person has waited for a reply for more than four hours of work.",
        "{n} people have waited for a reply for more than four hours of work.",
        len(late.handovers),
    )
    return _card(turn, Html.text(head), late)


def _card(turn: Turn, head: Html, late: Late) -> tuple[Html, Keyboard]:
    lines = Html.join([_line(turn, handover) for handover in late.handovers[:NAMED]], "\n")
    besides = turn.tr.plural(
        "Besides, {n} question without a good answer waits in the inbox.", "Besides, {n} questions without a good answer wait in the inbox.", late.unanswered
    )
    return Html.join([Html.of("<b>{head}</b>", head=head), lines, Html.text(besides) if late.unanswered else Html("")]), ((inbox_button(turn),),)


def _line(turn: Turn, handover: Handover) -> Html:
    is_urgent = handover.kind is HandoverKind.EMERGENCY
    line = turn.tr("• Urgent: {asker}, {language}, {time}") if is_urgent else turn.tr("• {asker}, {language}, {time}")
    waited = in_words(turn.services.clock() - handover.created_at, turn.tr)
    return Html.of(line, asker=asker_name(turn, handover), language=endonym(handover.language), time=waited)
