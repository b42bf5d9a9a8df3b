"""What happens to ads that seekers know: messages are brought up to date, saved ads come to their end, silent seekers are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from welcomebot.domain.alert_times import ASK_AGAIN_AFTER, REMIND_BEFORE
from welcomebot.domain.seekers import Pace
from welcomebot.services.job_ports import StoredSeeker, StoredVacancy
from welcomebot.services.job_settings import is_paused
from welcomebot.services.ports import Work

AT_ONCE = 200  # messages that one run brings up to date


@dataclass(frozen=True)
class Outdated:
    """A sent message that shows an ad otherwise than it is now; `ads` are all that it told of, in their order."""

    user_id: int
    message_id: int
    dedupe_key: str
    ads: tuple[StoredVacancy, ...]


async def outdated_messages(*, work: Work) -> Sequence[Outdated]:
    """Return the messages to bring up to date; from now on they count as such."""
    db = await work.writing()
    await db.ledger.note_message_ids()
    found = []
    for key in await db.ledger.outdated(limit=AT_ONCE):
        told = await db.ledger.of_message(key)
        numbers = dict.fromkeys(each.vacancy for each in told)
        ads = [stored for number in numbers if (stored := await db.vacancies.get(number))]
        await db.ledger.mark_shown(key)
        if told and told[0].message_id is not None:
            found.append(Outdated(told[0].user_id, told[0].message_id, key, tuple(ads)))
    return found


async def saved_ending(today: date, now: datetime, *, work: Work) -> Sequence[tuple[int, StoredVacancy]]:
    """Return (user, ad) of saved ads whose last day is three days away or less; each is returned once."""
    db = await work.writing()
    found = []
    for user_id, number in await db.seekers.saved_without_reminder(today + REMIND_BEFORE):
        await db.seekers.mark_reminded(user_id, number, at=now)
        stored = await db.vacancies.get(number)
        if stored and stored.vacancy.is_open_on(today):
            found.append((user_id, stored))
    return found


async def saved_closed(now: datetime, *, work: Work) -> Sequence[tuple[int, StoredVacancy]]:
    """Return (user, ad) of saved ads that the employer closed; each is returned once."""
    db = await work.writing()
    found = []
    for user_id, number in await db.seekers.saved_and_closed():
        await db.seekers.mark_end_told(user_id, number, at=now)
        if stored := await db.vacancies.get(number):
            found.append((user_id, stored))
    return found


async def silent_seekers(now: datetime, *, work: Work) -> Sequence[StoredSeeker]:
    """Return who gets messages and did not touch their profile for 90 days; each is returned once in 90 days. Nothing ends by itself."""
    db = await work.writing()
    silent = [stored for stored in await db.seekers.quiet_since(now - ASK_AGAIN_AFTER) if stored.wishes.pace is not Pace.OFF]
    asked = [stored for stored in silent if not is_paused(stored.wishes, now)]
    for stored in asked:
        await db.seekers.mark_asked_again(stored.user_id, at=now)
    return asked
