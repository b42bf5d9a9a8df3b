"""What an employer sees: the way to access, the own ads, and one ad with everything that can be done with it."""

from collections.abc import Sequence

from welcomebot.domain.vacancies import CloseReason, VacancyState
from welcomebot.domain.vacancy_draft import Question
from welcomebot.locales.i18n import later
from welcomebot.services.approve_vacancy import StandardNote
from welcomebot.services.employer_access import AccessReply, Asking
from welcomebot.services.job_ports import Employer, EmployerState, StoredVacancy
from welcomebot.services.own_vacancies import PROLONGATIONS
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import day, opening_sentence
from welcomebot.telegram.cards.office import ask_office_button
from welcomebot.telegram.cards.posting_preview import ad_html
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]
MAX_LISTED = 10

STATES = {
    VacancyState.WAITING: later("waits for the office"),
    VacancyState.SENT_BACK: later("sent back to you"),
    VacancyState.OPEN: later("open"),
    VacancyState.EXPIRED: later("the last day is over"),
    VacancyState.CLOSED: later("closed"),
}
REASONS = {
    CloseReason.FILLED: later("We chose somebody"),
    CloseReason.FILLED_INTERNALLY: later("Somebody who already works here got the place"),
    CloseReason.PLANS_CHANGED: later("Our plans changed"),
    CloseReason.NO_SUITABLE: later("We found nobody suitable"),
    CloseReason.MISTAKE: later("The ad was a mistake"),
}
NOTES = {
    StandardNote.TELL_MORE: later("Please tell more about the work: what the person does, where and when."),
    StandardNote.TELL_PAY: later("Please say what the work pays, or which collective agreement it follows."),
    StandardNote.CHECK_CONTACT: later("Please check how to apply: the address or number does not seem to work."),
    StandardNote.ASK_LESS: later("Please look at the musts again: the work may need less Finnish or fewer cards."),
}
EDITABLE = {
    Question.WORK: later("The work"),
    Question.SKILLS: later("Skills"),
    Question.PLACE: later("Place"),
    Question.TIME: later("Time and kind of work"),
    Question.LANGUAGES: later("Languages and cards"),
    Question.PAY: later("Pay and hours"),
    Question.APPLY: later("Last day and how to apply"),
}


def access_card(turn: Turn, asking: Asking) -> Card:
    """Return what the bot says next to somebody who wants to post."""
    tr = turn.tr
    stop = ((Button(tr("Stop, do not send"), tap=Callback("post", ("stop",))),),)
    match asking.reply:
        case AccessReply.NAME_COMPANY:
            parts = [
                Html.of(tr("<b>For employers</b>")),
                Html.of(tr("Here you reach people who look for work in the Kokkola region. The Welcome Office approves every employer and every vacancy.")),
                Html.of(tr("<b>What is the name of your company?</b> Please write it.")),
            ]
            return Html.join(parts), stop
        case AccessReply.NAME_BUSINESS_ID:
            question = tr("<b>What is the business id of {company}?</b> It has seven digits, a hyphen and one more digit.")
            return Html.of(question, company=asking.company), stop
        case AccessReply.WRONG_BUSINESS_ID:
            return Html.of(tr("This business id is not right: its last digit does not fit. Please check it and write it again.")), stop
        case AccessReply.WAITS:
            return waiting_card(turn, asking.company)


def waiting_card(turn: Turn, company: str) -> Card:
    """Return that the office still has to decide."""
    text = Html.of(turn.tr("<b>The office now checks {company}.</b> I write to you here when that is done."), company=company)
    return Html.join([text, opening_sentence(turn)]), ()


def refused_card(turn: Turn, company: str) -> Card:
    """Return that the office refused."""
    text = turn.tr("<b>The office did not approve {company}.</b> If you think that this is a mistake, please write to the office.")
    return Html.of(text, company=company), ((ask_office_button(turn, 0),),)


def decided_card(turn: Turn, employer: Employer) -> Card:
    """Return what the office decided."""
    if employer.state is not EmployerState.APPROVED:
        return refused_card(turn, employer.company)
    text = Html.of(turn.tr("<b>The office has approved {company}.</b> You can post vacancies now."), company=employer.company)
    return text, ((Button(turn.tr("Post a vacancy"), tap=Callback("post", ("new",))),),)


def home_card(turn: Turn, employer: Employer, ads: Sequence[StoredVacancy], *, is_writing: bool = False) -> Card:
    """Return the employer's home: the way back to an ad that is being written, the ways to post, the ads with their state."""
    tr = turn.tr
    intro = tr("Your vacancies are below.") if ads else tr("You have no vacancies yet. Posting one takes six questions.")
    text = Html.join([Html.of("<b>{company}</b>", company=employer.company), Html.of(intro)])
    rows = [(Button(f"{stored.vacancy.title} · {state_name(turn, stored)}", tap=ad("show", stored.number)),) for stored in ads[:MAX_LISTED]]
    ways = (Button(tr("Post a vacancy"), tap=Callback("post", ("new",))), Button(tr("Post from a file"), tap=Callback("file", ("new",))))
    again = ((Button(tr("Back to the vacancy"), tap=Callback("post", ("again",))),),) if is_writing else ()
    return text, (*again, ways, *rows)


