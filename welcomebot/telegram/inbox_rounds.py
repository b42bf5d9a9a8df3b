"""Reminders that people wait for the office, as messages; whoever calls this stores them in the same transaction."""

from collections.abc import Sequence

from welcomebot.domain.language import CODES
from welcomebot.domain.staff import Right, StaffTopic
from welcomebot.services.ports import Person, Work
from welcomebot.services.remind_office import OfficeTime, late_for_administrators, late_for_staff
from welcomebot.services.staff_rights import staff_with
from welcomebot.telegram.addressing import addressed, tell_staff
from welcomebot.telegram.cards.reminder import escalation_card, reminder_card
from welcomebot.telegram.effects import Effect
from welcomebot.telegram.services import Services
from welcomebot.telegram.turn import Turn


async def reminders(services: Services, work: Work) -> Sequence[Effect]:
    """Return the reminders that are due: to the office's people, and to the administrators where those did not help."""
    time = OfficeTime(services.calendar, services.library.contacts, services.clock())
    office = Turn(Person(0), 0, CODES[0], services, work, effects=[])
    late = await late_for_staff(time, work=work)
    if late is not None:
        await tell_staff(office, lambda reader: reminder_card(reader, late), right=Right.REPLY, topic=StaffTopic.QUESTIONS)
    too_late = await late_for_administrators(time, work=work)
    if too_late is not None:
        # In their own chats: the group was reminded before.
        for user_id in await staff_with(Right.STAFF, services.administrators, work=work):
            reader = await addressed(office, user_id)
            reader.say(*escalation_card(reader, too_late))
    return tuple(office.effects)
