"""A vacancy as one message: what the work is, how it fits and why, what is missing and how to get it, and what can be done."""

from welcomebot.domain.matches import Match
from welcomebot.telegram.bidi import apart
from welcomebot.telegram.cards.match_reasons import all_points, reasons
from welcomebot.telegram.cards.vacancy_buttons import back_button, vacancy_buttons
from welcomebot.telegram.cards.vacancy_facts import facts, last_day, listed, over, titles
from welcomebot.telegram.cards.vacancy_missing import asked_names, missing_lines, wishes_line
from welcomebot.telegram.cards.vacancy_view import View
from welcomebot.telegram.cards.work_words import band
from welcomebot.telegram.effects import Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

MAX_AD = 3_000  # characters; one message holds it with everything around


def vacancy_card(turn: Turn, view: View) -> tuple[Html, Keyboard]:
    """Return the card as it is first seen."""
    return vacancy_text(turn, view), vacancy_buttons(turn, view)


def points_card(turn: Turn, view: View, match: Match) -> tuple[Html, Keyboard]:
    """Return every line with its points; they add up to the score."""
    return Html.join([titles(turn, view.stored.vacancy), all_points(turn, match), _place(turn, view)]), back_button(turn, view)


def ad_card(turn: Turn, view: View) -> tuple[Html, Keyboard]:
    """Return the ad in the employer's own words."""
    vacancy = view.stored.vacancy
    text = vacancy.description if len(vacancy.description) <= MAX_AD else f"{vacancy.description[:MAX_AD].rstrip()}…"
    note = Html.of(turn.tr("<i>This is the ad as the employer wrote it.</i>"))
    return Html.join(
        [Html.of("<b>{title}</b>", title=apart(vacancy.title, turn.language)), Html.text(apart(text, turn.language)), note, _place(turn, view)]
    ), back_button(turn, view)


def vacancy_text(turn: Turn, view: View) -> Html:
    """Return the card's text: the facts first, then how it fits."""
    vacancy = view.stored.vacancy
    end = over(turn, view.stored)
    title = Html.of("<s>{title}</s>", title=titles(turn, vacancy)) if end else titles(turn, vacancy)
    parts = [end, title, facts(turn, vacancy, view.places)]
    if not end:
        parts += [last_day(turn, vacancy), *_fit(turn, view), _contact(turn, view)]
    return Html.join([*parts, _finnish(turn, view), _place(turn, view)])


def _fit(turn: Turn, view: View) -> list[Html]:
    tr, match = turn.tr, view.match
    if match is None:
        asked = asked_names(turn, view.stored.vacancy)
        asks = Html.of(tr("The ad asks for this: {what}"), what=listed(turn, asked)) if asked else Html("")
        return [asks, Html.of(tr("Tell me what work you can do, and I show how this fits you."))]
    missing = list(missing_lines(turn, match))
    helps = wishes_line(turn, view.stored.vacancy, view.person.seeker, match)
    why = Html.join([Html.of("<b>{band}</b>", band=band(tr, match.band)), *reasons(turn, match)], "\n")
    return [why, Html.join([Html.of(tr("<b>What is missing</b>")), *missing], "\n") if missing else Html(""), helps]


def _contact(turn: Turn, view: View) -> Html:
    vacancy = view.stored.vacancy
    if vacancy.apply_url or vacancy.phone or vacancy.email:
        return Html("")
    return Html.of(turn.tr("The ad gives no way to apply. The Welcome Office helps you to reach the employer."))


def _finnish(turn: Turn, view: View) -> Html:
    if view.reports is None:
        return Html("")
    needed, not_needed = view.reports
    tr = turn.tr
    return Html.of(tr("<i>What others say of this work: Finnish is really needed: {yes}, it goes without: {no}.</i>"), yes=needed, no=not_needed)


def _place(turn: Turn, view: View) -> Html:
    tr, number = turn.tr, view.number
    if view.place is None:
        return Html.of(tr("<i>Vacancy {number}</i>"), number=number)
    return Html.of(tr("<i>{place} of {total} · vacancy {number}</i>"), place=view.place + 1, total=len(view.results.shown), number=number)
