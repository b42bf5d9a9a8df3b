"""Handing work on a text or a fact to a colleague."""

from dataclasses import dataclass

from welcomebot.domain.staff import Right, Role
from welcomebot.services.office_ports import Act, Assignment
from welcomebot.services.ports import Clock, Repositories, Work
from welcomebot.services.staff_rights import Acting
from welcomebot.services.work_list import WorkItem

ASSIGNED = "handed-over"


@dataclass(frozen=True)
class Handed:
    """Work that a colleague has now; `is_new` is False where they had it before, so that nobody is told twice."""

    item: WorkItem
    colleague: int
    is_new: bool = True


async def hand_to(colleague: int, item: WorkItem, *, by: Acting, work: Work, clock: Clock) -> Handed:
    """Give an entry of the work list to a colleague who may do it."""
    by.require(Right.CURATE)
    if item.assigned_to == colleague:
        return Handed(item, colleague, is_new=False)
    db = await work.writing()
    now = clock()
    await db.assignments.put(Assignment(item.id, item.language, colleague, by.user_id, now))
    subject = f"contact:{item.id}" if item.is_fact else f"article:{item.id}"
    before = {"language": item.language, "assigned_to": await _name(item.assigned_to, db)} if item.assigned_to else None
    after = {"language": item.language, "assigned_to": await _name(colleague, db)}
    # The acts on an article are its history too; this one holds no article, and whoever reads the history passes it by.
    await db.acts.add(Act(now, by.user_id, ASSIGNED, f"work:{subject}", before, after))
    return Handed(item, colleague)


async def _name(user_id: int, db: Repositories) -> str:
    """Return what somebody is called in acts, which outlive people's data; the first administrators have no number of their own there."""
    member = await db.staff.get(user_id)
    return f"{member.role.value}-{member.number}" if member else Role.ADMINISTRATOR.value
