"""Who may do what the office does; every service that acts for the office asks here."""

from collections.abc import Collection
from dataclasses import dataclass

from welcomebot.domain.staff import Right, Role, may
from welcomebot.errors import Refusal
from welcomebot.services.ports import Work


class NotStaffError(Refusal):
    """Only the people of the Welcome Office can do this."""


@dataclass(frozen=True)
class Acting:
    """Somebody who wants to act for the office, with their role; None where they do not belong to it.

    `place` is the group that they act in, None in their own chat: what a conversation of several steps asks there is answered there.
    """

    user_id: int
    role: Role | None = None
    place: int | None = None

    def require(self, right: Right) -> None:
        """Raise NotStaffError where their role does not allow it."""
        if not may(self.role, right):
            raise NotStaffError


async def acting_as(user_id: int, administrators: Collection[int], *, work: Work) -> Acting:
    """Return somebody with their role: the first administrators by the settings, everybody else by an invitation."""
    if user_id in administrators:
        return Acting(user_id, Role.ADMINISTRATOR)
    async with work.reading() as db:
        member = await db.staff.get(user_id)
    return Acting(user_id, member.role if member and member.is_active else None)


async def staff_with(right: Right, administrators: Collection[int], *, work: Work) -> tuple[int, ...]:
    """Return the numbers of everybody who has a right, sorted."""
    async with work.reading() as db:
        members = await db.staff.active()
    return tuple(sorted({*administrators, *(member.user_id for member in members if may(member.role, right))}))
