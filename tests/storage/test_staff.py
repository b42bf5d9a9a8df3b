"""The people of the office, their invitations, what they did, and their group, in the database."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from welcomebot.domain.staff import Role
from welcomebot.services.office_ports import Act, Invitation, StaffMember
from welcomebot.services.queues import ChatChange
from welcomebot.storage.chats import change_chats
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
FIRST, SECOND = 7_000_000_001, 7_000_000_002


async def put(database: Database, user_id: int, role: Role = Role.CURATOR, **fields: object) -> StaffMember:
    async with database.writing() as session:
        return await Repositories(session).staff.put(StaffMember(user_id, role, NOW, **fields))


async def use(database: Database, user_id: int, at: datetime = NOW) -> Invitation | None:
    async with database.writing() as session:
        return await Repositories(session).staff.use_invitation("hash", user_id, at=at)


async def invite(database: Database) -> None:
    async with database.writing() as session:
        await Repositories(session).staff.invite(Invitation("hash", Role.CURATOR, NOW, NOW + timedelta(hours=24), FIRST))


async def test_of_two_who_use_a_link_at_once_one_gets_it(database: Database) -> None:
    await invite(database)
    used = await asyncio.gather(use(database, FIRST), use(database, SECOND))
    [winner] = [invitation for invitation in used if invitation is not None]
    async with database.reading() as session:
        stored = await Repositories(session).staff.invitation("hash")
    assert stored == winner


@pytest.mark.parametrize(("hours", "is_good"), [(23, True), (24, False), (25, False)])
async def test_link_ends_after_a_day(database: Database, hours: int, is_good: bool) -> None:
    await invite(database)
    assert (await use(database, SECOND, NOW + timedelta(hours=hours)) is not None) is is_good


async def test_numbers_count_each_role_and_are_given_once(database: Database) -> None:
    people = [await put(database, user_id) for user_id in (3, 1, 2)]
    assert [person.number for person in people] == [1, 2, 3]
    assert (await put(database, 1, Role.JOB_DESK)).number == 1
    assert (await put(database, 4)).number == 4
    assert (await put(database, 3, revoked_at=NOW)).number == 1


async def test_two_who_join_at_once_get_two_numbers(database: Database) -> None:
    people = await asyncio.gather(put(database, FIRST), put(database, SECOND))
    assert {person.number for person in people} == {1, 2}


async def test_revoked_people_stay_known_and_are_not_active(database: Database) -> None:
    await put(database, FIRST)
    async with database.writing() as session:
        staff = Repositories(session).staff
        assert [await staff.revoke(FIRST, at=NOW), await staff.revoke(FIRST, at=NOW), await staff.revoke(SECOND, at=NOW)] == [True, False, False]
    async with database.reading() as session:
        staff = Repositories(session).staff
        assert (list(await staff.active()), [member.user_id for member in await staff.all()]) == ([], [FIRST])


async def test_acts_are_read_newest_first_and_by_thing(database: Database) -> None:
    async with database.writing() as session:
        acts = Repositories(session).acts
        numbers = [await acts.add(Act(NOW, FIRST, "published", f"article:{name}", None, {"title": name})) for name in ("a", "b", "a")]
    async with database.reading() as session:
        acts = Repositories(session).acts
        assert [act.number for act in await acts.latest(limit=2)] == numbers[:0:-1]
        assert [act.number for act in await acts.latest(limit=5, before=numbers[1])] == numbers[:1]
        assert [act.after for act in await acts.of_subject("article:a", limit=5)] == [{"title": "a"}] * 2
        assert await acts.get(99) is None


async def test_topic_is_stored_once(database: Database) -> None:
    async with database.writing() as session:
        topics = Repositories(session).staff_topics
        assert [await topics.put(-100, "jobs", 7), await topics.put(-100, "jobs", 8), await topics.put(-100, "digest", 8)] == [True, False, True]
        assert await topics.all(-100) == {"jobs": 7, "digest": 8}
        assert [await topics.get(-100, "jobs"), await topics.get(-200, "jobs")] == [7, None]


async def test_group_is_found_where_it_moved_and_not_where_the_bot_is_gone(database: Database) -> None:
    async with database.writing() as session:
        topics = Repositories(session).staff_topics
        assert await topics.room(-5) == -5
        await session.run_sync(lambda sync: change_chats(sync.connection(), [ChatChange(-5, is_active=False, migrated_to=-100)]))
        assert await topics.room(-5) == -100
        await session.run_sync(lambda sync: change_chats(sync.connection(), [ChatChange(-100, is_active=False)]))
    async with database.reading() as session:
        assert await Repositories(session).staff_topics.room(-5) is None
