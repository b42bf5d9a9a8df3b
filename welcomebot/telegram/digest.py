"""The weekly digest: last week's figures, sent to the office without being asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from welcomebot.domain.language import CODES
from welcomebot.domain.staff import Right, StaffTopic
from welcomebot.services.office_figures import Period, gathered_figures
from welcomebot.services.ports import Person, Work
from welcomebot.services.staff_rights import staff_with
from welcomebot.telegram.addressing import addressed, in_room
from welcomebot.telegram.effects import Effect
from welcomebot.telegram.figures_messages import say_figures
from welcomebot.telegram.services import Services
from welcomebot.telegram.staff_room import staff_room
from welcomebot.telegram.turn import Turn

WEEK = 7


async def digest(services: Services, work: Work) -> Sequence[Effect]:
    """Return last week's figures for the staff group, or for each who may see them."""
    period = Period.last(WEEK, services.today - timedelta(days=1), services.zone)
    figures = await gathered_figures(period, services.board, work=work)
    office = Turn(Person(0), 0, CODES[0], services, work, effects=[])
    room = await staff_room(services, work)
    if room is not None:
        await say_figures(in_room(office, room, StaffTopic.DIGEST), figures)
        return office.effects
    for user_id in await staff_with(Right.STATISTICS, services.administrators, work=work):
        await say_figures(replace(await addressed(office, user_id), effects=office.effects), figures)
    return office.effects
