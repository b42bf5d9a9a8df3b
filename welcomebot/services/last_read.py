"""The article that a person read last: a follow-up is understood with it."""

from welcomebot.domain.follow_up import FOLLOWS_FOR
from welcomebot.services.ports import Clock, Person, Work


async def last_read(person: Person, *, work: Work, clock: Clock) -> str | None:
    """Return the article that a person read within the last minutes."""
    async with work.reading() as db:
        return await db.readings.last(person.user_id, clock() - FOLLOWS_FOR)


async def remember_read(article_id: str, person: Person, *, work: Work, clock: Clock) -> None:
    """Remember that a person opened an article."""
    db = await work.writing()
    await db.readings.remember(person.user_id, article_id, clock())
