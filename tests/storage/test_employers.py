"""Employers in the database."""

from dataclasses import replace
from datetime import timedelta

from tests.storage.jobs import NOW
from welcomebot.services.job_ports import Employer, EmployerState
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories


async def test_wish_becomes_a_decision(database: Database) -> None:
    wish = Employer(2**40, "Satama-Metalli", "1234567-1", requested_at=NOW)
    async with database.writing() as session:
        await Repositories(session).employers.put(wish)
    async with database.writing() as session:
        employers = Repositories(session).employers
        assert await employers.get(2**40) == wish
        approved = replace(wish, state=EmployerState.APPROVED, decided_by=9)
        await employers.put(approved)
        assert await employers.get(2**40) == approved
        assert await employers.in_state(EmployerState.WAITING) == []
        assert await employers.get(1) is None


async def test_who_waits_longest_comes_first(database: Database) -> None:
    async with database.writing() as session:
        employers = Repositories(session).employers
        for user_id, days in ((1, 1), (2, 3), (3, 2)):
            await employers.put(Employer(user_id, "Company", "1234567-1", requested_at=NOW - timedelta(days=days)))
        assert [one.user_id for one in await employers.in_state(EmployerState.WAITING)] == [2, 3, 1]
