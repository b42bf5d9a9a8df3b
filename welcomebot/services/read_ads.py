"""Understanding the rows of a file of vacancies: the good ads, and every reason why a row is none."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from welcomebot.domain.places import Places
from welcomebot.domain.skills import Kind, Taxonomy
from welcomebot.domain.vacancies import REMOTE, Vacancy
from welcomebot.services.file_problems import Problem, shown, wrong
from welcomebot.services.loose_fields import FieldsError, field_name
from welcomebot.services.vacancy_fields import AdLinks, vacancy_of
from welcomebot.services.vacancy_rows import FileRow

PERMIT = "permit:"
# An employer is never told this: the bot knows whose their ads are.
NO_SOURCE = Problem("This is needed, or name the source with --source.", column="business_id")


@dataclass(frozen=True)
class BadRow:
    """A row that is not taken, and every reason."""

    number: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class ReadAds:
    """What a file holds: the good ads by source and id, the bad rows, and what is worth a look."""

    ads: Mapping[tuple[str, str], Vacancy]
    bad: tuple[BadRow, ...] = ()
    unknown_fields: tuple[str, ...] = ()
    unknown_places: tuple[str, ...] = ()


@dataclass
class _Reading:
    ads: dict[tuple[str, str], Vacancy] = field(default_factory=dict)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    unknown_fields: dict[str, None] = field(default_factory=dict)
    unknown_places: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class AdReader:
    """What is needed to understand the rows. Without a source, an ad belongs to its business id."""

    links: AdLinks
    taxonomy: Taxonomy
    places: Places
    source: str = ""

    def read(self, rows: Iterable[FileRow]) -> ReadAds:
        """Return all ads of the rows; nothing is stored yet, so it may take its time."""
        reading = _Reading()
        for row in rows:
            try:
                self._take(row, reading)
            except FieldsError as error:
                reading.bad.append(BadRow(row.number, tuple(problem.at(row.columns.get(problem.column, problem.column)) for problem in error.problems)))
        return ReadAds(reading.ads, tuple(reading.bad), tuple(reading.unknown_fields), tuple(reading.unknown_places))

    def _take(self, row: FileRow, reading: _Reading) -> None:
        if row.problem:
            raise FieldsError([row.problem])
        _check_text(row.fields)
        vacancy = vacancy_of(row.fields, self.links, self.places, on_unknown=reading.unknown_fields.setdefault)
        key = (self.source or vacancy.business_id, vacancy.id)
        problems = [*self._unknown_ids(vacancy)]
        if not key[0]:
            problems.append(NO_SOURCE)
        if key in reading.rows:
            problems.append(wrong("{value} stands in row {row} already.", value=shown(vacancy.id), row=reading.rows[key]).at("id"))
        if problems:
            raise FieldsError(problems)
        reading.ads[key], reading.rows[key] = vacancy, row.number
        if vacancy.municipality and vacancy.municipality != REMOTE and self.places.find(vacancy.municipality) is None:
            reading.unknown_places.setdefault(vacancy.municipality)

    def _unknown_ids(self, vacancy: Vacancy) -> Iterable[Problem]:
        # Without its name a number says nothing to a reader, while a place far away is a place.
        if vacancy.municipality.isdecimal():
            yield wrong("{value} is the number of no municipality that is known.", value=shown(vacancy.municipality)).at("municipality")
        hard = (name.removeprefix(PERMIT) for name in vacancy.hard if name.startswith(PERMIT))
        for permit in dict.fromkeys((*vacancy.permits, *sorted(hard))):
            concept = self.taxonomy.concepts.get(permit)
            if concept is None or concept.kind is not Kind.PERMIT:
                yield wrong("{value} is no permit that is known.", value=shown(permit)).at("required_permits")


def _check_text(fields: Mapping[str, Any]) -> None:
    """Refuse half characters, which no database takes."""
    for name, value in fields.items():
        try:
            json.dumps([name, value], ensure_ascii=False, default=str).encode()
        except UnicodeEncodeError as error:
            column = field_name(name.encode(errors="replace").decode())
            raise FieldsError([wrong("This holds half a character.").at(column)]) from error
