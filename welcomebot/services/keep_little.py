"""What is old is deleted: the names on questions after 30 days, what the office is done with after 90, what was read last after a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from welcomebot.services.ports import Repositories

NAMES_KEPT = timedelta(days=30)
HANDOVERS_KEPT = timedelta(days=90)
READINGS_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Deleted:
    """How much went: names, handovers with their replies, drafts, whom announcements reached, numbers of newcomers, what was read."""

    names: int
    handovers: int
    drafts: int
    recipients: int
    pseudonyms: int
    readings: int


async def delete_old(db: Repositories, now: datetime) -> Deleted:
    """Delete what is too old, in one transaction."""
    return Deleted(
        names=await db.questions.drop_names(before=now - NAMES_KEPT),
        handovers=await db.handovers.remove_ended(now - HANDOVERS_KEPT),
        drafts=await db.text_drafts.remove_old(now - HANDOVERS_KEPT),
        recipients=await db.announcements.forget_recipients(now - NAMES_KEPT),
        pseudonyms=await db.handovers.drop_pseudonyms(),
        readings=await db.readings.remove_old(now - READINGS_KEPT),
    )
