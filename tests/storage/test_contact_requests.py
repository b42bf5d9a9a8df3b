"""Contact requests and their log in the database."""

from datetime import timedelta

import pytest

from tests.storage.jobs import NOW, stored
from welcomebot.services.job_ports import ContactRequest, RequestState
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories

EMPLOYER, SEEKER = 8_000_000_000, 9_000_000_000
Step = RequestState


async def asked(db: Repositories) -> int:
    number = await db.contact_requests.ask(ContactRequest(await db.vacancies.put(stored()), EMPLOYER, SEEKER), at=NOW)
    assert number is not None
    return number


async def test_seeker_is_asked_once_for_an_ad(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await asked(db)
        request = await db.contact_requests.get(number)
        assert request is not None
        assert request == ContactRequest(request.vacancy, EMPLOYER, SEEKER, asked_at=NOW, number=number)
        assert await db.contact_requests.ask(ContactRequest(request.vacancy, 1, SEEKER), at=NOW) is None
        assert await db.contact_requests.ask(ContactRequest(request.vacancy, EMPLOYER, 2), at=NOW) is not None
        assert len(await db.contact_requests.of_vacancy(request.vacancy)) == 2


async def test_seeker_sees_every_step(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await asked(db)
        assert await db.contact_requests.step(number, Step.AGREED, contact="040 000", at=NOW + timedelta(hours=1))
        assert (await db.contact_requests.get(number)).contact == "040 000"
        assert await db.contact_requests.step(number, Step.WITHDRAWN, at=NOW + timedelta(hours=2))
        [(request, steps)] = await db.contact_requests.of_seeker(SEEKER)
        assert request.contact == ""
        assert [step.step for step in steps] == [Step.ASKED, Step.AGREED, Step.WITHDRAWN]
        assert [step.at - NOW for step in steps] == [timedelta(hours=hours) for hours in range(3)]
        assert await db.contact_requests.of_seeker(EMPLOYER) == []


@pytest.mark.parametrize(
    ("taken", "next_step"),
    [
        ([Step.AGREED], Step.AGREED),
        ([Step.AGREED], Step.DECLINED),  # that is a withdrawal, which the employer is told
        ([Step.AGREED], Step.CLOSED),  # the ad ended before an answer, and here there is one
        ([Step.DECLINED], Step.WITHDRAWN),
        ([Step.CLOSED], Step.AGREED),
        ([], Step.ASKED),
        ([], Step.WITHDRAWN),
    ],
)
async def test_step_that_cannot_follow_changes_nothing(database: Database, taken: list[Step], next_step: Step) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await asked(db)
        for step in taken:
            assert await db.contact_requests.step(number, step, contact="040 000", at=NOW)
        before = await db.contact_requests.of_seeker(SEEKER)
        assert not await db.contact_requests.step(number, next_step, contact="other", at=NOW)
        assert await db.contact_requests.of_seeker(SEEKER) == before


async def test_no_may_become_a_yes(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await asked(db)
        assert await db.contact_requests.step(number, Step.DECLINED, contact="never kept", at=NOW)
        assert (await db.contact_requests.get(number)).contact == ""
        assert await db.contact_requests.step(number, Step.AGREED, contact="040 000", at=NOW)


async def test_contact_is_gone_with_the_seeker(database: Database) -> None:
    async with database.writing() as session:
        db = Repositories(session)
        number = await asked(db)
        await db.contact_requests.step(number, Step.AGREED, contact="040 000", at=NOW)
        await db.people.forget(SEEKER)
        assert await db.contact_requests.get(number) is None
        assert not await db.contact_requests.step(number, Step.WITHDRAWN, at=NOW)