def ad_card(turn: Turn, stored: StoredVacancy) -> Card:
    """Return an own ad with its state, what the office wrote, and what can be done."""
    tr = turn.tr
    parts = [
        Html.of(tr("<i>Vacancy {number}: {state}</i>"), number=stored.number, state=state_name(turn, stored)),
        _note(turn, stored),
        ad_html(turn, stored.vacancy),
    ]
    return Html.join(parts), (*_actions(turn, stored), (home_button(turn),))


def published_card(turn: Turn, stored: StoredVacancy) -> Card:
    """Return that the office approved an ad; one that waited too long needs a new last day."""
    if stored.state is not VacancyState.OPEN:
        late = turn.tr("<b>The office has approved your vacancy {title}, but its last day is over.</b> Give it more time, and people can see it.")
        return Html.of(late, title=stored.vacancy.title), (_longer(turn, stored), (home_button(turn),))
    text = turn.tr("<b>The office has approved your vacancy {title}.</b> People can see it now.")
    find = (Button(turn.tr("Find people"), tap=Callback("people", (str(stored.number), "0"))),)
    return Html.of(text, title=stored.vacancy.title), (find, (home_button(turn),))


def sent_back_card(turn: Turn, stored: StoredVacancy) -> Card:
    """Return that the office asks for a change."""
    text = Html.of(turn.tr("<b>The office asks you to change your vacancy {title}.</b>"), title=stored.vacancy.title)
    return Html.join([text, _note(turn, stored)]), ((Button(turn.tr("Change it"), tap=ad("change", stored.number)),), (home_button(turn),))


def closing_card(turn: Turn, stored: StoredVacancy) -> Card:
    """Return the reasons for closing."""
    tr = turn.tr
    text = tr("<b>Why do you close the vacancy {title}?</b> People who were interested are told the reason. It cannot be opened again.")
    rows = tuple((Button(tr(sentence), tap=ad("closed", stored.number, reason)),) for reason, sentence in REASONS.items())
    return Html.of(text, title=stored.vacancy.title), (*rows, (Button(tr("Back"), tap=ad("show", stored.number)),))


def editing_rows(turn: Turn) -> Keyboard:
    """Return one button an answer that can be changed."""
    buttons = [Button(turn.tr(name), tap=Callback("post", (Question.PREVIEW.value, "edit", question.value))) for question, name in EDITABLE.items()]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def ending_card(turn: Turn, stored: StoredVacancy) -> Card:
    """Return the reminder that an ad ends soon."""
    last = stored.vacancy.apply_by
    text = turn.tr("<b>Your vacancy {title} ends soon.</b> The last day to apply is {day}.")
    html = Html.of(text, title=stored.vacancy.title, day=day(last, turn.language) if last else "")
    return html, (_longer(turn, stored), (Button(turn.tr("Close it"), tap=ad("close", stored.number)),))


def state_name(turn: Turn, stored: StoredVacancy) -> str:
    """Return what an ad's state is called; of an open one also its last day."""
    if stored.state is VacancyState.OPEN and stored.vacancy.apply_by:
        return turn.tr("open until {day}").format(day=day(stored.vacancy.apply_by, turn.language))
    return turn.tr(STATES[stored.state])


def home_button(turn: Turn) -> Button:
    """Return the way to the employer's home."""
    return Button(turn.tr("My vacancies"), tap=Callback("employer"))


def ad(verb: str, number: int, *values: str) -> Callback:
    """Return what a button of an own ad carries."""
    return Callback("ad", (verb, str(number), *values))


def _note(turn: Turn, stored: StoredVacancy) -> Html:
    if not stored.note:
        return Html("")
    note = turn.tr(NOTES[StandardNote(stored.note)]) if stored.note in tuple(StandardNote) else stored.note
    return Html.of(turn.tr("<b>The office writes:</b> {note}"), note=note)


def _actions(turn: Turn, stored: StoredVacancy) -> Keyboard:
    tr, number = turn.tr, stored.number
    if stored.state is VacancyState.CLOSED:
        return ()
    find = ((Button(tr("Find people"), tap=Callback("people", (str(number), "0"))),),) if stored.state is VacancyState.OPEN else ()
    return (*find, (Button(tr("Change it"), tap=ad("change", number)), Button(tr("Close it"), tap=ad("close", number))), _longer(turn, stored))


def _longer(turn: Turn, stored: StoredVacancy) -> tuple[Button, ...]:
    tr = turn.tr
    return tuple(Button(tr.plural("{n} day longer", "{n} days longer", days), tap=ad("longer", stored.number, str(days))) for days in PROLONGATIONS)
