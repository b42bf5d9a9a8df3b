"""A screen of the profile: its number and title, what is asked and why, the choices, and the ways on."""

from dataclasses import dataclass

from welcomebot.domain.profile_screens import MAIN, PAGE, REACH, STEPS, Step
from welcomebot.domain.profile_state import ProfileDialogue
from welcomebot.telegram.callback_codec import Callback
from welcomebot.telegram.cards.profile_words import step_title
from welcomebot.telegram.effects import Button, Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn

ACTION = "jp"
SHORT = 19  # letters: two such labels fit side by side on a phone
LONGEST_LABEL = 48
ON, OFF, PERHAPS, WISH = "✅", "▫️", "❓", "🌱"


@dataclass(frozen=True)
class Choice:
    """A button of the screen; a mark says whether it is chosen, one without a mark leads on."""

    label: str
    place: int
    mark: str = ""
    becomes_on: bool = True


def heading(turn: Turn, state: ProfileDialogue) -> Html:
    """Return the title, with the number of the step while all of them are asked."""
    title = step_title(turn.tr, state.step)
    if state.is_change:
        return Html.of("<b>{title}</b>", title=title)
    return Html.of(turn.tr("<b>{title}</b> · {number} of {count}"), title=title, number=STEPS.index(state.step) + 1, count=len(STEPS))


def choice_rows(state: ProfileDialogue, choices: list[Choice]) -> Keyboard:
    """Return the choices of the page, two short ones side by side."""
    shown = [choice for choice in choices if state.page * PAGE <= choice.place < (state.page + 1) * PAGE]
    rows: list[tuple[Button, ...]] = []
    for choice in shown:
        button = Button(_label(choice), tap=_tap(state, "t", str(choice.place), "1" if choice.becomes_on else "0"))
        fits = bool(rows) and len(rows[-1]) == 1 and len(rows[-1][0].label) <= SHORT and len(button.label) <= SHORT
        rows[-1:] = [(*rows[-1], button)] if fits else [*rows[-1:], (button,)]
    return tuple(rows)


def page_row(turn: Turn, state: ProfileDialogue) -> Keyboard:
    """Return the ways to the other pages."""
    ways = []
    if state.page > 0:
        ways.append(Button(turn.tr("Earlier choices"), tap=_tap(state, "p", str(state.page - 1))))
    if (state.page + 1) * PAGE < state.size:
        ways.append(Button(turn.tr("More choices"), tap=_tap(state, "p", str(state.page + 1))))
    return (tuple(ways),) if ways else ()


def ways_on(turn: Turn, state: ProfileDialogue, *, is_answered: bool) -> Keyboard:
    """Return the ways back, on and out; what is not answered is skipped."""
    tr = turn.tr
    back, stop = Button(tr("Back"), tap=_tap(state, "b")), (Button(tr("Stop for now"), tap=_tap(state, "s")),)
    if state.focus not in {MAIN, REACH}:
        return (back,), stop
    is_last = state.is_change and not (state.step is Step.PLACES and state.focus == MAIN and is_answered)
    on = Button(tr("Done") if is_last else tr("Continue") if is_answered else tr("Skip"), tap=_tap(state, "n"))
    if state.is_change:
        return ((on,),) if state.focus == MAIN else ((back, on),)
    return (on,) if state.step is Step.WORK else (back, on), stop


def way(state: ProfileDialogue, label: str, verb: str) -> Keyboard:
    """Return one more way, as a row of its own."""
    return ((Button(label, tap=_tap(state, verb)),),)


def _label(choice: Choice) -> str:
    label = choice.label if len(choice.label) <= LONGEST_LABEL else choice.label[: LONGEST_LABEL - 1] + "…"
    return f"{choice.mark} {label}" if choice.mark else label


def _tap(state: ProfileDialogue, verb: str, *args: str) -> Callback:
    return Callback(ACTION, (str(state.edition), verb, *args))
