"""What the people of the office are called: by role and number, "Curator 2", for their names are not stored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from welcomebot.domain.staff import Role
from welcomebot.services.ports import Work


@dataclass(frozen=True)
class StaffName:
    """A role and a number in it, in the order of joining."""

    role: Role
    number: int

    @property
    def key(self) -> str:
        """Return the name as acts hold it."""
        return f"{self.role.value}-{self.number}"


async def staff_names(administrators: Collection[int], *, work: Work) -> Mapping[int, StaffName]:
    """Return the name of everybody who belongs to the office or did; the first administrators have the first numbers."""
    async with work.reading() as db:
        members = await db.staff.all()
    first = {user_id: StaffName(Role.ADMINISTRATOR, number) for number, user_id in enumerate(sorted(administrators), start=1)}
    invited = {member.user_id: StaffName(member.role, member.number + (len(first) if member.role is Role.ADMINISTRATOR else 0)) for member in members}
    return {**invited, **first}


async def staff_name(user_id: int | None, administrators: Collection[int], *, work: Work) -> StaffName | None:
    """Return what somebody is called; None where they never belonged to the office, or were forgotten."""
    return (await staff_names(administrators, work=work)).get(user_id) if user_id is not None else None
