"""Letting people into the office by one-time links, giving them another role, and letting them go; each step is an act."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from welcomebot.domain.staff import Right, Role, may
from welcomebot.errors import Refusal
from welcomebot.services.office_ports import Act, HandoverFilter, Invitation, StaffMember
from welcomebot.services.ports import Clock, Repositories, Work
from welcomebot.services.staff_names import StaffName, staff_names
from welcomebot.services.staff_rights import Acting, acting_as

LINK_LASTS = timedelta(hours=24)
SECRET_BYTES = 32
PAYLOAD = "staff-"  # t.me/<bot>?start=staff-<secret>: 49 of the 64 characters that Telegram takes
MARK = 8  # characters of the hash that tell an invitation from others in acts, and open nothing
MANY_HANDOVERS = 1_000
ROLES = tuple(Role)


class InvitationProblem(StrEnum):
    """Why a link lets nobody in."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    ALREADY_STAFF = "already-staff"


class BadInvitationError(Refusal):
    """The invitation lets nobody in."""

    def __init__(self, problem: InvitationProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class FirstAdministratorError(Refusal):
    """The first administrators are named in the settings; only there they can be changed."""


@dataclass(frozen=True)
class Colleague:
    """Somebody of the office as the administrators see them; `user_id` is for buttons, never shown."""

    user_id: int
    name: StaffName
    since: datetime | None  # None for the first administrators
    language: str | None

    @property
    def is_first(self) -> bool:
        """Tell whether the settings name them."""
        return self.since is None


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def invite(role: Role, *, by: Acting, work: Work, clock: Clock) -> str:
    """Make a link's secret, which is good once and for 24 hours."""
    by.require(Right.STAFF)
    return await make_invitation(role, await work.writing(), by=by.user_id, now=clock())


async def make_invitation(role: Role, db: Repositories, *, by: int | None, now: datetime) -> str:
    """Store a new invitation and return its secret; `by` is None for the command line, where whoever may run it needs no role."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation = Invitation(hash_of(secret), role, now, now + LINK_LASTS, by)
    await db.staff.invite(invitation)
    after = {"role": role.value, "expires_at": invitation.expires_at.isoformat(timespec="minutes")}
    await db.acts.add(Act(now, by, "staff-invited", f"invitation:{invitation.secret_hash[:MARK]}", None, after))
    return secret


async def join(secret: str, user_id: int, *, administrators: Collection[int], work: Work, clock: Clock) -> StaffName:
    """Let somebody in by a link and return what they are called; raise BadInvitationError where it lets nobody in."""
    now, hashed = clock(), hash_of(secret)
    if (await acting_as(user_id, administrators, work=work)).role is not None:
        raise BadInvitationError(InvitationProblem.ALREADY_STAFF)
    async with work.reading() as db:
        found = await db.staff.invitation(hashed)
    await _check(found, now, administrators, work=work)
    db = await work.writing()
    used = await db.staff.use_invitation(hashed, user_id, at=now)
    if used is None:
        # Somebody else was faster.
        raise BadInvitationError(InvitationProblem.USED)
    await db.staff.put(StaffMember(user_id, used.role, now, used.invited_by))
    name = (await staff_names(administrators, work=work))[user_id]
    await db.acts.add(Act(now, user_id, "staff-joined", f"staff:{name.key}", None, {"role": used.role.value, "invitation": used.secret_hash[:MARK]}))
    return name


async def colleagues(*, by: Acting, administrators: Collection[int], work: Work) -> Sequence[Colleague]:
    """Return everybody who belongs to the office, by role and number."""
    by.require(Right.STAFF)
    names = await staff_names(administrators, work=work)
    async with work.reading() as db:
        since = {member.user_id: member.since for member in await db.staff.active() if member.user_id not in administrators}
        people = {user_id: await db.people.get(user_id) for user_id in (*administrators, *since)}
    found = [Colleague(user_id, names[user_id], since.get(user_id), person.language if person else None) for user_id, person in people.items()]
    return sorted(found, key=lambda colleague: (ROLES.index(colleague.name.role), colleague.name.number))


async def colleague(key: str, *, by: Acting, administrators: Collection[int], work: Work) -> Colleague | None:
    """Return somebody who belongs to the office by the key of their name."""
    found = await colleagues(by=by, administrators=administrators, work=work)
    return next((colleague for colleague in found if colleague.name.key == key), None)


async def revoke(key: str, *, by: Acting, administrators: Collection[int], work: Work, clock: Clock) -> Colleague | None:
    """Take somebody's role and return who they were; None where they have none any more. What they took waits again."""
    member, now = await _invited(key, by, administrators, work=work), clock()
    if member is None:
        return None
    db = await work.writing()
    if not await db.staff.revoke(member.user_id, at=now):
        return None
    await db.dialogues.clear(member.user_id)
    for handover in await db.handovers.waiting(HandoverFilter(), limit=MANY_HANDOVERS):
        if handover.taken_by == member.user_id:
            await db.handovers.give_back(handover.number, member.user_id)
    await db.acts.add(Act(now, by.user_id, "staff-revoked", f"staff:{key}", {"role": member.name.role.value}, None))
    return member


async def change_role(key: str, role: Role, *, by: Acting, administrators: Collection[int], work: Work, clock: Clock) -> Colleague | None:
    """Give somebody another role and return them with their new name; None where they belong to the office no more, or have this role."""
    member = await _invited(key, by, administrators, work=work)
    if member is None or member.name.role is role:
        return None
    db = await work.writing()
    stored = await db.staff.get(member.user_id)
    if stored is None or not stored.is_active:
        return None
    await db.staff.put(replace(stored, role=role))
    changed = replace(member, name=(await staff_names(administrators, work=work))[member.user_id])
    before, after = ({"role": name.role.value, "number": name.number} for name in (member.name, changed.name))
    await db.acts.add(Act(clock(), by.user_id, "staff-role-changed", f"staff:{key}", before, after))
    return changed


async def _invited(key: str, by: Acting, administrators: Collection[int], *, work: Work) -> Colleague | None:
    found = await colleague(key, by=by, administrators=administrators, work=work)
    if found is not None and found.is_first:
        raise FirstAdministratorError
    return found


async def _check(found: Invitation | None, now: datetime, administrators: Collection[int], *, work: Work) -> None:
    if found is None:
        raise BadInvitationError(InvitationProblem.UNKNOWN)
    if found.used_at is not None:
        raise BadInvitationError(InvitationProblem.USED)
    # A link ends with its maker's right to make one.
    is_right = found.invited_by is None or may((await acting_as(found.invited_by, administrators, work=work)).role, Right.STAFF)
    if found.expires_at <= now or not is_right:
        raise BadInvitationError(InvitationProblem.EXPIRED)
