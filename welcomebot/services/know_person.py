"""Who is writing: their language, their data, and their wish to be forgotten."""

from dataclasses import replace
from typing import Any

from welcomebot.domain.dialogue import OfficeDialogue, OfficeEffect, OfficeEvent, OfficeStep, advance
from welcomebot.services.own_vacancies import leave_ads
from welcomebot.services.ports import Clock, Dialogue, Person, Work

OFFICE_FLOW = "office"


async def find_person(user_id: int, *, work: Work) -> Person:
    """Return what is known of a person; a stranger is known by the number only."""
    known = work.known(user_id)
    if known is not None:
        return known.person or Person(user_id)
    async with work.reading() as db:
        return await db.people.get(user_id) or Person(user_id)


async def choose_language(person: Person, language: str, *, work: Work) -> Person:
    """Remember the language that the person chose."""
    chosen = replace(person, language=language, is_active=True)
    db = await work.writing()
    await db.people.save(chosen)
    return chosen


async def remember_language(person: Person, language: str, *, work: Work) -> None:
    """Remember the language that the bot speaks with somebody who chose none: what it writes unasked is written in it, too."""
    if person.language is None:
        await choose_language(person, language, work=work)


async def accept_russian(person: Person, *, work: Work) -> Person:
    """Remember that a person who speaks Ukrainian also wants answers that exist in Russian only."""
    agreed = replace(person, accepts_russian=True)
    db = await work.writing()
    await db.people.save(agreed)
    return agreed


async def export_data(person: Person, *, work: Work) -> dict[str, Any]:
    """Return everything that is stored about a person."""
    async with work.reading() as db:
        return await db.people.export(person.user_id)


async def forget(person: Person, *, work: Work) -> int:
    """Delete everything about a person and return how many records there were."""
    db = await work.writing()
    await leave_ads(person.user_id, db)
    return await db.people.forget(person.user_id)


async def is_writing_to_office(person: Person, *, work: Work, clock: Clock) -> bool:
    """Tell whether the person's next text is for the office."""
    return (await _office_dialogue(person, work=work))[0].is_writing(clock())


async def step_office_dialogue(person: Person, event: OfficeEvent, *, work: Work, clock: Clock) -> OfficeEffect:
    """Take one step in writing to the office and return what the bot should do."""
    state, version = await _office_dialogue(person, work=work)
    following, effect = advance(state, event, clock())
    if following == state:
        return effect
    db = await work.writing()
    if following.step is OfficeStep.IDLE:
        await db.dialogues.clear(person.user_id)
        return effect
    saved = await db.dialogues.save(Dialogue(person.user_id, OFFICE_FLOW, following.step, {}, version, following.expires_at))
    return effect if saved else OfficeEffect.NOTHING


async def _office_dialogue(person: Person, *, work: Work) -> tuple[OfficeDialogue, int]:
    known = work.known(person.user_id)
    if known is not None:
        stored = known.dialogue
    else:
        async with work.reading() as db:
            stored = await db.dialogues.get(person.user_id)
    if stored is None or stored.flow != OFFICE_FLOW:
        return OfficeDialogue(), stored.version if stored else 0
    return OfficeDialogue(OfficeStep(stored.step), stored.expires_at), stored.version
