"""The buttons under a vacancy. Each carries the vacancy's number and the list that it belongs to, so that it works after days and restarts."""

from collections.abc import Iterator
from dataclasses import replace

from welcomebot.domain.vacancies import Cefr
from welcomebot.services.find_vacancies import Results
from welcomebot.services.vacancy_filters import language_gaps, level
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.job_ways import profile_button
from welcomebot.telegram.cards.trail import Trail
from welcomebot.telegram.cards.vacancy_facts import over
from welcomebot.telegram.cards.vacancy_missing import plan_buttons
from welcomebot.telegram.cards.vacancy_question import question_rows
from welcomebot.telegram.cards.vacancy_taps import on, tap
from welcomebot.telegram.cards.vacancy_view import View
from welcomebot.telegram.cards.work_words import language_name
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.turn import Turn

Row = tuple[Button, ...]
MAX_COPY = 256  # characters, Telegram's limit for a text to copy


def vacancy_buttons(turn: Turn, view: View) -> Keyboard:
    """Return all that can be done with a vacancy; one that is over leads on."""
    tr = turn.tr
    if over(turn, view.stored):
        saved = [(_save(turn, view),)] if view.number in view.person.marks.saved else []
        return (*saved, *_ways(turn, view))
    rows = [*question_rows(turn, view), *_apply(turn, view)]
    rows.append((_save(turn, view), Button(tr("Not for me"), tap=tap("v-not", view))))
    rows += _explanations(turn, view)
    if view.match is not None:
        rows += plan_buttons(turn, view.match)
        rows += _within_reach(turn, view)
    else:
        rows.append((profile_button(turn),))
    return (*rows, *_ways(turn, view))


def back_button(turn: Turn, view: View) -> Keyboard:
    """Return the way back from a page about the vacancy."""
    return ((Button(turn.tr("Back to the vacancy"), tap=tap("v-one", view)),),)


def list_buttons(turn: Turn, results: Results, trail: Trail) -> Keyboard:
    """Return what is offered for a list as a whole: narrowing it, and seeing what is left out of it."""
    tr, filters = turn.tr, trail.filters
    rows: list[Row] = [(Button(tr("Filter"), tap=Callback("v-list", (trail.packed,))),)]
    if results.hidden:
        shown = Trail(replace(filters, with_hidden=True), trail.phrase)
        text = tr.plural("{n} more is hidden by your settings", "{n} more are hidden by your settings", len(results.hidden))
        # The way leads to the first of them: the list itself begins as before, and it would look as if nothing happened.
        rows.append((Button(text, tap=on("v-one", results.hidden[0].number, shown)),))
    if results.weak:
        shown = Trail(replace(filters, with_weak=True), trail.phrase)
        text = tr.plural("Also show {n} that fits little", "Also show {n} that fit little", len(results.weak))
        rows.append((Button(text, tap=on("v-one", results.weak[0].number, shown)),))
    return tuple(rows)


def _apply(turn: Turn, view: View) -> list[Row]:
    tr, vacancy = turn.tr, view.stored.vacancy
    is_web = vacancy.apply_url.startswith(("https://", "http://"))
    copies = [Button(tr("Copy the phone number"), copy=vacancy.phone[:MAX_COPY])] if vacancy.phone else []
    copies += [Button(tr("Copy the e-mail address"), copy=vacancy.email[:MAX_COPY])] if vacancy.email else []
    rows: list[Row] = [(Button(tr("Apply on the employer's page"), url=vacancy.apply_url),)] if is_web else []
    rows += [tuple(copies)] if copies else []
    return rows or [(Button(tr("Ask the Welcome Office"), tap=Callback("office", ("0",))),)]


def _save(turn: Turn, view: View) -> Button:
    if view.number in view.person.marks.saved:
        return Button(turn.tr("★ Saved"), tap=tap("v-drop", view))
    return Button(turn.tr("☆ Save"), tap=tap("v-save", view))


def _explanations(turn: Turn, view: View) -> Iterator[Row]:
    tr = turn.tr
    ways = [Button(tr("Show all points"), tap=tap("v-all", view))] if view.match is not None else []
    ways += [Button(tr("Read the ad"), tap=tap("v-text", view))] if view.stored.vacancy.description else []
    if ways:
        yield tuple(ways)
    # Whoever speaks it fluently need not ask.
    if view.stored.vacancy.languages.get("fi") and view.person.seeker.languages.get("fi", Cefr.A1) < Cefr.C1:
        yield (Button(tr("Really needs Finnish?"), tap=tap("v-fi", view)),)


def _within_reach(turn: Turn, view: View) -> Iterator[Row]:
    """Give the way to the vacancies that are content with the languages that the person has."""
    gaps = language_gaps(view.stored.vacancy, view.person.seeker)
    if not gaps or view.trail.filters.speaks_enough:
        return
    language = max(gaps, key=lambda code: (gaps[code], code))
    count = sum(not language_gaps(found.stored.vacancy, view.person.seeker) for found in view.results.shown)
    if not count:
        return
    name, has = language_name(turn.tr, language), level(view.person.seeker.languages.get(language))
    if has:
        text = turn.tr.plural("{n} vacancy accepts {language} {level}", "{n} vacancies accept {language} {level}", count, language=name, level=has)
    else:
        text = turn.tr.plural("{n} vacancy goes without this: {language}", "{n} vacancies go without this: {language}", count, language=name)
    trail = Trail(replace(view.trail.filters, speaks_enough=True), view.trail.phrase)
    yield (Button(text, tap=Callback("matches", ("0", trail.packed))),)


def _ways(turn: Turn, view: View) -> Iterator[Row]:
    tr = turn.tr
    ways = []
    if view.previous:
        ways.append(Button(tr("Previous one"), tap=on("v-one", view.previous.number, view.trail)))
    if view.following:
        ways.append(Button(tr("Next one"), tap=on("v-one", view.following.number, view.trail)))
    (narrow,), *rest = list_buttons(turn, view.results, view.trail)
    if view.place is not None:
        ways.append(narrow)
    if ways:
        yield tuple(ways)
    # What the list leaves out is told where it ends.
    if view.place is not None and view.following is None:
        yield from rest
        if view.match is not None:
            yield (Button(tr("What would open more"), tap=Callback("gaps")),)
