"""The people of the office and their invitations, in the database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from welcomebot.domain.staff import Role
from welcomebot.services.office_ports import Invitation, StaffMember
from welcomebot.storage.counters import next_number
from welcomebot.storage.inserting import insert_into
from welcomebot.storage.office_tables import InvitationRow, StaffRow

STAFF = select(*StaffRow.__table__.columns).order_by(StaffRow.since, StaffRow.user_id)


class StaffStore:
    """Staff in one open transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, user_id: int) -> StaffMember | None:
        """Return somebody who belongs to the office, or did."""
        row = (await self._session.execute(STAFF.where(StaffRow.user_id == user_id))).one_or_none()
        return _member(row) if row else None

    async def put(self, member: StaffMember) -> StaffMember:
        """Let somebody in, or give them another role, and return them with their number; a number is never given twice."""
        known = await self.get(member.user_id)
        number = known.number if known and known.role is member.role else await next_number(self._session, f"staff:{member.role.value}")
        values = {
            "role": member.role.value,
            "number": number,
            "invited_by": member.invited_by,
            "since": member.since,
            "revoked_at": member.revoked_at,
        }
        statement = insert_into(self._session, StaffRow).values(user_id=member.user_id, **values)
        await self._session.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=values))
        return replace(member, number=number)

    async def active(self) -> Sequence[StaffMember]:
        """Return who belongs to the office, in the order of joining."""
        return [_member(row) for row in await self._session.execute(STAFF.where(StaffRow.revoked_at.is_(None)))]

    async def all(self) -> Sequence[StaffMember]:
        """Return who belongs to the office and who did, in the order of joining."""
        return [_member(row) for row in await self._session.execute(STAFF)]

    async def revoke(self, user_id: int, *, at: datetime) -> bool:
        """Take somebody out; False where they are out already."""
        result = await self._session.execute(update(StaffRow).where(StaffRow.user_id == user_id, StaffRow.revoked_at.is_(None)).values(revoked_at=at))
        return isinstance(result, CursorResult) and result.rowcount == 1

    async def invite(self, invitation: Invitation) -> None:
        """Store a link's hash."""
        columns = {column.name: getattr(invitation, column.name) for column in InvitationRow.__table__.columns}
        await self._session.execute(insert(InvitationRow).values(columns | {"role": invitation.role.value}))

    async def invitation(self, secret_hash: str) -> Invitation | None:
        """Return a link by its hash, also one that was used or is too old."""
        found = select(*InvitationRow.__table__.columns).where(InvitationRow.secret_hash == secret_hash)
        row = (await self._session.execute(found)).one_or_none()
        return _invitation(row) if row else None

    async def use_invitation(self, secret_hash: str, user_id: int, *, at: datetime) -> Invitation | None:
        """Use a link up; None where it is unknown, used or too old. Of two who use it at once, one gets it."""
        is_good = (InvitationRow.secret_hash == secret_hash, InvitationRow.used_at.is_(None), InvitationRow.expires_at > at)
        used = update(InvitationRow).where(*is_good).values(used_by=user_id, used_at=at).returning(*InvitationRow.__table__.columns)
        row = (await self._session.execute(used)).one_or_none()
        return _invitation(row) if row else None


def _member(row: Any) -> StaffMember:
    return StaffMember(row.user_id, Role(row.role), row.since, row.invited_by, row.revoked_at, row.number)


def _invitation(row: Any) -> Invitation:
    return Invitation(
        secret_hash=row.secret_hash,
        role=Role(row.role),
        made_at=row.made_at,
        expires_at=row.expires_at,
        invited_by=row.invited_by,
        used_by=row.used_by,
        used_at=row.used_at,
    )
