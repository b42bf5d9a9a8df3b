"""Asking for a seeker's profile step by step, as a pure function: every event is allowed in every state.

What was told is in the profile at once, so nothing is lost when somebody stops. The rest of the state says where the person is
and what the buttons on the screen mean.
"""

from dataclasses import replace
from enum import StrEnum

from welcomebot.domain.profile_chips import MAX_UNLINKED, Heard, merged, settled, with_chips, with_told
from welcomebot.domain.profile_screens import MAIN, MORE, PAGE, REACH, STEPS, TRY, Step
from welcomebot.domain.profile_state import Dated, Event, Move, Named, ProfileDialogue, Tapped, Turned
from welcomebot.domain.profile_taps import dated, named, tapped
from welcomebot.domain.skills import Kind

FURTHER_SCREENS = {Step.WORK: TRY, Step.LANGUAGES: MORE, Step.PLACES: REACH}


class Effect(StrEnum):
    """What the bot does after a step."""

    SHOW = "show"
    FINISH = "finish"
    NOTE_WORDS = "note-words"  # for the office: they named nothing


def step(state: ProfileDialogue, event: Event) -> tuple[ProfileDialogue, tuple[Effect, ...]]:
    """Return the next state and what to do; what makes no sense on the screen shows it once more."""
    following = state if state.is_over else _following(state, event)
    effects = (Effect.FINISH if following.is_over else Effect.SHOW,)
    return following, (*effects, Effect.NOTE_WORDS) if following.unlinked != state.unlinked else effects


def _following(state: ProfileDialogue, event: Event) -> ProfileDialogue:
    match event:
        case Tapped():
            state = tapped(state, event)
        case Named():
            state = named(state, event)
        case Dated():
            state = dated(state, event)
        case Heard():
            state = _heard(state, event)
        case Turned(page):
            state = _turned(state, page)
        case Move():
            state = MOVES[event](state)
    return state


def _heard(state: ProfileDialogue, told: Heard) -> ProfileDialogue:
    is_trying = state.step is Step.WORK and state.focus == TRY and not told.is_cv
    new = [replace(chip, is_wish=True) for chip in told.chips if chip.kind is Kind.OCCUPATION and not chip.is_denied] if is_trying else told.chips
    chips = merged(state.chips, new)
    unlinked = tuple(dict.fromkeys((*state.unlinked, *told.unlinked)))[-MAX_UNLINKED:]
    seeker = with_told(with_chips(state.seeker, chips, unlinked), told)
    offer = replace(state.offer, languages=tuple(dict.fromkeys((*state.offer.languages, *told.named_languages))))
    state = replace(state, chips=chips, unlinked=unlinked, seeker=seeker, offer=offer)
    if told.is_cv:
        return state.at(Step.WORK)
    if state.step is Step.EXPERIENCE and told.years is not None:
        return state.forward()
    return state.at(state.step, REACH if state.focus == REACH else MAIN)


def _next(state: ProfileDialogue) -> ProfileDialogue:
    if state.focus not in {MAIN, REACH}:
        return state.at(state.step)
    if state.step is Step.PLACES and state.focus == MAIN and state.seeker.municipality:
        return state.at(Step.PLACES, REACH)
    return (_settle(state) if state.step is Step.WORK else state).forward()


def _settle(state: ProfileDialogue) -> ProfileDialogue:
    """Return the state without the guesses that nobody confirmed."""
    chips, missed = settled(state.chips)
    unlinked = tuple(dict.fromkeys((*state.unlinked, *missed)))[-MAX_UNLINKED:]
    return replace(state, chips=chips, unlinked=unlinked, seeker=with_chips(state.seeker, chips, unlinked))


def _back(state: ProfileDialogue) -> ProfileDialogue:
    if state.focus != MAIN:
        return state.at(state.step)
    if state.is_change:
        return state.ended()
    before = STEPS[max(0, STEPS.index(state.step) - 1)]
    return state.at(before, REACH if before is Step.PLACES and state.seeker.municipality else MAIN)


def _further(state: ProfileDialogue) -> ProfileDialogue:
    screen = FURTHER_SCREENS.get(state.step)
    return state.at(state.step, screen) if screen else state


def _no_others(state: ProfileDialogue) -> ProfileDialogue:
    """Note what of the shown permits the person lacks: those on the pages that they did not open are unknown."""
    if state.step is not Step.PERMITS:
        return state
    shown = frozenset(state.options[: (state.pages_seen + 1) * PAGE])
    return state.knowing(no_permits=state.seeker.no_permits | (shown - state.seeker.permits)).forward()


def _turned(state: ProfileDialogue, page: int) -> ProfileDialogue:
    page = max(0, min(page, (state.size - 1) // PAGE))
    return replace(state, page=page, pages_seen=max(page, state.pages_seen))


MOVES = {Move.NEXT: _next, Move.BACK: _back, Move.FURTHER: _further, Move.NO_OTHERS: _no_others}
