"""The steps of the profile as messages with buttons."""

from collections.abc import Callable

from welcomebot.domain.profile_screens import MAIN, MORE, REACH, Step
from welcomebot.domain.profile_state import ProfileDialogue
from welcomebot.domain.seekers import Pace
from welcomebot.domain.vacancies import Employment, WorkTime
from welcomebot.locales.i18n import later
from welcomebot.telegram.cards.profile_screen import OFF, ON, Choice, choice_rows, heading, page_row, way, ways_on
from welcomebot.telegram.cards.profile_words import EXPERIENCE, LEVELS, PACES, REACHES, STARTS, start_day, years_range
from welcomebot.telegram.cards.profile_work import work_screen
from welcomebot.telegram.cards.vacancy_facts import label, place_name
from welcomebot.telegram.cards.work_words import employment, language_name, work_time
from welcomebot.telegram.effects import Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

Screen = tuple[Html, Keyboard]
EXPECTED = {
    Step.WORK: later("I found no answer in that. Please try once more, or use the buttons."),
    Step.LANGUAGES: later("I found no language in that. Please tap one, or write its name and level, for example: Swedish B1."),
    Step.PERMITS: later("I found no card or permit in that. Please tap what you have, or write its name."),
    Step.EXPERIENCE: later("I found no number of years in that. Please tap one of these, or write a number, for example: 3"),
    Step.PLACES: later("I found no municipality in that. Please tap one, or write its name, for example: Kokkola"),
    Step.START: later("I found no day in that. Please tap one of these, or write the day, for example: 1.3.2027"),
}


def step_card(turn: Turn, state: ProfileDialogue) -> Screen:
    """Return the screen that the person is at."""
    return SCREENS[state.step](turn, state)


def not_understood_card(turn: Turn, state: ProfileDialogue) -> Screen:
    """Return what is expected at the step, for somebody whose words were no answer to it, and the step once more."""
    html, keyboard = step_card(turn, state)
    return Html.join([Html.of(turn.tr(EXPECTED.get(state.step, EXPECTED[Step.WORK]))), html]), keyboard


def _screen(turn: Turn, state: ProfileDialogue, parts: list[Html], choices: list[Choice], more: Keyboard = (), *, is_answered: bool) -> Screen:
    text = Html.join([heading(turn, state), *parts])
    return text, (*choice_rows(state, choices), *page_row(turn, state), *more, *ways_on(turn, state, is_answered=is_answered))


def _switch(label: str, place: int, *, is_on: bool) -> Choice:
    return Choice(label, place, ON if is_on else OFF, becomes_on=not is_on)


def _pick(label: str, place: int, *, is_on: bool) -> Choice:
    return Choice(label, place, ON if is_on else "")


def _languages(turn: Turn, state: ProfileDialogue) -> Screen:
    tr, seeker = turn.tr, state.seeker
    if state.focus not in {MAIN, MORE}:
        return _level(turn, state)
    choices = []
    for place, code in enumerate(state.options):
        level = seeker.languages.get(code)
        answer = LEVELS[level.name] if level else LEVELS["none"] if code in seeker.no_languages else ""
        label = f"{language_name(tr, code)}: {tr(answer)}" if answer else language_name(tr, code)
        choices.append(Choice(label, place, ON if level else ""))
    parts = [Html.of(tr("Which languages do you speak, and how well? Tap a language, or write it. Many vacancies ask for a level."))]
    more = way(state, tr("Another language"), "f") if state.focus == MAIN else ()
    return _screen(turn, state, parts, choices, more, is_answered=bool(seeker.languages or seeker.no_languages))


def _level(turn: Turn, state: ProfileDialogue) -> Screen:
    tr, code = turn.tr, state.focus
    level = state.seeker.languages.get(code)
    known = level.name if level else "none" if code in state.seeker.no_languages else ""
    choices = [_pick(tr(LEVELS[option]), place, is_on=option == known) for place, option in enumerate(state.options)]
    question = Html.of(tr("How well do you speak this language: {language}?"), language=language_name(tr, code))
    return _screen(turn, state, [question], choices, is_answered=bool(known))


def _permits(turn: Turn, state: ProfileDialogue) -> Screen:
    tr, seeker = turn.tr, state.seeker
    choices = [_switch(label(turn, permit), place, is_on=permit in seeker.permits) for place, permit in enumerate(state.options)]
    parts = [
        Html.of(tr("Which of these do you have? Those that your work needs come first.")),
        Html.of(tr("Some work may not begin without a card. For what you lack I show how to get it.")),
    ]
    has_some = bool(seeker.permits.intersection(state.options))
    more = way(state, tr("I have no others of these") if has_some else tr("I have none of these"), "o")
    return _screen(turn, state, parts, choices, more, is_answered=bool(seeker.permits or seeker.no_permits))


