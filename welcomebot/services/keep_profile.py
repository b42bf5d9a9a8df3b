"""Keeping what a person tells about the work that they can do: every step is stored at once, and can be gone on with later."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from welcomebot.domain.job_profile import Effect, step
from welcomebot.domain.profile_chips import chips_of
from welcomebot.domain.profile_screens import WITH_WORDS, Offer, Step, first_open
from welcomebot.domain.profile_state import Event, ProfileDialogue
from welcomebot.domain.seekers import Pace, Seeker, Wishes
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.job_ports import StoredSeeker
from welcomebot.services.ports import Clock, Person, Work
from welcomebot.services.profile_json import FLOW, data_of, state_of

# After a day a text is a question again; the buttons and "go on" work for as long as the profile is there.
WAITS_FOR_WORDS = timedelta(days=1)
MAX_WORDS_OF_A_PHRASE = 5  # longer ones are sentences, which the office cannot make a name of

Offers = Callable[[Seeker], Offer]


@dataclass(frozen=True)
class Keeping:
    """Whose profile it is, where it is kept, and what can be offered to them."""

    person: Person
    work: Work
    clock: Clock
    offers: Offers
    language: str = "en"

    @property
    def user_id(self) -> int:
        """Return the person's number."""
        return self.person.user_id


async def stored_profile(person: Person, *, work: Work) -> StoredSeeker | None:
    """Return what a person has told."""
    async with work.reading() as db:
        return await db.seekers.get(person.user_id)


async def current(keeping: Keeping) -> ProfileDialogue | None:
    """Return where a person is in telling about themselves, None where they are not at it."""
    dialogue = await dialogue_in(FLOW, keeping.user_id, work=keeping.work)
    if dialogue is None:
        return None
    profile = await _profile(keeping)
    return state_of(dialogue.step, dialogue.data, profile.seeker, profile.wishes, keeping.offers(profile.seeker))


async def waits_for_words(keeping: Keeping) -> bool:
    """Tell whether the person's next text belongs to the step that they are at."""
    dialogue = await dialogue_in(FLOW, keeping.user_id, work=keeping.work)
    is_fresh = dialogue is not None and dialogue.expires_at is not None and keeping.clock() < dialogue.expires_at
    return is_fresh and dialogue is not None and dialogue.step in WITH_WORDS


def is_elsewhere(keeping: Keeping) -> bool:
    """Tell whether the person is in the middle of something else, which ends when they go on here."""
    known = keeping.work.known(keeping.user_id)
    dialogue = known.dialogue if known else None
    return dialogue is not None and dialogue.flow != FLOW and (dialogue.expires_at is None or keeping.clock() < dialogue.expires_at)


async def begin(keeping: Keeping, *, at: Step | None = None, is_anew: bool = False) -> ProfileDialogue:
    """Put the person at the first step of which nothing is known, or at one that they want to change; what they told before stays unless they begin anew."""
    profile = StoredSeeker(keeping.user_id, Seeker(str(keeping.user_id)), Wishes(pace=Pace.OFF)) if is_anew else await _profile(keeping)
    seeker = profile.seeker
    # Editions go on growing with the time, so that a button of an earlier round is never taken for one of this.
    state = ProfileDialogue(
        chips=chips_of(seeker),
        is_change=at is not None,
        edition=int(keeping.clock().timestamp()),
        seeker=seeker,
        wishes=profile.wishes,
        offer=keeping.offers(seeker),
    )
    state = state.at(at or (Step.WORK if is_anew else first_open(seeker)))
    await _keep(keeping, state, profile)
    return state


async def go_on(keeping: Keeping) -> ProfileDialogue:
    """Return the person to where they stopped."""
    state = await current(keeping)
    if state is None:
        return await begin(keeping)
    await _keep(keeping, state, await _profile(keeping))
    return state


async def take_step(keeping: Keeping, *events: Event, edition: int | None = None) -> ProfileDialogue | None:
    """Take steps and return the new state. A button of another edition changes nothing; None where the person is not at it at all."""
    state = await current(keeping)
    if state is None or (edition is not None and edition != state.edition):
        return state
    effects: set[Effect] = set()
    for event in events:
        state, more = step(state, event)
        effects.update(more)
    await _keep(keeping, state, await _profile(keeping))
    if Effect.NOTE_WORDS in effects:
        db = await keeping.work.writing()
        await db.skill_words.note_unlinked([text for text in state.unlinked if may_be_noted(text)], language=keeping.language, user_id=keeping.user_id)
    return state


async def stop_telling(person: Person, *, work: Work, clock: Clock) -> bool:
    """Let the person's texts be questions again; the profile stays as it is. False where nothing was waiting."""
    dialogue = await dialogue_in(FLOW, person.user_id, work=work)
    now = clock()
    if dialogue is None or (dialogue.expires_at is not None and dialogue.expires_at <= now):
        return False
    await go_to(FLOW, dialogue.step, person.user_id, data=dialogue.data, work=work, expires_at=now)
    return True


async def change_wishes(person: Person, change: Callable[[Wishes], Wishes], *, work: Work, clock: Clock) -> StoredSeeker | None:
    """Change a setting of the search, and return the profile with it; None where there is no profile."""
    profile = await stored_profile(person, work=work)
    if profile is None:
        return None
    changed = replace(profile, wishes=change(profile.wishes), updated_at=clock())
    db = await work.writing()
    await db.seekers.put(changed)
    return changed


async def delete_profile(person: Person, *, work: Work) -> None:
    """Delete everything that a person told about work, with all that hangs on it."""
    db = await work.writing()
    await db.seekers.remove(person.user_id)
    await end_of(FLOW, person.user_id, work=work)


async def _profile(keeping: Keeping) -> StoredSeeker:
    profile = await stored_profile(keeping.person, work=keeping.work)
    # Nobody is written to unasked: alerts begin with a choice.
    return profile or StoredSeeker(keeping.user_id, Seeker(str(keeping.user_id)), Wishes(pace=Pace.OFF))


async def _keep(keeping: Keeping, state: ProfileDialogue, profile: StoredSeeker) -> None:
    now: datetime = keeping.clock()
    is_complete = profile.is_complete or (state.is_over and not state.is_change)
    db = await keeping.work.writing()
    await db.seekers.put(replace(profile, seeker=state.seeker, wishes=state.wishes, is_complete=is_complete, updated_at=now))
    if state.is_over:
        await end_of(FLOW, keeping.user_id, work=keeping.work)
    else:
        await go_to(FLOW, state.step, keeping.user_id, data=data_of(state), work=keeping.work, expires_at=now + WAITS_FOR_WORDS)


def may_be_noted(text: str) -> bool:
    """Tell whether words may go to the office's list: a phone number, an address or a whole sentence is not the name of a skill."""
    return len(text.split()) <= MAX_WORDS_OF_A_PHRASE and not any(letter.isdigit() or letter == "@" for letter in text)
