"""Consent: what the seeker is asked, what the employer hears of it, and the log of everything that was asked."""

from collections.abc import Sequence

from welcomebot.domain.vacancies import VacancyState
from welcomebot.locales.i18n import later
from welcomebot.services.contact_seekers import Request, can_answer
from welcomebot.services.find_people import Summary
from welcomebot.services.job_ports import RequestState
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import day, moment
from welcomebot.telegram.cards.job_ways import home_button
from welcomebot.telegram.cards.people_found import summary_html
from welcomebot.telegram.cards.posting_preview import ad_html
from welcomebot.telegram.cards.vacancy_facts import own_title
from welcomebot.telegram.cards.vacancy_taps import short
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]

STEPS = {
    RequestState.ASKED: later("{time}: the employer asked"),
    RequestState.AGREED: later("{time}: you said yes"),
    RequestState.DECLINED: later("{time}: you said no"),
    RequestState.WITHDRAWN: later("{time}: you took the yes back"),
    RequestState.CLOSED: later("{time}: the request ended"),
}


def question_to_seeker(turn: Turn, asked: Request) -> Card:
    """Return the question whether an employer may contact the seeker, with the vacancy."""
    tr = turn.tr
    parts = [
        Html.of(tr("<b>{employer} would like to contact you about work.</b>"), employer=asked.stored.vacancy.employer),
        ad_html(turn, asked.stored.vacancy),
        Html.of(tr("The employer saw your work, skills, languages, cards and start, not your name. It gets a contact only if you say yes.")),
    ]
    return Html.join(parts), _answers(turn, asked)


def choose_contact_card(turn: Turn, asked: Request, *, saved: str, username: str) -> Card:
    """Return the choice of what to share."""
    tr, number = turn.tr, str(asked.request.number)
    text = tr("<b>Which contact may {employer} have?</b> Nothing else about you is shared.")
    rows = [(Button(contact, tap=Callback("contact", (how, number))),) for how, contact in (("saved", saved), ("username", username)) if contact]
    rows.append((Button(tr("Write another phone number or e-mail address"), tap=Callback("contact", ("type", number))),))
    return Html.of(text, employer=asked.stored.vacancy.employer), (*rows, (Button(tr("No, share nothing"), tap=Callback("contact", ("no", number))),))


def shared_card(turn: Turn, asked: Request, contact: str) -> Card:
    """Return the receipt of a yes."""
    tr = turn.tr
    text = tr("<b>{employer} now has this contact: {contact}.</b> You can take it back at any time.")
    return Html.of(text, employer=asked.stored.vacancy.employer, contact=contact), (_withdraw(turn, asked), (log_button(turn),))


def log_card(turn: Turn, asked: Sequence[Request]) -> Card:
    """Return who asked about the seeker, with every step and its time, and the ways to answer or withdraw."""
    tr = turn.tr
    if not asked:
        return Html.of(tr("<b>Who asked about me</b>\nNo employer has asked to contact you.")), ((home_button(turn),),)
    head = Html.of(tr("<b>Who asked about me</b>"))
    rows = []
    for each in asked:
        title = tr("{employer}: {title}").format(employer=each.stored.vacancy.employer, title=own_title(turn, each.stored.vacancy))
        if each.request.state is RequestState.AGREED:
            rows.append((Button(tr("Take the yes back: {what}").format(what=short(title)), tap=Callback("contact", ("withdraw", str(each.request.number)))),))
        elif can_answer(each, now=turn.services.clock()):
            rows.append((Button(title, tap=Callback("contact", ("show", str(each.request.number)))),))
    return Html.join([head, *(_history(turn, each) for each in asked)]), (*rows, (home_button(turn),))


def one_request_card(turn: Turn, asked: Request) -> Card:
    """Return one request as it stands now, with what can be done about it."""
    if asked.request.state is RequestState.AGREED:
        return shared_card(turn, asked, asked.request.contact)
    if can_answer(asked, now=turn.services.clock()):
        html, keyboard = question_to_seeker(turn, asked)
        return html, (*keyboard, (log_button(turn),))
    return over_card(turn)


def over_card(turn: Turn) -> Card:
    """Return that a request is over."""
    return Html.of(turn.tr("This request is over. Nothing was shared.")), ((log_button(turn),),)


def agreed_card(turn: Turn, asked: Request, contact: str, summary: Summary | None) -> Card:
    """Return the good news to the employer: the contact, and whose it is."""
    tr, stored = turn.tr, asked.stored
    head = Html.of(tr("<b>A person said yes to {title}.</b>\nContact: {contact}"), title=stored.vacancy.title, contact=contact)
    please = Html.of(tr("Please use it only for this work, and get in touch within a few days."))
    return Html.join([head, summary_html(turn, summary) if summary else Html(""), please]), ((Button(tr("My vacancies"), tap=Callback("employer")),),)


def taken_back_card(turn: Turn, asked: Request, summary: Summary | None) -> Card:
    """Return what stands in the employer's chat instead of a contact that was taken back."""
    tr = turn.tr
    text = tr("<b>The yes to {title} was taken back.</b> The contact stood here. Please delete it, too, wherever you noted it.")
    head = Html.of(text, title=asked.stored.vacancy.title)
    return Html.join([head, summary_html(turn, summary) if summary else Html("")]), ((Button(tr("My vacancies"), tap=Callback("employer")),),)


def refusal_card(turn: Turn, asked: Request, state: RequestState) -> Card:
    """Return to the employer that somebody said no, or took the yes back."""
    tr = turn.tr
    if state is RequestState.WITHDRAWN:
        sentence = tr("<b>A person took back the yes to {title}.</b> You asked this person on {day}. Please delete the contact and do not use it any more.")
    else:
        sentence = tr("<b>A person said no to {title}.</b> There are others whom you can ask.")
    number = asked.stored.number
    rows = ((Button(tr("Find people"), tap=Callback("people", (str(number), "0"))),),) if asked.stored.state is VacancyState.OPEN else ()
    asked_at = asked.request.asked_at
    return Html.of(sentence, title=asked.stored.vacancy.title, day=day(asked_at.astimezone(turn.services.zone), turn.language) if asked_at else ""), rows


def log_button(turn: Turn) -> Button:
    """Return the way to the log."""
    return Button(turn.tr("Who asked about me"), tap=Callback("asked"))


def _answers(turn: Turn, asked: Request) -> Keyboard:
    tr, number = turn.tr, str(asked.request.number)
    yes, no = Button(tr("Yes, they may"), tap=Callback("contact", ("yes", number))), Button(tr("No"), tap=Callback("contact", ("no", number)))
    return ((yes,), (no, Button(tr("Not now"), tap=Callback("contact", ("later", number)))))


def _withdraw(turn: Turn, asked: Request) -> tuple[Button, ...]:
    return (Button(turn.tr("Take the yes back"), tap=Callback("contact", ("withdraw", str(asked.request.number)))),)


def _history(turn: Turn, asked: Request) -> Html:
    vacancy = asked.stored.vacancy
    lines = [Html.of("<b>{employer}</b>\n{title}", employer=vacancy.employer, title=own_title(turn, vacancy))]
    lines += [Html.of(turn.tr(STEPS[step.step]), time=moment(turn, step.at)) for step in asked.steps]
    return Html.join(lines, "\n")
