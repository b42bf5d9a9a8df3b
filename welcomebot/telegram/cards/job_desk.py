"""What the office's people see of jobs: what waits for them, and each thing with what can be done."""

from collections.abc import Sequence

from welcomebot.services.approve_vacancy import Waiting
from welcomebot.services.curate_skills import NamedWord, mark_of
from welcomebot.services.job_ports import Employer, StoredVacancy, UnlinkedWord
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.employer import NOTES
from welcomebot.telegram.cards.posting_preview import ad_html
from welcomebot.telegram.cards.vacancy_facts import capital, label
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Card = tuple[Html, Keyboard]


def desk_home(turn: Turn, waiting: Waiting) -> Card:
    """Return the counts with a button for each kind of work."""
    tr = turn.tr
    text = Html.join(
        [
            Html.of(tr("<b>Job desk</b>")),
            Html.of(tr("Open vacancies: {vacancies}. People with a job profile: {people}."), vacancies=waiting.open_vacancies, people=waiting.seekers),
            Html.of(tr("Nothing waits for you.")) if not (waiting.employers or waiting.vacancies or waiting.words) else Html(""),
        ]
    )
    rows = (
        *_row(tr("Employers who wait: {n}").format(n=waiting.employers), Callback("jobdesk", ("employers",)), waiting.employers),
        *_row(tr("Vacancies that wait: {n}").format(n=waiting.vacancies), Callback("jobdesk", ("vacancies",)), waiting.vacancies),
        *_row(tr("Words that nobody understood: {n}").format(n=waiting.words), Callback("word", ("next", "-")), waiting.words),
    )
    return text, rows


def employer_card(turn: Turn, employer: Employer) -> Card:
    """Return an employer who waits."""
    tr, number = turn.tr, str(employer.user_id)
    text = tr("<b>An employer asks for access.</b>\n{company}, {business_id}")
    rows = (
        (Button(tr("Approve"), tap=staff("grant", number)), Button(tr("Refuse"), tap=staff("refuse", number))),
        (desk_button(turn),),
    )
    return Html.of(text, company=employer.company, business_id=employer.business_id), rows


def waiting_ad_card(turn: Turn, stored: StoredVacancy) -> Card:
    """Return a vacancy that waits, as it would be seen."""
    tr, number = turn.tr, str(stored.number)
    head = Html.of(tr("<b>Vacancy {number} waits for approval.</b>"), number=stored.number)
    rows = ((Button(tr("Approve"), tap=staff("publish", number)), Button(tr("Send back"), tap=staff("return", number))), (desk_button(turn),))
    return Html.join([head, ad_html(turn, stored.vacancy)]), rows


def note_card(turn: Turn, number: int) -> Card:
    """Return the notes that can be sent with one tap, and the way to write another."""
    tr = turn.tr
    text = Html.of(tr("<b>What shall the employer change in vacancy {number}?</b> Tap a note, or write your own. /cancel stops this."), number=number)
    rows = tuple((Button(tr(sentence), tap=Callback("staff", ("note", str(number), note))),) for note, sentence in NOTES.items())
    return text, (*rows, (desk_button(turn),))


def word_card(turn: Turn, word: UnlinkedWord, suggestions: Sequence[str], *, has_more: bool) -> Card:
    """Return a word that named nothing, with the nearest concepts."""
    tr, mark = turn.tr, mark_of(word)
    parts = [Html.of(tr("<b>Which skill or work is this?</b>\n{word}"), word=word.text), touched(turn, word)]
    rows = [
        (Button(tr("It means: {name}").format(name=capital(label(turn, concept))), tap=Callback("word", ("name", mark, concept))),) for concept in suggestions
    ]
    onward = (Button(tr("Next"), tap=Callback("word", ("next", mark))),) if has_more else ()
    return Html.join(parts), (*rows, (Button(tr("It is no skill"), tap=Callback("word", ("drop", mark))), *onward), (desk_button(turn),))


def named_card(turn: Turn, named: NamedWord) -> Card:
    """Return what one more name did, with the way to take it back."""
    tr = turn.tr
    text = tr("<b>{word} now means {name}.</b>")
    head = Html.of(text, word=named.word.text, name=label(turn, named.concept_id))
    undo = Button(tr("Undo"), tap=Callback("word", ("undo", mark_of(named.word), named.concept_id)))
    return Html.join([head, touched(turn, named.word)]), ((undo, Button(tr("Next"), tap=Callback("word", ("next", "-")))), (desk_button(turn),))


def touched(turn: Turn, word: UnlinkedWord) -> Html:
    """Return how many people and vacancies used a word."""
    tr = turn.tr
    people = tr.plural("It touches {n} person.", "It touches {n} people.", word.seekers)
    vacancies = tr.plural("It touches {n} vacancy.", "It touches {n} vacancies.", word.vacancies)
    return Html.join([Html.text(people), Html.text(vacancies)], " ")


def desk_button(turn: Turn) -> Button:
    """Return the way to the job desk."""
    return Button(turn.tr("Job desk"), tap=Callback("jobdesk", ("home",)))


def staff(verb: str, number: str) -> Callback:
    """Return what a button of a decision carries."""
    return Callback("staff", (verb, number))


def _row(name: str, tap: Callback, count: int) -> Keyboard:
    return ((Button(name, tap=tap),),) if count else ()
