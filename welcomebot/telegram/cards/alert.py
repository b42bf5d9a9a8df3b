"""What seekers are told unasked: new vacancies, a saved one that ends, one that closed, and whether they still look for work."""

from collections.abc import Sequence

from welcomebot.services.alert_seekers import Alert
from welcomebot.services.find_vacancies import Found
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.job_ways import home_button
from welcomebot.telegram.cards.vacancy_facts import last_day, over, own_title, place_names
from welcomebot.telegram.cards.vacancy_taps import names_apart
from welcomebot.telegram.cards.work_words import band
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

PAUSE_DAYS = "7"


def alert_card(turn: Turn, alert: Alert) -> tuple[Html, Keyboard]:
    """Return the message about new vacancies that fit."""
    tr, count = turn.tr, len(alert.found)
    head = Html.of("<b>{text}</b>", text=tr.plural("{n} new vacancy for you", "{n} new vacancies for you", count))
    lines = [_line(turn, each.stored, each.places, each) for each in alert.found]
    more = Html.text(tr.plural("{n} more waits in /jobs.", "{n} more wait in /jobs.", alert.more)) if alert.more else Html("")
    return Html.join([head, *lines, more]), alert_buttons(turn, [each.stored for each in alert.found])


def changed_card(turn: Turn, ads: Sequence[StoredVacancy]) -> tuple[Html, Keyboard]:
    """Return the same message as its vacancies are now; one that is over is struck through, with the reason."""
    left = sum(not over(turn, stored) for stored in ads)
    text = turn.tr.plural("{n} vacancy for you, as it is now", "{n} vacancies for you, as they are now", left)
    head = Html.of("<b>{text}</b>", text=text if left else turn.tr("These vacancies are no longer open"))
    return Html.join([head, *(_line(turn, stored, [stored.vacancy.municipality]) for stored in ads)]), alert_buttons(turn, ads)


def ending_card(turn: Turn, stored: StoredVacancy) -> tuple[Html, Keyboard]:
    """Return the reminder that a saved vacancy ends."""
    head = Html.of(turn.tr("<b>A vacancy that you saved ends soon.</b>"))
    return Html.join([head, _line(turn, stored, [stored.vacancy.municipality])]), (_open_row(stored, *names_apart(turn, [stored])),)


def closed_card(turn: Turn, stored: StoredVacancy) -> tuple[Html, Keyboard]:
    """Return the news that the employer closed a saved vacancy, and a way on."""
    tr = turn.tr
    head = Html.of(tr("<b>A vacancy that you saved is closed.</b>"))
    way_on = Html.of(tr("This says nothing about you. I go on looking for work that fits you."))
    return Html.join([head, _line(turn, stored, [stored.vacancy.municipality]), way_on]), (
        (Button(tr("Show the vacancies"), tap=Callback("matches", ("0",))),),
    )


def still_looking_card(turn: Turn) -> tuple[Html, Keyboard]:
    """Return the question whether the person still looks for work; without an answer all stays as it is."""
    tr = turn.tr
    text = tr("<b>Are you still looking for work?</b>\nYour job search is three months old. If you do not answer, I go on as before.")
    return Html.of(text), ((Button(tr("Yes, go on"), tap=Callback("a-on")),), (home_button(turn),), (_stop(turn),))


def alert_buttons(turn: Turn, ads: Sequence[StoredVacancy]) -> Keyboard:
    """Return a button a vacancy, and the ways to hear less, each one tap away."""
    pause = Button(turn.tr.plural("Pause for {n} day", "Pause for {n} days", int(PAUSE_DAYS)), tap=Callback("a-rest", (PAUSE_DAYS,)))
    still_open = [stored for stored in ads if not over(turn, stored)]
    rows = (_open_row(stored, name) for stored, name in zip(still_open, names_apart(turn, still_open), strict=True))
    return (*rows, (pause, _stop(turn)))


def _open_row(stored: StoredVacancy, name: str) -> tuple[Button, ...]:
    return (Button(name, tap=Callback("a-one", (str(stored.number),))),)


def _stop(turn: Turn) -> Button:
    return Button(turn.tr("Stop these messages"), tap=Callback("a-rest", ("stop",)))


def _line(turn: Turn, stored: StoredVacancy, places: Sequence[str], found: Found | None = None) -> Html:
    vacancy, end = stored.vacancy, over(turn, stored)
    title = Html.of("<s>{title}</s>" if end else "<b>{title}</b>", title=own_title(turn, vacancy))
    where = Html.text(" · ".join(part for part in (vacancy.employer, place_names(turn, places)) if part))
    fit = Html.text(band(turn.tr, found.match.band)) if found else Html("")
    return Html.join([title, where, fit, end or last_day(turn, vacancy)], "\n")
