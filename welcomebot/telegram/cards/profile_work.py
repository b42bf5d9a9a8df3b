"""The first step of the profile: telling in free words, then confirming or dropping what was understood."""

from welcomebot.domain.profile_chips import Chip
from welcomebot.domain.profile_screens import TRY
from welcomebot.domain.profile_state import ProfileDialogue
from welcomebot.services.keep_profile import may_be_noted
from welcomebot.telegram.cards.profile_screen import OFF, ON, PERHAPS, WISH, Choice, choice_rows, heading, page_row, way, ways_on
from welcomebot.telegram.cards.profile_words import MOST_SHOWN
from welcomebot.telegram.cards.vacancy_facts import label, listed
from welcomebot.telegram.effects import Keyboard
from welcomebot.telegram.html import Html
from welcomebot.telegram.turn import Turn


def work_screen(turn: Turn, state: ProfileDialogue) -> tuple[Html, Keyboard]:
    """Return the screen: the invitation to tell, or the chips of what was told."""
    tr = turn.tr
    if state.focus == TRY:
        parts = [Html.of(tr("Which other work would you like to learn or try? Write it in your own words."))]
    elif state.chips:
        parts = [
            Html.of(tr("This is what I understood. {on} counts: tap what is not right, and it is left out ({off}).").format(on=ON, off=OFF)),
            Html.of(tr("To add more, write again or send a CV.")),
            *_notes(turn, state),
        ]
    else:
        parts = [*_invitation(turn, state), *_notes(turn, state)]
    choices = [] if state.focus == TRY else [_choice(turn, chip, place) for place, chip in enumerate(state.chips)]
    more = way(state, tr("I also want to try other work"), "f") if state.chips and state.focus != TRY else ()
    pages = page_row(turn, state) if choices else ()
    is_answered = any(chip.is_on for chip in state.chips)
    return Html.join([heading(turn, state), *parts]), (*choice_rows(state, choices), *pages, *more, *ways_on(turn, state, is_answered=is_answered))


def _invitation(turn: Turn, state: ProfileDialogue) -> list[Html]:
    tr = turn.tr
    if state.unlinked:
        return [Html.of(tr("I found no work in this. Please name what you did or can do, for example: cleaning, cooking, repairing cars."))]
    return [
        Html.of(tr("Tell me in your own words what work you can do. Paid or unpaid, at home or abroad: everything counts.")),
        Html.of(tr("<i>For example: I was a welder for six years. I have a forklift card. I speak a little Finnish.</i>")),
        Html.of(tr("You can also send a CV as PDF, DOCX or TXT. I read it and do not keep the file. You need no CV, no e-mail and no bank ID.")),
        Html.of(tr("I use this only to find vacancies that fit you. Please write no names, identity codes or health details.")),
    ]


def _notes(turn: Turn, state: ProfileDialogue) -> list[Html]:
    """Return what is still open: guesses, what the person said that they do not do, and words that named nothing."""
    tr, chips = turn.tr, state.chips
    guessed = list(dict.fromkeys(chip.text for chip in chips if not chip.is_sure and chip.text))
    denied = [label(turn, chip.concept_id) for chip in chips if chip.is_denied and not chip.is_on]
    for_office = [text for text in state.unlinked if may_be_noted(text)]
    others = [text for text in state.unlinked if not may_be_noted(text)]
    notes = (
        (guessed, tr("I am not sure of those with {mark}: tap what is right. What you leave does not count. You wrote: {words}.")),
        (denied, tr("You do not do this: {words}.")),
        (for_office, tr("I did not understand: {words}. The office will look at these words.")),
        (others, tr("I did not understand: {words}. If it matters, say it in a few words.")),
    )
    return [Html.of(sentence, words=listed(turn, words[:MOST_SHOWN], is_cut=len(words) > MOST_SHOWN), mark=PERHAPS) for words, sentence in notes if words]


def _choice(turn: Turn, chip: Chip, place: int) -> Choice:
    name = label(turn, chip.concept_id)
    text = turn.tr("I want to try: {work}").format(work=name) if chip.is_wish else name
    on = WISH if chip.is_wish else ON
    return Choice(text, place, on if chip.is_on else OFF if chip.is_sure else PERHAPS, becomes_on=not chip.is_on)
