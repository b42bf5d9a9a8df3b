"""The writing list of the office: what is asked again and again without an answer, and what can be done about it."""

from welcomebot.domain.language import endonym
from welcomebot.domain.short_mark import mark_of
from welcomebot.services.answer_gap import ToAll
from welcomebot.services.writing_list import Gap, WritingList
from welcomebot.telegram.bidi import apart, name_of
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.handover import shortened, title_of
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
A_PAGE = 5
LABEL = 40  # characters of a question on a button


def gap(verb: str, cluster: int, *more: str) -> Callback:
    """Return what a button of the writing list carries."""
    return Callback("gap", (verb, str(cluster), *more))


def list_card(turn: Turn, found: WritingList, page: int, *, said: str = "") -> Card:
    """Return a page of the list, the most useful first; `said` stands above it."""
    tr, start = turn.tr, page * A_PAGE
    shown = found.gaps[start : start + A_PAGE]
    head = [Html.text(said), Html.of(tr("<b>What to write next</b>"))]
    if shown:
        head.append(Html.of(tr("These questions come again and have no answer. Those whose answer would help the most people come first.")))
    else:
        head.append(Html.of(tr("Nothing is asked again and again without an answer.")))
    lines = [Html.join([_quoted(turn, each), counts(turn, each)], "\n") for each in shown]
    alone = tr.plural("{n} more question was asked once: /inbox", "{n} more questions were asked once: /inbox", found.alone) if found.alone else ""
    rows = [(Button(shortened(each.wordings[0].text, LABEL), tap=gap("show", each.cluster)),) for each in shown]
    turning = []
    if page:
        turning.append(Button(tr("Back"), tap=gap("list", page - 1)))
    if len(found.gaps) > start + A_PAGE:
        turning.append(Button(tr("More"), tap=gap("list", page + 1)))
    again = (Button(tr("Group again now"), tap=gap("again", 0)),)
    return Html.join([*head, *lines, Html.text(alone)]), (*rows, *((tuple(turning),) if turning else ()), again)


def gap_card(turn: Turn, found: Gap, nearest: tuple[str, ...]) -> Card:
    """Return one entry with its words as written and what can be done."""
    tr = turn.tr
    words = [
        Html.of("{language}: <i>{text}</i>", language=name_of(each.language, turn.language), text=apart(shortened(each.text), turn.language))
        for each in found.wordings
    ]
    near = Html.of(tr("The nearest answer: {title}"), title=title_of(turn, nearest[0])) if nearest else Html("")
    rows: list[tuple[Button, ...]] = []
    if found.waiting:
        rows.append((Button(tr("Answer all"), tap=gap("answer", found.cluster)),))
        rows += [(Button(tr("Send to all: {title}").format(title=title_of(turn, each)), tap=gap("send", found.cluster, mark_of(each))),) for each in nearest]
    rows.append((draft_button(turn, found, found.languages[0]),))
    if found.waiting:
        rows.append((Button(tr("Not ours"), tap=gap("close", found.cluster)),))
    rows.append((list_button(turn),))
    return Html.join([counts(turn, found), Html.join(words, "\n"), near]), tuple(rows)


def counts(turn: Turn, found: Gap) -> Html:
    """Return how often something was asked, in how many languages, since when, and how many people wait."""
    tr, since = turn.tr, found.since.astimezone(turn.services.zone).date()
    sentences = [
        tr.plural("Asked {n} time since {day}.", "Asked {n} times since {day}.", found.asked, day=day(since, turn.language)),
        tr.plural("In {n} language.", "In {n} languages.", len(found.languages)),
        tr.plural("{n} person waits.", "{n} people wait.", found.waiting) if found.waiting else tr("Nobody waits."),
    ]
    return Html.join([Html.text(sentence) for sentence in sentences], " ")


def prompt_card(turn: Turn, found: Gap) -> Card:
    """Return what happens with the next message."""
    tr = turn.tr
    to = tr.plural("<b>Your next message goes to {n} person.</b>", "<b>Your next message goes to {n} people.</b>", found.waiting)
    languages = Html.of(tr("They speak: {languages}. /cancel stops this."), languages=", ".join(map(endonym, found.languages)))
    return Html.join([Html(to), languages], " "), ((Button(tr("Back"), tap=gap("show", found.cluster)),),)


def sent_to_all_card(turn: Turn, done: ToAll, draft: Button | None = None) -> Card:
    """Return whom an answer reached, and what was left alone."""
    people = turn.tr.plural("Sent to {n} person.", "Sent to {n} people.", len(done.told))
    rows = (((draft,),) if draft else ()) + ((list_button(turn),),)
    return Html.join([Html.of("<b>{sentence}</b>", sentence=people), *_left(turn, done)]), rows


def sure_to_close_card(turn: Turn, found: Gap) -> Card:
    """Return the question whether all of it is not the office's."""
    tr = turn.tr
    text = tr("<b>Close all of these questions?</b> Whoever asked for a person is told that the office cannot answer this.")
    rows = ((Button(tr("Yes, close all"), tap=gap("closeall", found.cluster)),), (Button(tr("Back"), tap=gap("show", found.cluster)),))
    return Html.join([Html.of(text), counts(turn, found)]), rows


def closed_all_card(turn: Turn, done: ToAll) -> Card:
    """Return what closing did."""
    tr = turn.tr
    told = tr.plural("{n} person was told that the office cannot answer this.", "{n} people were told that the office cannot answer this.", len(done.told))
    return Html.join([Html.of(tr("<b>Closed.</b>")), Html.text(told), *_left(turn, done)]), ((list_button(turn),),)


def over_card(turn: Turn) -> Card:
    """Return that nothing is left of an entry."""
    return Html.of(turn.tr("Nothing is left to do here. Perhaps a colleague was faster.")), ((list_button(turn),),)


def draft_button(turn: Turn, found: Gap, language: str) -> Button:
    """Return the way to an answer for everybody, with all the wordings."""
    return Button(turn.tr("Make an answer"), tap=Callback("draftof", (str(found.cluster), language)))


def list_button(turn: Turn) -> Button:
    """Return the way to the writing list."""
    return Button(turn.tr("What to write next"), tap=gap("list", 0))


def _quoted(turn: Turn, found: Gap) -> Html:
    return Html.of("<b>{text}</b>", text=apart(shortened(found.wordings[0].text), turn.language))


def _left(turn: Turn, done: ToAll) -> list[Html]:
    tr = turn.tr
    taken = tr.plural("{n} question was left alone: a colleague has it.", "{n} questions were left alone: a colleague has them.", done.taken)
    gone = tr.plural("For {n} question nobody can be reached.", "For {n} questions nobody can be reached.", done.unreachable)
    return [Html.text(taken) if done.taken else Html(""), Html.text(gone) if done.unreachable else Html("")]
