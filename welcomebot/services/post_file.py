"""Posting from a file: what its rows say, and sending the good ones to the office once the employer has seen them."""

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any

from welcomebot.domain.vacancies import Vacancy, VacancyState
from welcomebot.services.dialogue_steps import dialogue_in, end_of, go_to
from welcomebot.services.job_ports import Employer, StoredVacancy
from welcomebot.services.own_vacancies import approved
from welcomebot.services.ports import Clock, Work
from welcomebot.services.post_vacancy import LASTS
from welcomebot.services.read_ads import AdReader, BadRow
from welcomebot.services.vacancy_files import read_vacancy_file
from welcomebot.services.vacancy_rows import FileRow

FILE_FLOW = "vacancy-file"
SENDING_STEP, CHECKING_STEP = "sending", "checking"
MAX_ADS = 50  # in the chat; the office imports larger files
ID_DIGITS = 16
OWN = frozenset({"employer", "employer_name", "business_id"})  # the bot knows them better than a file


@dataclass(frozen=True)
class FilePreview:
    """The good ads of a file, and the rows with mistakes. `too_many` where a file holds more than the chat takes."""

    ads: Sequence[Vacancy]
    bad: Sequence[BadRow]
    too_many: bool = False


async def begin_file(user_id: int, *, work: Work) -> bool:
    """Take the next file of an employer; False where the office does not let this person post."""
    if await approved(user_id, work=work) is None:
        return False
    await go_to(FILE_FLOW, SENDING_STEP, user_id, data={}, work=work)
    return True


async def check_file(content: bytes, employer: Employer, reader: AdReader, *, today: date, work: Work) -> FilePreview:
    """Return what a file holds and keep its rows until the employer confirms; raises VacancyFileError where it cannot be read."""
    rows = await asyncio.to_thread(_rows, content)
    preview = await asyncio.to_thread(_read, rows[:MAX_ADS], employer, today, reader)
    data = {"rows": [[row.number, _plain(row.fields)] for row in rows[:MAX_ADS] if not row.problem]}
    await go_to(FILE_FLOW, CHECKING_STEP, employer.user_id, data=data, work=work)
    return replace(preview, too_many=len(rows) > MAX_ADS)


async def post_file(employer: Employer, reader: AdReader, *, today: date, work: Work, clock: Clock) -> tuple[StoredVacancy, ...]:
    """Send the good ads of the checked file to the office; one that was sent before and did not change is left alone."""
    dialogue = await dialogue_in(FILE_FLOW, employer.user_id, work=work)
    if dialogue is None or dialogue.step != CHECKING_STEP:
        return ()
    rows = [FileRow(number, fields) for number, fields, *_ in dialogue.data["rows"]]
    preview = await asyncio.to_thread(_read, rows, employer, today, reader)
    posted = [await _post(vacancy, employer, work=work, clock=clock) for vacancy in preview.ads]
    await end_of(FILE_FLOW, employer.user_id, work=work)
    return tuple(stored for stored in posted if stored)


def source_of(employer: Employer) -> str:
    """Return what the ids of a company's files belong to; nothing in it tells of a person."""
    return f"file:{employer.business_id}"


async def _post(vacancy: Vacancy, employer: Employer, *, work: Work, clock: Clock) -> StoredVacancy | None:
    db = await work.writing()
    old = await db.vacancies.find(source_of(employer), vacancy.id)
    if old is None:
        stored = StoredVacancy(vacancy, source_of(employer), VacancyState.WAITING, posted_by=employer.user_id, updated_at=clock())
    elif old.posted_by not in (None, employer.user_id) or old.vacancy == vacancy or old.state is VacancyState.CLOSED:
        return None
    else:
        revision = old.revision + vacancy.differs_materially(old.vacancy)
        stored = replace(old, vacancy=vacancy, state=VacancyState.WAITING, revision=revision, posted_by=employer.user_id, updated_at=clock(), note="")
    stored = replace(stored, number=await db.vacancies.put(stored))
    words = [asked.text for asked in (*vacancy.required, *vacancy.wished) if not asked.concepts]
    await db.skill_words.note_unlinked(words, language=vacancy.language, vacancy=stored.number)
    return stored


def _rows(content: bytes) -> list[FileRow]:
    """Return the rows of a file, one more than the chat takes."""
    found: list[FileRow] = []
    for row in read_vacancy_file(BytesIO(content)):
        found.append(row)
        if len(found) > MAX_ADS:
            break
    return found


def _read(rows: Iterable[FileRow], employer: Employer, today: date, reader: AdReader) -> FilePreview:
    read = reader.read(_completed(row, employer, today) for row in rows)
    over = [vacancy for vacancy in read.ads.values() if not vacancy.is_open_on(today)]
    return FilePreview(tuple(vacancy for vacancy in read.ads.values() if vacancy not in over), read.bad)


def _completed(row: FileRow, employer: Employer, today: date) -> FileRow:
    """Return the row with what the bot knows better: whose ad it is; and with defaults for its id and its last day."""
    if row.problem:
        return row
    fields = {name: value for name, value in row.fields.items() if name not in OWN}
    if not _has(fields, ("id", "employer_reference", "external_id")):
        fields["id"] = sha256(json.dumps(_plain(row.fields), sort_keys=True).encode()).hexdigest()[:ID_DIGITS]
    if not _has(fields, ("apply_by", "application_period_end", "deadline")):
        fields["apply_by"] = (today + LASTS).isoformat()
    return replace(row, fields={**fields, "employer": employer.company, "business_id": employer.business_id})


def _has(fields: Mapping[str, Any], names: Iterable[str]) -> bool:
    return any(fields.get(name) not in (None, "") for name in names)


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as JSON can hold them: the days of a spreadsheet become texts."""
    plain: dict[str, Any] = json.loads(json.dumps(dict(fields), default=str))
    return plain
