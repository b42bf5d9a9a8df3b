"""What a choice means on each screen of the profile, tapped or written."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from welcomebot.domain.profile_chips import with_chips
from welcomebot.domain.profile_screens import MAIN, MORE, NO_LEVEL, REACH, Step
from welcomebot.domain.profile_state import Dated, Named, ProfileDialogue, Tapped
from welcomebot.domain.seekers import Pace
from welcomebot.domain.vacancies import Cefr, Employment, WorkTime

MONTH = timedelta(days=30)


def tapped(state: ProfileDialogue, event: Tapped) -> ProfileDialogue:
    """Return the state after a choice; one that the screen does not have changes nothing."""
    return TAPS[state.step](state, event) if 0 <= event.place < state.size else state


def named(state: ProfileDialogue, event: Named) -> ProfileDialogue:
    """Return the state after a place was named: where the person lives, or another where they would work."""
    seeker = state.seeker
    if state.step is not Step.PLACES or not event.place:
        return state
    if state.focus == REACH:
        return state.knowing(municipalities_ok=tuple(dict.fromkeys((*seeker.municipalities_ok, event.place)))).at(Step.PLACES, REACH)
    return state.knowing(municipality=event.place).at(Step.PLACES, REACH)


def dated(state: ProfileDialogue, event: Dated) -> ProfileDialogue:
    """Return the state after a day was named; one that is over is as good as today."""
    if state.step is not Step.START:
        return state
    return state.knowing(start=event.day.isoformat() if event.day > state.offer.today else "").forward()


def _chip(state: ProfileDialogue, event: Tapped) -> ProfileDialogue:
    # A guess that was tapped is none any more: from then on it is counted or left out like the others.
    chips = tuple(replace(chip, is_on=event.is_on, is_sure=True) if place == event.place else chip for place, chip in enumerate(state.chips))
    return replace(state, chips=chips, seeker=with_chips(state.seeker, chips, state.unlinked))


def _language(state: ProfileDialogue, event: Tapped) -> ProfileDialogue:
    option, code, seeker = state.options[event.place], state.focus, state.seeker
    if code in {MAIN, MORE}:
        return state.at(Step.LANGUAGES, option)
    others = {other: level for other, level in seeker.languages.items() if other != code}
    if option == NO_LEVEL:
        return state.knowing(languages=others, no_languages=seeker.no_languages | {code}).at(Step.LANGUAGES)
    return state.knowing(languages={**others, code: Cefr[option]}, no_languages=seeker.no_languages - {code}).at(Step.LANGUAGES)


def _permit(state: ProfileDialogue, event: Tapped) -> ProfileDialogue:
    permit, seeker = state.options[event.place], state.seeker
    permits = seeker.permits | {permit} if event.is_on else seeker.permits - {permit}
    return state.knowing(permits=permits, no_permits=seeker.no_permits - {permit})


def _years(state: ProfileDialogue, event: Tapped) -> ProfileDialogue:
    return state.knowing(experience_years=int(state.options[event.place])).forward()


def _place(state: ProfileDialogue, event: Tapped) -> ProfileDialogue:
    option = state.options[event.place]
    if state.focus != REACH:
        return named(state, Named(option))
    if option.isdecimal():
        return state.knowing(commute_km=int(option))
    # A place that is switched off stays on the screen until it is left: one can switch it on again.
    others = tuple(place for place in state.seeker.municipalities_ok if place != option)
    return state.knowing(municipalities_ok=(*others, option) if event.is_on else others)


def _time(state: ProfileDialogue, event: Tapped) -> ProfileDialogue:
    time, times = WorkTime(state.options[event.place]), state.seeker.work_times
    return state.knowing(work_times=times | {time} if event.is_on else times - {time})


def _kind(state: ProfileDialogue, event: Tapped) -> ProfileDialogue:
    kind, kinds = Employment(state.options[event.place]), state.seeker.employments
    return state.knowing(employments=kinds | {kind} if event.is_on else kinds - {kind})


def _start(state: ProfileDialogue, event: Tapped) -> ProfileDialogue:
    months = int(state.options[event.place])
    return state.knowing(start=(state.offer.today + months * MONTH).isoformat() if months else "").forward()


def _pace(state: ProfileDialogue, event: Tapped) -> ProfileDialogue:
    return replace(state, wishes=replace(state.wishes, pace=Pace(state.options[event.place]))).forward()


TAPS: Mapping[Step, Callable[[ProfileDialogue, Tapped], ProfileDialogue]] = {
    Step.WORK: _chip,
    Step.LANGUAGES: _language,
    Step.PERMITS: _permit,
    Step.EXPERIENCE: _years,
    Step.PLACES: _place,
    Step.TIMES: _time,
    Step.KINDS: _kind,
    Step.START: _start,
    Step.ALERTS: _pace,
}
