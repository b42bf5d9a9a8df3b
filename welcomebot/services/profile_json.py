"""How the state of telling about work is stored in the dialogue's row; the profile itself has its own table."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from welcomebot.domain.profile_chips import Chip, chips_of
from welcomebot.domain.profile_screens import FIXED, MAIN, Offer, Step, first_open
from welcomebot.domain.profile_state import ProfileDialogue
from welcomebot.domain.seekers import Seeker, Wishes
from welcomebot.domain.skills import Kind

FLOW = "jobs"


def data_of(state: ProfileDialogue) -> Mapping[str, Any]:
    """Return what the dialogue's row holds."""
    return {
        "focus": state.focus,
        "page": state.page,
        "pages_seen": state.pages_seen,
        "options": list(state.options),
        "chips": [[chip.concept_id, chip.kind.value, chip.text, chip.is_on, chip.is_sure, chip.is_denied, chip.is_wish] for chip in state.chips],
        "unlinked": list(state.unlinked),
        "languages": list(state.offer.languages),
        "edition": state.edition,
        "is_change": state.is_change,
    }


def state_of(step: str, data: Mapping[str, Any], seeker: Seeker, wishes: Wishes, offer: Offer) -> ProfileDialogue:
    """Return the state of a row; one that this release cannot read begins at the first step of which nothing is known."""
    try:
        return _state(Step(step), data, ProfileDialogue(seeker=seeker, wishes=wishes, offer=offer))
    except (KeyError, TypeError, ValueError):
        state = ProfileDialogue(seeker=seeker, wishes=wishes, offer=offer, chips=chips_of(seeker))
        return state.at(first_open(seeker))


def _state(step: Step, data: Mapping[str, Any], base: ProfileDialogue) -> ProfileDialogue:
    languages = tuple(dict.fromkeys((*base.offer.languages, *data["languages"])))
    return replace(
        base,
        step=step,
        focus=data.get("focus", MAIN),
        page=int(data["page"]),
        pages_seen=int(data["pages_seen"]),
        options=tuple(map(str, FIXED[step])) if step in FIXED else tuple(data["options"]),
        chips=tuple(Chip(concept, Kind(kind), text, *map(bool, flags)) for concept, kind, text, *flags in data["chips"]),
        unlinked=tuple(data["unlinked"]),
        edition=int(data["edition"]),
        is_change=bool(data["is_change"]),
        offer=replace(base.offer, languages=languages),
    )
