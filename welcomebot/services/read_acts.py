"""The audit log: what the office did, for its administrators."""

from collections.abc import Sequence

from welcomebot.domain.staff import Right
from welcomebot.services.office_ports import Act
from welcomebot.services.ports import Work
from welcomebot.services.staff_rights import Acting


async def latest_acts(*, by: Acting, work: Work, limit: int, before: int | None = None) -> Sequence[Act]:
    """Return what the office did, the newest first; with `before`, what is older than that act."""
    by.require(Right.STAFF)
    async with work.reading() as db:
        return await db.acts.latest(limit=limit, before=before)


async def one_act(number: int, *, by: Acting, work: Work) -> Act | None:
    """Return one act with the thing before and after."""
    by.require(Right.STAFF)
    async with work.reading() as db:
        return await db.acts.get(number)
