"""What an employer sees of people: what they can do, never who they are."""

from collections.abc import Sequence
from string import ascii_uppercase

from welcomebot.locales.i18n import later
from welcomebot.services.find_people import FoundPeople, Summary
from welcomebot.services.job_ports import RequestState
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.employer import ad
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.vacancy_facts import capital, label, listed
from welcomebot.telegram.cards.work_words import language_name
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
PAGE = 4  # people in a message

TO_EMPLOYER = {
    RequestState.ASKED: later("You asked. There is no answer yet."),
    RequestState.AGREED: later("The person said yes."),
    RequestState.DECLINED: later("The person said no."),
    RequestState.WITHDRAWN: later("The person took the yes back."),
    RequestState.CLOSED: later("There was no answer in time."),
}


def people_card(turn: Turn, found: FoundPeople, page: int) -> Card:
    """Return a page of anonymous summaries."""
    tr, number = turn.tr, found.stored.number
    back = (Button(tr("Back"), tap=ad("show", number)),)
    if not found.summaries:
        return Html.of(tr("Nobody who may be found fits this vacancy yet. New people come every week; please look again later.")), (back,)
    start = page * PAGE if page * PAGE < len(found.summaries) else 0
    shown = list(enumerate(found.summaries))[start : start + PAGE]
    head = Html.of(
        tr("<b>People for {title}</b>\nYou see what they can do, not who they are. Only their yes gives you a contact."), title=found.stored.vacancy.title
    )
    rows = [(Button(tr("Ask to contact {person}").format(person=_name(turn, place)), tap=_ask(number, each)),) for place, each in shown if each.state is None]
    ways = []
    if start:
        ways.append(Button(tr("Previous"), tap=Callback("people", (str(number), str(page - 1)))))
    if start + PAGE < len(found.summaries):
        ways.append(Button(tr("Next"), tap=Callback("people", (str(number), str(page + 1)))))
    return Html.join([head, *(summary_html(turn, each, place) for place, each in shown)]), (*rows, *((tuple(ways),) if ways else ()), back)


def summary_html(turn: Turn, summary: Summary, place: int | None = None) -> Html:
    """Return what an employer sees of somebody."""
    tr = turn.tr
    languages = listed(turn, (f"{language_name(tr, code)} {level.name}" for code, level in summary.languages.items()))
    lines = [
        Html.of("<b>{name}</b>", name=_name(turn, place)) if place is not None else Html(""),
        _line(tr("Work: {names}"), _labels(turn, summary.occupations)),
        _line(tr("Skills: {names}"), _labels(turn, summary.skills)),
        _line(tr("Languages: {names}"), languages),
        _line(tr("Cards and permits: {names}"), _labels(turn, summary.permits)),
        Html.of(tr("Can start: {day}"), day=day(summary.start, turn.language)) if summary.start else Html(""),
        Html.of("<i>{state}</i>", state=tr(TO_EMPLOYER[summary.state])) if summary.state else Html(""),
    ]
    return Html.join(lines, "\n")


def _ask(number: int, summary: Summary) -> Callback:
    return Callback("ask", (str(number), summary.mark))


def _name(turn: Turn, place: int) -> str:
    return turn.tr("Person {letter}").format(letter=ascii_uppercase[place])


def _labels(turn: Turn, concepts: Sequence[str]) -> str:
    return listed(turn, (label(turn, concept) for concept in concepts))


def _line(sentence: str, names: str) -> Html:
    return Html.of(sentence, names=capital(names)) if names else Html("")
