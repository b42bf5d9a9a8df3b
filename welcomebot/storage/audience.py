"""Whom an announcement means, as a query."""

from typing import Any

from sqlalchemy import or_, select

from welcomebot.services.job_ports import EmployerState
from welcomebot.services.office_ports import Audience
from welcomebot.storage.office_tables import FollowedTopicRow, StaffRow, UnsubscribedRow
from welcomebot.storage.tables import ChatRow, EmployerRow, PersonRow, SeekerRow

GROUPS: dict[str, Any] = {
    "seekers": select(SeekerRow.user_id).where(SeekerRow.is_complete),
    "employers": select(EmployerRow.user_id).where(EmployerRow.state == EmployerState.APPROVED.value),
    "staff": select(StaffRow.user_id).where(StaffRow.revoked_at.is_(None)),
}


def people_in(audience: Audience) -> Any:
    """Return the query of (user_id, language): people who chose a language, did not block the bot and want announcements."""
    person = PersonRow.user_id
    gone = select(ChatRow.chat_id).where(ChatRow.is_active.is_(False))
    meant: Any = select(person, PersonRow.language).where(
        PersonRow.is_active, PersonRow.language.is_not(None), person.not_in(select(UnsubscribedRow.user_id)), person.not_in(gone)
    )
    if audience.languages:
        meant = meant.where(PersonRow.language.in_(sorted(audience.languages)))
    if audience.groups:
        meant = meant.where(or_(*(person.in_(GROUPS[group]) for group in sorted(audience.groups) if group in GROUPS)))
    if audience.topics:
        meant = meant.where(person.in_(select(FollowedTopicRow.user_id).where(FollowedTopicRow.category.in_(sorted(audience.topics)))))
    return meant.order_by(person)
