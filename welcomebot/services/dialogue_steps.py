"""Where a person is in a conversation of several steps; there is one at a time, and a new one takes the place of the old."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from welcomebot.services.ports import Dialogue, Work

PLACE = "place"


async def dialogue_in(flow: str, user_id: int, *, work: Work) -> Dialogue | None:
    """Return where a person is in a flow, None where they are not in it."""
    found = await _current(user_id, work=work)
    return found if found and found.flow == flow else None


async def go_to(
    flow: str, step: str, user_id: int, *, data: Mapping[str, Any], work: Work, expires_at: datetime | None = None, place: int | None = None
) -> None:
    """Put a person at a step, whatever they were doing before. `place` is the group where they go on, None their own chat."""
    # A person's updates are handled one after another, so nobody steps in between reading and writing.
    found = await _current(user_id, work=work)
    db = await work.writing()
    data = data if place is None else {**data, PLACE: place}
    await db.dialogues.save(Dialogue(user_id, flow, step, data, found.version if found else 0, expires_at))


async def end_of(flow: str, user_id: int, *, work: Work) -> bool:
    """End a flow; False where the person is not in it."""
    if await dialogue_in(flow, user_id, work=work) is None:
        return False
    db = await work.writing()
    await db.dialogues.clear(user_id)
    return True


async def _current(user_id: int, *, work: Work) -> Dialogue | None:
    known = work.known(user_id)
    if known is not None:
        return known.dialogue
    async with work.reading() as db:
        return await db.dialogues.get(user_id)
