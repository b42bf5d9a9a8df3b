"""Replies of the office: what whoever asked reads, and what the office's people see while they write."""

from collections.abc import Sequence

from welcomebot.domain.language import endonym
from welcomebot.locales.i18n import later
from welcomebot.services.add_wording import Worded, Wording
from welcomebot.services.answer_handover import Taking
from welcomebot.services.office_ports import Handover, HandoverKind
from welcomebot.services.read_inbox import View
from welcomebot.telegram.bidi import apart
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.answer import article_card
from welcomebot.telegram.cards.answer_news import when_changed_row
from welcomebot.telegram.cards.handover import article_rows, asker_name, draft_button, handover_tap, inbox_button, shortened, title_of, whose
from welcomebot.telegram.cards.inbox_place import InboxPlace
from welcomebot.telegram.cards.machine import machine_note
from welcomebot.telegram.cards.office import office_lines
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
WORDINGS = {
    Wording.ADDED: later("<b>Added to “{title}”:</b> {wording}\nWhoever asks like this from now on gets that answer."),
    Wording.KNOWN: later("“{title}” has this wording already."),
    Wording.ELSEWHERE: later("Another answer has this wording already: “{owner}”. Two answers with the same wording cannot be told apart."),
    Wording.NO_TEXT: later("“{title}” has no text in this language yet: {language}. Write the text first."),
    Wording.TOO_LONG: later("This question is too long for a wording. A wording is one short question without personal matters."),
    Wording.GONE: later("The question or the answer is gone."),
}

# What whoever asked reads.


def reply_card(turn: Turn, handover: Handover, text: str, translated: str | None = None) -> Card:
    """Return a reply in the frame of the asker's language: who answers, the question in short, the words; a machine's translation says what it is."""
    again = Button(turn.tr("Ask again"), tap=Callback("again", (str(handover.question_id),)))
    # Whoever was in danger is asked nothing more.
    news = () if handover.kind is HandoverKind.EMERGENCY else (when_changed_row(turn, handover.question_id),)
    note = machine_note(turn, text) if translated else Html("")
    return Html.join([answers_head(turn, handover), Html.text(apart(translated or text, turn.language)), note]), ((again,), *news)


def article_reply_card(turn: Turn, handover: Handover, article_id: str) -> Card:
    """Return an article that the office chose, in the same frame."""
    text, buttons = article_card(turn, article_id, handover.question_id)
    return Html.join([answers_head(turn, handover), text]), (*buttons, when_changed_row(turn, handover.question_id))


def answers_head(turn: Turn, handover: Handover) -> Html:
    """Return who answers which question; a person of the office has no name here."""
    line = turn.tr("<b>The Welcome Office answers your question.</b>\n<blockquote>{question}</blockquote>")
    return Html.of(line, question=apart(shortened(handover.text), turn.language))


def not_ours_card(turn: Turn, handover: Handover) -> Html:
    """Return the polite no to somebody who asked for a human."""
    head = turn.tr("<b>The Welcome Office cannot answer this question.</b> It is not a matter of the office.\n<blockquote>{question}</blockquote>")
    told = Html.of(head, question=apart(shortened(handover.text), turn.language))
    return Html.join([told, Html.of(turn.tr("If you do not know whom to ask, contact the office:")), *office_lines(turn)])


# What the office's people see.


def prompt_card(turn: Turn, handover: Handover, place: InboxPlace | None) -> Card:
    """Return what happens with the next message."""
    text = Html.of(
        turn.tr("<b>Your next message goes to {asker}.</b> They speak this language: {language}. /cancel stops this.\n<blockquote>{question}</blockquote>"),
        asker=asker_name(turn, handover),
        language=endonym(handover.language),
        question=apart(shortened(handover.text), turn.language),
    )
    return text, ((Button(turn.tr("Back"), tap=handover_tap("show", handover.number, place)),),)


def look_card(turn: Turn, handover: Handover, place: InboxPlace | None) -> Card:
    """Return the wish for words to find an article by."""
    text = turn.tr("<b>Which answer do you look for?</b> Write a few words. /cancel stops this.")
    return Html.of(text), ((Button(turn.tr("Back"), tap=handover_tap("show", handover.number, place)),),)


