"""Ads of a file in the database: upsert, withdrawal, and nothing half-written."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from tests.storage.jobs import NOW, stored
from welcomebot.domain.places import Place, Places
from welcomebot.domain.skills import Concept, Kind, Taxonomy
from welcomebot.domain.vacancies import CloseReason, VacancyState
from welcomebot.services.file_problems import Problem, wrong
from welcomebot.services.import_vacancies import ImportReport, Transaction, import_vacancies
from welcomebot.services.read_ads import AdReader, ReadAds
from welcomebot.services.vacancy_rows import FileRow
from welcomebot.services.vacancy_versions import Outcome
from welcomebot.storage.database import Database
from welcomebot.storage.repositories import Repositories

TAXONOMY = Taxonomy(
    {id: Concept(id, kind, {"fi": (name,)}) for id, kind, name in (("forklift", Kind.PERMIT, "trukkikortti"), ("welding", Kind.SKILL, "hitsaus"))}
)
PLACES = Places({"kokkola": Place("kokkola", {"fi": ("Kokkola",)}, 63.8, 23.1, code="272")})
WELDER: Mapping[str, Any] = {"id": "w-1", "title": "Hitsaaja", "employer": "Satama-Metalli", "required_skills": ["hitsaus", "taltan teroitus"]}


class Links:
    """Knows two words."""

    def occupations(self, text: str, language: str) -> tuple[str, ...]:
        return ()

    def concepts(self, text: str, language: str) -> tuple[str, ...]:
        return {"hitsaus": ("welding",), "trukkikortti": ("forklift",)}.get(text, ())


def read(*fields: Mapping[str, Any], source: str = "office") -> ReadAds:
    return AdReader(Links(), TAXONOMY, PLACES, source).read(FileRow(number, row) for number, row in enumerate(fields, 2))


def reasons(*fields: Mapping[str, Any], source: str = "office") -> dict[int, tuple[str, ...]]:
    return {row.number: tuple(map(str, row.problems)) for row in read(*fields, source=source).bad}


def opened(session: Callable[[], AbstractAsyncContextManager[AsyncSession]]) -> Transaction:
    @asynccontextmanager
    async def repositories() -> AsyncIterator[Repositories]:
        async with session() as each:
            yield Repositories(each)

    return repositories


async def take(database: Database, *fields: Mapping[str, Any], is_complete: bool = False, source: str = "office") -> ImportReport:
    reading, writing = opened(database.reading), opened(database.writing)
    return await import_vacancies(read(*fields, source=source), writing, now=NOW, today=NOW.date(), is_complete=is_complete, reading=reading)


# Reading rows


def test_bad_row_is_named_with_every_reason() -> None:
    assert reasons({**WELDER, "title": "", "apply_by": "tomorrow", "business_id": "1234567-8"}) == {
        2: (
            "title: This is needed.",
            "business_id: '1234567-8' is not a business id: the check digit does not fit.",
            "apply_by: This should be a date like 2026-11-24, not 'tomorrow'.",
        )
    }


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": "x" * 4_000}, "title: This has 4000 characters; 300 are the most."),
        ({"municipality": "999"}, "municipality: '999' is the number of no municipality that is known."),
        ({"required_permits": ["forklift", "dragon"]}, "required_permits: 'dragon' is no permit that is known."),
        ({"required_permits": ["hitsaus"]}, "required_permits: 'welding' is no permit that is known."),
        ({"hard": ["permit:dragon"]}, "required_permits: 'dragon' is no permit that is known."),
        ({"description": "\ud800"}, "description: This holds half a character."),
        ({"required_skills": ["\ud800"]}, "required_skills: This holds half a character."),
    ],
)
def test_row_with_something_that_cannot_be_is_refused(fields: Mapping[str, Any], reason: str) -> None:
    assert reasons({**WELDER, **fields}) == {2: (reason,)}


def test_row_that_could_not_be_read_is_bad() -> None:
    found = AdReader(Links(), TAXONOMY, PLACES, "office").read([FileRow(9, problem=wrong("This is no JSON: {reason}.", reason="?")), FileRow(10, WELDER)])
    assert [(row.number, row.problems) for row in found.bad] == [(9, (Problem("This is no JSON: {reason}.", {"reason": "?"}),))]
    assert len(found.ads) == 1


def test_second_row_of_an_id_is_refused_with_the_first_ones_number() -> None:
    assert reasons(WELDER, WELDER) == {3: ("id: 'w-1' stands in row 2 already.",)}


def test_without_a_source_the_business_id_is_needed() -> None:
    assert reasons(WELDER, {**WELDER, "business_id": "1234567-1"}, source="") == {2: ("business_id: This is needed, or name the source with --source.",)}


def test_unknown_fields_and_places_are_told_and_taken() -> None:
    found = read(
        {**WELDER, "munisipality": "Kokkola", "municipality": "Helsinki"}, {**WELDER, "id": "w-2", "municipality": "272", "required_permits": "trukkikortti"}
    )
    assert (found.unknown_fields, found.unknown_places, found.bad) == (("munisipality",), ("Helsinki",), ())
    assert found.ads["office", "w-2"].municipality == "Kokkola"
    assert found.ads["office", "w-2"].permits == ("forklift",)


# Storing


async def test_ads_are_new_unchanged_changed_and_open_again(database: Database) -> None:
    over = {**WELDER, "id": "over", "apply_by": "2026-11-24"}
    first = await take(database, WELDER, {**WELDER, "id": "w-2"}, over)
    assert first == ImportReport({Outcome.NEW: 3}, expired=1)
    assert (await take(database, WELDER, {**WELDER, "id": "w-2"}, over)).outcomes == {Outcome.UNCHANGED: 3}
    report = await take(database, WELDER, {**WELDER, "id": "w-2", "pay": "15 €/h"}, {**over, "apply_by": "2026-12-24"})
    assert report.outcomes == {Outcome.UNCHANGED: 1, Outcome.CHANGED: 1, Outcome.REOPENED: 1}
    async with database.reading() as session:
        vacancies = Repositories(session).vacancies
        assert [(ad.vacancy.id, ad.revision) for ad in await vacancies.open()] == [("w-1", 1), ("w-2", 2), ("over", 2)]


async def test_unchanged_file_leaves_the_revision_alone(database: Database) -> None:
    revisions = []
    for _ in range(2):
        await take(database, WELDER)
        async with database.reading() as session:
            revisions.append(await Repositories(session).vacancies.revision())
    assert revisions == [1, 1]


async def test_words_that_name_nothing_wait_for_the_office(database: Database) -> None:
    await take(database, WELDER, {**WELDER, "id": "w-2"})
    async with database.reading() as session:
        assert [(word.text, word.vacancies) for word in await Repositories(session).skill_words.unlinked(limit=9)] == [("taltan teroitus", 2)]


async def test_only_a_complete_file_withdraws_what_is_missing(database: Database) -> None:
    async with database.writing() as session:
        await Repositories(session).vacancies.put(replace(stored(source="chat", posted_by=7), note=""))
    await take(database, WELDER, {**WELDER, "id": "w-2"})
    await take(database, {**WELDER, "id": "other"}, source="another")
    assert (await take(database, WELDER)).outcomes == {Outcome.UNCHANGED: 1}
    report = await take(database, WELDER, is_complete=True)
    assert report.outcomes == {Outcome.UNCHANGED: 1, Outcome.WITHDRAWN: 1}
    async with database.reading() as session:
        vacancies = Repositories(session).vacancies
        [gone] = await vacancies.in_state(VacancyState.CLOSED)
        assert (gone.vacancy.id, gone.close_reason, gone.closed_at) == ("w-2", None, NOW)
        assert {ad.source for ad in await vacancies.open()} == {"chat", "office", "another"}
    assert (await take(database, WELDER, {**WELDER, "id": "w-2"}, is_complete=True)).outcomes[Outcome.REOPENED] == 1


@pytest.mark.parametrize("fields", [[], [{"id": "w-3"}]])
async def test_file_that_is_empty_or_bad_withdraws_nothing(database: Database, fields: list[Mapping[str, Any]]) -> None:
    await take(database, WELDER, {**WELDER, "id": "w-2"})
    report = await take(database, *([WELDER] if fields else []), *fields, is_complete=True)
    assert report.outcomes.get(Outcome.WITHDRAWN, 0) == 0


async def test_ad_that_was_filled_stays_closed(database: Database) -> None:
    await take(database, WELDER)
    async with database.writing() as session:
        vacancies = Repositories(session).vacancies
        ad = await vacancies.find("office", "w-1")
        await vacancies.put(replace(ad, state=VacancyState.CLOSED, close_reason=CloseReason.FILLED, closed_at=NOW))
    assert (await take(database, WELDER)).outcomes == {Outcome.UNCHANGED: 1}


async def test_run_that_dies_leaves_everything_as_it_was(database: Database) -> None:
    await take(database, WELDER)

    @asynccontextmanager
    async def dying() -> AsyncIterator[Repositories]:
        async with database.writing() as session:
            yield Repositories(session)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await import_vacancies(read({**WELDER, "pay": "15 €/h"}, {**WELDER, "id": "w-2"}), dying, now=NOW, today=NOW.date(), reading=opened(database.reading))
    async with database.reading() as session:
        vacancies = Repositories(session).vacancies
        assert [(ad.vacancy.id, ad.vacancy.pay) for ad in await vacancies.open()] == [("w-1", "")]
        assert await vacancies.revision() == 1


async def test_what_changed_meanwhile_is_not_overwritten(database: Database) -> None:
    await take(database, WELDER)

    @asynccontextmanager
    async def late() -> AsyncIterator[Repositories]:
        # Between the plan and its transaction somebody closes the ad.
        async with database.writing() as session:
            vacancies = Repositories(session).vacancies
            await vacancies.put(replace(await vacancies.find("office", "w-1"), state=VacancyState.CLOSED, close_reason=CloseReason.FILLED))
        async with database.writing() as session:
            yield Repositories(session)

    await import_vacancies(read({**WELDER, "pay": "15 €/h"}), late, now=NOW, today=NOW.date(), reading=opened(database.reading))
    async with database.reading() as session:
        ad = await Repositories(session).vacancies.find("office", "w-1")
    assert ad is not None
    assert (ad.state, ad.close_reason, ad.vacancy.pay) == (VacancyState.CLOSED, CloseReason.FILLED, "15 €/h")
