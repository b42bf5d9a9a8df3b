"""The settings of the job search: everything that decides what a person sees and hears, each with a way to change it."""

from collections.abc import Iterator

from welcomebot.domain.profile_screens import Step
from welcomebot.domain.seekers import Wishes
from welcomebot.locales.i18n import Translator
from welcomebot.services.job_ports import StoredSeeker
from welcomebot.services.job_settings import BANDS, PAUSES, is_paused, mark
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.job_ways import home_button
from welcomebot.telegram.cards.profile_words import PACES
from welcomebot.telegram.cards.vacancy_facts import label
from welcomebot.telegram.cards.work_words import band
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

ACTION = "js"
MOST_HIDDEN = 5  # buttons to show something again; the rest follow when these are gone


def settings_card(turn: Turn, profile: StoredSeeker) -> tuple[Html, Keyboard]:
    """Return all settings with their values."""
    head = Html.of(turn.tr("<b>Settings of your job search</b>"))
    rows = [*_messages(turn, profile.wishes), *_shown(turn, profile.wishes), *_people(turn, profile.wishes)]
    return Html.join([head, *_lines(turn, profile.wishes)]), (*((row,) for row in rows), (home_button(turn),))


def _lines(turn: Turn, wishes: Wishes) -> Iterator[Html]:
    tr = turn.tr
    yield Html.of(tr("<b>Messages about new vacancies</b>: {pace}"), pace=tr(PACES[wishes.pace]))
    if wishes.paused_until and is_paused(wishes, turn.services.clock()):
        yield Html.of(tr("They are paused until {day}."), day=day(wishes.paused_until.astimezone(turn.services.zone), turn.language))
    yield Html.of(tr("<b>I write when a vacancy</b>: {fit}, or better"), fit=band(tr, wishes.least))
    if wishes.no_finnish_needed:
        yield Html.of(tr("Vacancies that need Finnish are hidden."))
    if wishes.max_language_gap == 0:
        yield Html.of(tr("Vacancies are hidden that ask for more of a language than you speak."))
    elif wishes.max_language_gap is not None:
        steps = tr.plural(
            "Vacancies are hidden that ask for more than {n} language level above yours.",
            "Vacancies are hidden that ask for more than {n} language levels above yours.",
            wishes.max_language_gap,
        )
        yield Html.text(steps)
    yield Html.of(_visibility(tr, may_be_found=wishes.may_be_found))
    if wishes.contact:
        yield Html.of(tr("The contact that you wrote for employers: {contact}"), contact=wishes.contact)


def _visibility(tr: Translator, *, may_be_found: bool) -> str:
    if may_be_found:
        return tr("<b>Employers may find you.</b> They see your work, skills, languages, permits and start, not your name. A contact only after your yes.")
    return tr("<b>Employers do not see you.</b> If you allow it, they see your work, skills, languages, permits and start, not your name.")


def _messages(turn: Turn, wishes: Wishes) -> Iterator[Button]:
    tr = turn.tr
    yield Button(tr("Change how often I write"), tap=Callback("jobs", ("edit", Step.ALERTS.value)))
    if is_paused(wishes, turn.services.clock()):
        yield _set(tr("End the pause"), "pause", "0")
    else:
        for days in PAUSES:
            yield _set(tr.plural("Pause for {n} day", "Pause for {n} days", int(days)), "pause", days)
    for level in BANDS:
        if level is not wishes.least:
            yield _set(tr("Write when: {fit}").format(fit=band(tr, level)), "least", level.value)


def _shown(turn: Turn, wishes: Wishes) -> Iterator[Button]:
    tr = turn.tr
    if wishes.no_finnish_needed:
        yield _set(tr("Show vacancies that need Finnish"), "fi", "0")
    else:
        yield _set(tr("Hide vacancies that need Finnish"), "fi", "1")
    if wishes.max_language_gap is not None:
        yield _set(tr("Show vacancies of every language level"), "gap", "0")
    again = tr("Show again: {name}")
    for concept in sorted(wishes.hidden_occupations)[:MOST_HIDDEN]:
        yield _set(again.format(name=label(turn, concept)), "occ", mark(concept))
    for employer in sorted(wishes.hidden_employers)[:MOST_HIDDEN]:
        yield _set(again.format(name=employer), "firm", mark(employer))


def _people(turn: Turn, wishes: Wishes) -> Iterator[Button]:
    tr = turn.tr
    if wishes.may_be_found:
        yield _set(tr("Employers may no longer find me"), "found", "0")
    else:
        yield _set(tr("Employers may find me, without my name"), "found", "1")
    if wishes.contact:
        yield _set(tr("Delete this contact"), "contact", "0")


def _set(label: str, setting: str, value: str) -> Button:
    return Button(label, tap=Callback(ACTION, (setting, value)))
