"""The way to a person: the Welcome Office, how to reach it and when it opens."""

from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import fact, opening_sentence
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn


def ask_office_button(turn: Turn, question_id: int) -> Button:
    """Return the button that leads to a person."""
    return Button(turn.tr("Ask the Welcome Office"), tap=Callback("office", (str(question_id),)))


def office_lines(turn: Turn) -> list[Html]:
    """Return how to reach the office and when somebody answers."""
    tr = turn.tr
    return [
        Html.of(
            tr("<b>Welcome Office</b>\nPhone and WhatsApp: {phone}\nE-mail: {email}"),
            phone=fact(turn, "phone:welcome-office"),
            email=fact(turn, "email:welcome-office"),
        ),
        opening_sentence(turn),
    ]


def office_card(turn: Turn, question_id: int) -> tuple[Html, Keyboard]:
    """Return the office's contact with the ways to write to it from here."""
    tr = turn.tr
    text = Html.join([Html.of(tr("A person in the office can help you.")), *office_lines(turn)])
    rows: list[tuple[Button, ...]] = []
    if question_id:
        rows.append((Button(tr("Send my question to the office"), tap=Callback("send", (str(question_id),))),))
    rows.append((Button(tr("Write a new message to the office"), tap=Callback("write")),))
    return text, tuple(rows)


def human_card(turn: Turn) -> Html:
    """Return what somebody reads who wants a person: one knows of it now, how to reach one, and that the next message goes there too."""
    tr = turn.tr
    known = Html.of(tr("<b>A person in the office will help you.</b> I have told them, and they write to you here."))
    more = Html.of(tr("What is it about? Write it now, in any language: your next message goes to the office too. /cancel stops this."))
    return Html.join([known, *office_lines(turn), more])


def sent_card(turn: Turn) -> Html:
    """Return the receipt for a question that went to the office."""
    tr, services = turn.tr, turn.services
    is_open = services.calendar.is_open(services.library.contacts, services.clock())
    closed = Html("") if is_open else Html.of(tr("Nobody is in the office now. Somebody answers when it is open again."))
    thanks = Html.of(tr("<b>Thank you. Your question is with the office.</b> I write to you here when a person answers."))
    return Html.join([thanks, closed, opening_sentence(turn)])
