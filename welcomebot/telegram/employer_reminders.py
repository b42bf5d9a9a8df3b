"""What the bot tells employers unasked: that an ad ends soon."""

from welcomebot.domain.language import CODES
from welcomebot.services.own_vacancies import to_remind
from welcomebot.services.ports import Person, Work
from welcomebot.telegram.addressing import addressed
from welcomebot.telegram.cards.employer import ending_card
from welcomebot.telegram.effects import Effect
from welcomebot.telegram.services import Services
from welcomebot.telegram.turn import Turn


async def employer_reminders(services: Services, work: Work) -> tuple[Effect, ...]:
    """Return the reminders that are due; whoever calls this stores them in the same transaction, for each is made once only."""
    today = services.today
    office = Turn(Person(0), 0, CODES[0], services, work, effects=[])
    for stored in await to_remind(today=today, work=work):
        if stored.posted_by is not None:
            employer = await addressed(office, stored.posted_by)
            employer.say(*ending_card(employer, stored))
    return tuple(office.effects)
