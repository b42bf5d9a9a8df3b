"""Pages about several vacancies: an empty list, the saved ones, and what would open more."""

from datetime import date

from welcomebot.services.find_vacancies import Looking, Results, looking
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.services.mark_vacancy import vacancy_of
from welcomebot.services.vacancy_gaps import Opening, openings
from welcomebot.telegram.bidi import apart
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.facts import day
from welcomebot.telegram.cards.job_ways import home_button, list_button, profile_button
from welcomebot.telegram.cards.trail import Trail
from welcomebot.telegram.cards.vacancy_buttons import list_buttons
from welcomebot.telegram.cards.vacancy_facts import capital, label, over, own_title, place_names
from welcomebot.telegram.cards.vacancy_taps import names_apart, on, short
from welcomebot.telegram.cards.work_words import language_name
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

MAX_SAVED = 20  # on one page


def empty_list(turn: Turn, results: Results, trail: Trail, person: Looking) -> tuple[Html, Keyboard]:
    """Return why nothing is in the list, and what can be done about it."""
    tr = turn.tr
    if trail.phrase:
        text = Html.of(tr("<b>No open vacancy fits your search: {phrase}</b>"), phrase=trail.phrase)
        advice = Html.of(tr("Try another word, or a shorter one."))
    elif trail.filters.are_set:
        text, advice = Html.of(tr("<b>No open vacancy is left with these filters.</b>")), Html.of(tr("Take a filter away to see more."))
    elif person.profile is None:
        text = Html.of(tr("<b>I do not know yet what work you can do.</b>"))
        return Html.join([text, Html.of(tr("Tell me in your own words, and I show which vacancies fit. You can also search, for example: /jobs welder"))]), (
            (profile_button(turn),),
        )
    else:
        text, advice = Html.of(tr("<b>No open vacancy fits you well right now.</b>")), Html.of(tr("I write to you when one comes, as you set it in /jobs."))
    narrow, *rest = list_buttons(turn, results, trail)
    return Html.join([text, advice]), (*((narrow,) if trail.filters.are_set else ()), *rest, (home_button(turn),))


def paused_card(turn: Turn, until: date | None) -> tuple[Html, Keyboard]:
    """Return the receipt for paused or stopped messages."""
    tr = turn.tr
    if until is None:
        text = Html.of(tr("<b>Setting changed:</b> I no longer write to you about new vacancies. You can switch this on again in /jobs."))
    else:
        text = Html.of(tr("<b>Setting changed:</b> I do not write to you about new vacancies until {day}."), day=day(until, turn.language))
    return text, ((home_button(turn),),)


def no_such_vacancy(turn: Turn, number: str) -> tuple[Html, Keyboard]:
    """Return the reply to a number that no published vacancy has."""
    return Html.of(turn.tr("There is no vacancy with this number: {number}"), number=number), ((list_button(turn),), (home_button(turn),))


async def saved_page(turn: Turn) -> tuple[Html, Keyboard]:
    """Return the saved vacancies, those that end first before the others, with their last days."""
    tr = turn.tr
    marks = (await looking(turn.person.user_id, work=turn.work)).marks
    found = [stored for number in sorted(marks.saved) if (stored := await vacancy_of(number, work=turn.work))]
    if not found:
        return Html.of(tr("You have not saved any vacancy yet. Tap “☆ Save” under one to find it here.")), ((list_button(turn),), (home_button(turn),))
    found.sort(key=lambda stored: (bool(over(turn, stored)), stored.vacancy.apply_by is None, stored.vacancy.apply_by or 0, stored.number))
    lines = [_saved_line(turn, stored) for stored in found[:MAX_SAVED]]
    names = names_apart(turn, found[:MAX_SAVED])
    rows = [(Button(name, tap=on("v-one", stored.number, Trail())),) for name, stored in zip(names, found, strict=False)]
    return Html.join([Html.of(tr("<b>Your saved vacancies</b>")), *lines]), (*rows, (home_button(turn),))


async def openings_page(turn: Turn) -> tuple[Html, Keyboard]:
    """Return the three things that would open the most vacancies."""
    tr, services = turn.tr, turn.services
    person = await looking(turn.person.user_id, work=turn.work)
    found = await openings(person, services.board, work=turn.work, clock=services.clock, zone=services.zone)
    if not found:
        text = Html.of(tr("I see no single card, language step or skill that would open more vacancies right now."))
        return text, ((list_button(turn),), (home_button(turn),))
    lines = [Html.of("• {line}", line=opening_sentence(turn, each)) for each in found]
    rows = tuple(row for each in found for row in _opening_buttons(turn, each))
    return Html.join([Html.of(tr("<b>What would open more vacancies to you</b>")), Html.join(lines, "\n")]), (*rows, (list_button(turn),), (home_button(turn),))


def opening_sentence(turn: Turn, opening: Opening) -> str:
    """Return what something would open."""
    kind, _, name = opening.requirement.partition(":")
    what = f"{language_name(turn.tr, name)} {opening.level.name}" if kind == "language" and opening.level else label(turn, name)
    return turn.tr.plural("{what} would open {n} more vacancy.", "{what} would open {n} more vacancies.", opening.count, what=capital(what))


def _opening_buttons(turn: Turn, opening: Opening) -> Keyboard:
    kind, _, name = opening.requirement.partition(":")
    if kind == "permit" and name in turn.services.board.taxonomy.permits:
        return ((Button(turn.tr("How to get it: {card}").format(card=short(label(turn, name))), tap=Callback("v-card", (name,))),),)
    return ()


def _saved_line(turn: Turn, stored: StoredVacancy) -> Html:
    vacancy = stored.vacancy
    end = over(turn, stored)
    where = " · ".join(part for part in (apart(vacancy.employer, turn.language), place_names(turn, [vacancy.municipality])) if part)
    title = Html.of("<s>{title}</s>" if end else "<b>{title}</b>", title=own_title(turn, vacancy))
    if end:
        return Html.join([title, Html.text(where), end], "\n")
    until = Html.of(turn.tr("Last day to apply: {day}"), day=day(vacancy.apply_by, turn.language)) if vacancy.apply_by else Html("")
    return Html.join([title, Html.text(where), until], "\n")
