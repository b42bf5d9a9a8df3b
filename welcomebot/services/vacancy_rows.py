"""The rows of a file of vacancies, whatever its form, and how a table becomes such rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from welcomebot.errors import WelcomeBotError
from welcomebot.services.file_problems import Problem, wrong
from welcomebot.services.vacancy_headers import field_of, said

MAX_COLUMNS = 200
HEADER_WITHIN = 20  # rows: a title or an explanation may stand above the header
NEEDED = frozenset({"title", "title_fi", "title_sv", "title_en"})
FINNISH_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b.*", re.DOTALL)
DATES = frozenset({"apply_by", "start"})
NO_HEADER = wrong("No column is called title, tehtävänimike or befattning within the first {most} rows.", most=HEADER_WITHIN)


class VacancyFileError(WelcomeBotError):
    """The file cannot be read at all."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class FileRow:
    """One ad as somebody wrote it. `number` is that of the line or of the sheet's row; a row that cannot be read has a problem.

    `columns` holds what the file calls its fields, where that differs from our names.
    """

    number: int
    fields: Mapping[str, Any] = field(default_factory=dict)
    problem: Problem | None = None
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class TableRow:
    """A row of a table, before anybody knows what its columns are."""

    number: int
    cells: Sequence[Any] = ()
    problem: Problem | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing stands in it."""
        return not self.problem and all(cell is None or not str(cell).strip() for cell in self.cells)


def rows_of_table(table: Iterable[TableRow], *, takes_notes: bool = False) -> Iterator[FileRow] | None:
    """Yield the rows below the header; None where no header with a title is found.

    What stands beside the columns of the header is a note where the table takes them, else a sign that a separator tore a text apart.
    """
    rows = iter(table)
    for row in islice(rows, HEADER_WITHIN):
        columns = _columns(row.cells)
        if NEEDED & set(columns.values()) and not row.problem:
            called = {name: str(row.cells[place]).strip() for place, name in columns.items()}
            return _rows_below(columns, called, MAX_COLUMNS if takes_notes else len(row.cells), rows)
    return None


def known_columns(cells: Iterable[Any]) -> int:
    """Return how many cells name a field: what makes a row likely to be the header."""
    return sum(field_of(cell) is not None for cell in cells)


def _columns(cells: Sequence[Any]) -> dict[int, str]:
    """Return the field of each column; an unknown name stands for itself."""
    return {place: field_of(cell) or str(cell).strip() for place, cell in enumerate(cells) if cell is not None and str(cell).strip()}


def _rows_below(columns: Mapping[int, str], called: Mapping[str, str], width: int, rows: Iterable[TableRow]) -> Iterator[FileRow]:
    names = list(columns.values())
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise VacancyFileError(wrong("Two columns of the header mean the same: {names}.", names=", ".join(twice)))
    for row in rows:
        if row.problem:
            yield FileRow(row.number, problem=row.problem)
        elif any(cell is not None and str(cell).strip() for cell in row.cells[width:]):
            yield FileRow(row.number, problem=_torn(len(row.cells), width))
        elif not row.is_empty:
            yield FileRow(row.number, {name: _value(name, row.cells[place]) for place, name in columns.items() if place < len(row.cells)}, columns=called)


def _torn(count: int, width: int) -> Problem:
    return wrong("The row has {count} cells and the header {width}. A text with a separator in it needs quotation marks.", count=count, width=width)


def _value(name: str, cell: Any) -> Any:
    """Return a cell as the fields want it: whole numbers without a fraction, days in their order, words of the trade as ours."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, datetime) and name in DATES:
        return cell.date()
    if not isinstance(cell, str):
        return cell
    if name in DATES and (found := FINNISH_DATE.fullmatch(cell.strip())):
        return _day(int(found[3]), int(found[2]), int(found[1])) or cell
    return said(name, cell)


def _day(year: int, month: int, day: int) -> date | None:
    """Return a day; None for one that no calendar has, which is then shown as it was written."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
