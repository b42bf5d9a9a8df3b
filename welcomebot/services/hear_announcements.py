"""What a newcomer decides about messages to many: none at all, or those about a topic that they follow."""

from welcomebot.services.ports import Clock, Person, Work


async def stop_announcements(person: Person, *, work: Work, clock: Clock) -> None:
    """Send this person no announcements any more."""
    db = await work.writing()
    await db.announcements.unsubscribe(person.user_id, at=clock())


async def hear_announcements(person: Person, *, work: Work) -> None:
    """Send this person announcements again."""
    db = await work.writing()
    await db.announcements.subscribe(person.user_id)


async def followed_topics(person: Person, *, work: Work) -> frozenset[str]:
    """Return the categories that a person follows."""
    async with work.reading() as db:
        return await db.announcements.followed(person.user_id)


async def follow_topic(person: Person, category: str, *, work: Work, clock: Clock) -> None:
    """Send this person the announcements about a category, also where they wanted none before."""
    db = await work.writing()
    await db.announcements.follow(person.user_id, category, at=clock())
    await db.announcements.subscribe(person.user_id)


async def unfollow_topic(person: Person, category: str, *, work: Work) -> None:
    """Forget that a person follows a category."""
    db = await work.writing()
    await db.announcements.unfollow(person.user_id, category)
