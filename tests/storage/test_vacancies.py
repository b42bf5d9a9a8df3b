"""Ads in the database."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from tests.storage.jobs import NOW, WELDER, stored
from welcomebot.domain.vacancies import CloseReason, VacancyState
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories


async def test_ad_is_what_was_stored(database: Database) -> None:
    ad = replace(stored(posted_by=2**40), revision=3, note="Say the pay.", reminded_for=date(2026, 12, 20))
    async with database.writing() as session:
        number = await Repositories(session).vacancies.put(ad)
    async with database.reading() as session:
        vacancies = Repositories(session).vacancies
        assert await vacancies.get(number) == replace(ad, number=number)
        assert await vacancies.find("office", "w-1") == replace(ad, number=number)
        assert await vacancies.find("elsewhere", "w-1") is None
        assert await vacancies.get(number + 1) is None


async def test_changed_ad_keeps_its_number(database: Database) -> None:
    async with database.writing() as session:
        vacancies = Repositories(session).vacancies
        number = await vacancies.put(stored())
        ad = await vacancies.get(number)
        assert ad is not None
        closed = replace(ad, vacancy=replace(WELDER, title="Levyseppä"), state=VacancyState.CLOSED, closed_at=NOW, close_reason=CloseReason.FILLED)
        assert await vacancies.put(closed) == number
        assert await vacancies.get(number) == closed


async def test_source_names_an_ad_once(database: Database) -> None:
    async with database.writing() as session:
        await Repositories(session).vacancies.put(stored())
        await Repositories(session).vacancies.put(stored(source="another"))
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            await Repositories(session).vacancies.put(stored())


async def test_many_ads_are_stored_at_once_and_keep_their_order(database: Database) -> None:
    async with database.writing() as session:
        vacancies = Repositories(session).vacancies
        first = await vacancies.put(stored())
        old = await vacancies.get(first)
        assert old is not None
        new = [stored(replace(WELDER, id=f"n-{number}")) for number in range(3_000)]
        numbers = await vacancies.put_all([*new[:1_500], replace(old, revision=2), *new[1_500:]])
        assert numbers[1_500] == first
        assert [(await vacancies.get(numbers[place])).vacancy.id for place in (0, 1_499, 1_500, 1_501, 3_000)] == ["n-0", "n-1499", "w-1", "n-1500", "n-2999"]
        assert (await vacancies.get(first)).revision == 2
        assert set(await vacancies.of_source("office")) == {"w-1", *(f"n-{number}" for number in range(3_000))}
        assert await vacancies.put_all([]) == []


async def test_open_ads_come_oldest_first(database: Database) -> None:
    async with database.writing() as session:
        vacancies = Repositories(session).vacancies
        for id in ("c", "a", "b"):
            await vacancies.put(stored(replace(WELDER, id=id)))
        await vacancies.put(stored(replace(WELDER, id="d"), state=VacancyState.EXPIRED, posted_by=7))
        assert [ad.vacancy.id for ad in await vacancies.open()] == ["c", "a", "b"]
        assert [ad.vacancy.id for ad in await vacancies.in_state(VacancyState.EXPIRED)] == ["d"]
        assert [ad.vacancy.id for ad in await vacancies.posted_by(7)] == ["d"]


async def test_revision_grows_once_a_transaction(database: Database) -> None:
    revisions = []
    for title in ("one", "two"):
        async with database.writing() as session:
            for id in ("a", "b"):
                await Repositories(session).vacancies.put(stored(replace(WELDER, id=f"{title}-{id}", title=title)))
        async with database.reading() as session:
            revisions.append(await Repositories(session).vacancies.revision())
    assert revisions == [1, 2]


async def test_ad_that_was_rolled_back_leaves_the_revision_alone(database: Database) -> None:
    async with database.writing() as session:
        await Repositories(session).vacancies.put(stored())
        await session.rollback()
    async with database.reading() as session:
        assert await Repositories(session).vacancies.revision() == 0
        assert await Repositories(session).vacancies.open() == []