def _experience(turn: Turn, state: ProfileDialogue) -> Screen:
    tr, years = turn.tr, state.seeker.experience_years
    known = years_range(years) if years is not None else ""
    choices = [_pick(tr(EXPERIENCE[option]), place, is_on=option == known) for place, option in enumerate(state.options)]
    parts = [Html.of(tr("How long have you done this kind of work? Unpaid work counts. You can also write the number of years."))]
    return _screen(turn, state, parts, choices, is_answered=years is not None)


def _places(turn: Turn, state: ProfileDialogue) -> Screen:
    tr, seeker = turn.tr, state.seeker
    if state.focus == REACH:
        return _reach(turn, state)
    choices = [_pick(place_name(turn, option), place, is_on=option == seeker.municipality) for place, option in enumerate(state.options)]
    parts = [
        Html.of(tr("Where do you live, or where will you? Choose, or write the name of the municipality. I need no street: only the distance to work counts."))
    ]
    return _screen(turn, state, parts, choices, is_answered=bool(seeker.municipality))


def _reach(turn: Turn, state: ProfileDialogue) -> Screen:
    tr, seeker = turn.tr, state.seeker
    choices = []
    for place, option in enumerate(state.options):
        if option.isdecimal():
            choices.append(_pick(tr(REACHES[option]), place, is_on=option == str(seeker.commute_km)))
        else:
            choices.append(_switch(place_name(turn, option), place, is_on=option in seeker.municipalities_ok))
    question = Html.of(
        tr("How far from {place} can you go to work? You can also write other places where you would work."), place=place_name(turn, seeker.municipality)
    )
    return _screen(turn, state, [question], choices, is_answered=seeker.commute_km is not None or bool(seeker.municipalities_ok))


def _times(turn: Turn, state: ProfileDialogue) -> Screen:
    chosen = state.seeker.work_times
    choices = [_switch(work_time(turn.tr, time), place, is_on=time in chosen) for place, time in enumerate(map(WorkTime, state.options))]
    return _screen(turn, state, [Html.of(turn.tr("When can you work? Choose as many as you like."))], choices, is_answered=bool(chosen))


def _kinds(turn: Turn, state: ProfileDialogue) -> Screen:
    tr, chosen = turn.tr, state.seeker.employments
    choices = [_switch(employment(tr, kind), place, is_on=kind in chosen) for place, kind in enumerate(map(Employment, state.options))]
    parts = [
        Html.of(tr("Which kinds of work do you want? Choose as many as you like.")),
        Html.of(tr("You alone choose: I draw no conclusions about you. Work trials, pay subsidies and adapted work are agreed with the employment services.")),
    ]
    return _screen(turn, state, parts, choices, is_answered=bool(chosen))


def _start(turn: Turn, state: ProfileDialogue) -> Screen:
    tr, start = turn.tr, state.seeker.start
    parts = [Html.of(tr("When can you start? Choose, or write the day, for example 1.3.2027."))]
    if start:
        parts.append(Html.of(tr("Until now: {day}."), day=start_day(tr, start)))
    choices = [_pick(tr(STARTS[option]), place, is_on=False) for place, option in enumerate(state.options)]
    return _screen(turn, state, parts, choices, is_answered=bool(start))


def _alerts(turn: Turn, state: ProfileDialogue) -> Screen:
    tr, pace = turn.tr, state.wishes.pace
    choices = [_pick(tr(PACES[Pace(option)]), place, is_on=option == pace and state.is_change) for place, option in enumerate(state.options)]
    quiet = tr("Between 21 and 8 o'clock I write nothing. You can stop the messages at any time with one tap.")
    asked = tr("Between 21 and 8 o'clock I write nothing. You can stop the messages at any time with one tap. If you skip this, I do not write.")
    parts = [Html.of(tr("How often shall I write to you about new vacancies that fit?")), Html.of(quiet if state.is_change else asked)]
    return _screen(turn, state, parts, choices, is_answered=state.is_change)


SCREENS: dict[Step, Callable[[Turn, ProfileDialogue], Screen]] = {
    Step.WORK: work_screen,
    Step.LANGUAGES: _languages,
    Step.PERMITS: _permits,
    Step.EXPERIENCE: _experience,
    Step.PLACES: _places,
    Step.TIMES: _times,
    Step.KINDS: _kinds,
    Step.START: _start,
    Step.ALERTS: _alerts,
}
