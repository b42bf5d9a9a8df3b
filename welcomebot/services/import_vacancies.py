"""Bringing the ads of a file into the database: upsert by the ad's own id, all in one transaction."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime

from welcomebot.domain.vacancies import VacancyState
from welcomebot.services.job_ports import StoredVacancy
from welcomebot.services.ports import Repositories
from welcomebot.services.read_ads import ReadAds
from welcomebot.services.vacancy_versions import Outcome, next_version, withdrawn

Transaction = Callable[[], AbstractAsyncContextManager[Repositories]]


@dataclass(frozen=True)
class ImportReport:
    """How many ads became what; `expired` of them are over already."""

    outcomes: Mapping[Outcome, int]
    expired: int = 0


@dataclass(frozen=True)
class _Plan:
    """What is to be stored, worked out before the transaction; it holds as long as the ads have the revision."""

    revision: int
    changes: Sequence[StoredVacancy]
    outcomes: Mapping[Outcome, int]


async def import_vacancies(
    read: ReadAds, writing: Transaction, *, now: datetime, today: date, is_complete: bool = False, reading: Transaction | None = None
) -> ImportReport:
    """Store the good ads in one short transaction, so that a process that dies leaves everything as it was.

    With `is_complete` the ads that came from the same sources earlier and are missing now are withdrawn. Where rows were bad nothing is:
    one of them may be the ad that seems to be missing. With `reading` all is worked out before the transaction, so that others can write meanwhile.
    """

    async def plan(db: Repositories) -> _Plan:
        return await _plan(read, db, now=now, today=today, withdraws=is_complete and not read.bad)

    async with (writing if reading is None else reading)() as db:
        planned = await plan(db)
    if planned.changes:
        async with writing() as db:
            # Somebody may have changed an ad meanwhile.
            current = planned if await db.vacancies.revision() == planned.revision else await plan(db)
            await _store(current.changes, db)
            planned = current
    return ImportReport(planned.outcomes, expired=sum(not vacancy.is_open_on(today) for vacancy in read.ads.values()))


async def _plan(read: ReadAds, db: Repositories, *, now: datetime, today: date, withdraws: bool) -> _Plan:
    revision = await db.vacancies.revision()
    before = {(source, id): ad for source in {source for source, _ in read.ads} for id, ad in (await db.vacancies.of_source(source)).items()}
    versions = [next_version(before.get(key), vacancy, source=key[0], now=now, today=today) for key, vacancy in read.ads.items()]
    if withdraws:
        missing = [ad for key, ad in before.items() if key not in read.ads and ad.state is VacancyState.OPEN]
        versions += [(withdrawn(ad, now=now), Outcome.WITHDRAWN) for ad in missing]
    changes = [stored for stored, outcome in versions if outcome is not Outcome.UNCHANGED]
    for stored in changes:
        # Working this out takes longer than storing the ad, and it is remembered.
        _ = stored.vacancy.same_ad
    return _Plan(revision, changes, Counter(outcome for _, outcome in versions))


async def _store(changes: Sequence[StoredVacancy], db: Repositories) -> None:
    numbers = await db.vacancies.put_all(changes)
    unlinked: dict[str, dict[int, list[str]]] = defaultdict(dict)
    for number, vacancy in zip(numbers, (stored.vacancy for stored in changes), strict=True):
        unlinked[vacancy.language][number] = [asked.text for asked in (*vacancy.required, *vacancy.wished) if not asked.concepts]
    for language, texts in unlinked.items():
        await db.skill_words.note_unlinked_of_ads(texts, language=language)