def found_card(turn: Turn, number: int, article_ids: Sequence[str]) -> Card:
    """Return the articles that were found."""
    tr = turn.tr
    back = (Button(tr("Back"), tap=handover_tap("show", number, None)),)
    if not article_ids:
        return Html.of(tr("There is no such answer. Write other words, or go back.")), (back,)
    lines = [Html.of("{n}. {title}", n=n, title=title_of(turn, article_id)) for n, article_id in enumerate(article_ids, start=1)]
    return Html.join([Html.of(tr("<b>These answers come near:</b>")), Html.join(lines, "\n")]), (*article_rows(turn, number, article_ids, None), back)


def sent_reply_card(turn: Turn, handover: Handover, place: InboxPlace | None = None) -> Card:
    """Return the receipt for a reply."""
    return Html.of(turn.tr("<b>Sent to {asker}.</b>"), asker=asker_name(turn, handover)), (
        (draft_button(turn, handover.number),),
        (inbox_button(turn, place),),
    )


def sure_card(turn: Turn, handover: Handover) -> Card:
    """Return the question whether a text that speaks of danger is meant as the reply."""
    text = turn.tr("Your message speaks of danger. If you are in danger yourself, call 112. Is it your reply to {asker}?")
    send = Button(turn.tr("Yes, send it"), tap=handover_tap("sure", handover.number, None))
    return Html.of(text, asker=asker_name(turn, handover)), ((send,), (Button(turn.tr("Back"), tap=handover_tap("show", handover.number, None)),))


def too_late_card(turn: Turn, number: int) -> Card:
    """Return that the hour for writing is over."""
    text = turn.tr("More than an hour has passed since you tapped Reply, so nothing was sent. Open the question again if you want to answer it.")
    return Html.of(text), ((Button(turn.tr("Open the question"), tap=handover_tap("show", number, None)),), (inbox_button(turn),))


def not_possible_card(turn: Turn, result: Taking, view: View | None, place: InboxPlace | None = None) -> Card:
    """Return why a handover cannot be answered by the reader."""
    tr = turn.tr
    rows = ((inbox_button(turn, place),),)
    if view is None:
        return Html.of(tr("This question is gone: the person deleted their data.")), rows
    if result is Taking.NOBODY:
        nobody = Html.of(tr("<b>Nobody can be reached.</b> The person has blocked the bot, or the question is older than 30 days. Nothing was sent."))
        return nobody, ((draft_button(turn, view.handover.number),), *rows)
    return Html.join([whose(turn, view), Html.of(tr("You do not need to do anything."))]), rows


def closed_card(turn: Turn, handover: Handover, place: InboxPlace | None, *, is_told: bool) -> Card:
    """Return what closing did."""
    tr = turn.tr
    told = tr("{asker} was told that the office cannot answer this.") if is_told else tr("Nobody was told, for nobody had asked for a human.")
    return Html.join([Html.of(tr("<b>Closed.</b>")), Html.of(told, asker=asker_name(turn, handover))], " "), ((inbox_button(turn, place),),)


def worded_card(turn: Turn, worded: Worded, number: int, place: InboxPlace | None) -> Card:
    """Return what became of a wording."""
    tr = turn.tr
    back = (Button(tr("Back"), tap=handover_tap("show", number, place)),)
    articles = turn.services.library.articles
    values = {
        "title": title_of(turn, worded.article_id) if worded.article_id in articles else worded.article_id,
        "owner": title_of(turn, worded.owner) if worded.owner in articles else worded.owner,
        "wording": worded.wording,
        "language": endonym(worded.language),
    }
    undo = (Button(tr("Undo"), tap=handover_tap("unword", number, place, str(worded.act))),) if worded.act else ()
    return Html.of(tr(WORDINGS[worded.result]), **values), (*((undo,) if undo else ()), back)


def unworded_card(turn: Turn, worded: Worded, number: int, place: InboxPlace | None) -> Card:
    """Return what became of the wish to undo it."""
    tr = turn.tr
    done = tr("Undone: the wording is gone again.")
    text = done if worded.result is Wording.ADDED else tr("There is nothing to undo any more.")
    return Html.of(text), ((Button(tr("Back"), tap=handover_tap("show", number, place)),),)
