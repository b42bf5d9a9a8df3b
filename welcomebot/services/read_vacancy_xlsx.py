"""Reading ads from an XLSX file, within a bounded memory: the first visible sheet that has a header with a title."""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from struct import error as StructError  # noqa: N812 - the module's own name says too little
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook import Workbook

from welcomebot.services.file_problems import Problem, wrong
from welcomebot.services.vacancy_rows import MAX_COLUMNS, NO_HEADER, FileRow, TableRow, VacancyFileError, rows_of_table

MAX_UNPACKED = 150_000_000  # bytes: a small archive can unpack to any size
MAX_ROWS = 50_000
WORKBOOK = "xl/workbook.xml"
ERROR, FORMULA, TEXT_OF_FORMULA = "e", "f", "str"
BROKEN = wrong("The XLSX file is broken. Open it in a spreadsheet program and save it anew.")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
AT_ONCE = 1 << 20


def read_xlsx(file: BinaryIO) -> Iterator[FileRow]:
    """Yield the rows of the first sheet with a header; a formula counts as the value that it had when the file was saved."""
    _check_size(file)
    try:
        yield from _rows(file)
    except VacancyFileError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken file leads to
        raise VacancyFileError(BROKEN) from error


def _check_size(file: BinaryIO) -> None:
    try:
        with ZipFile(file) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = archive.namelist()
    except (BadZipFile, NotImplementedError, OSError, StructError, ValueError) as error:
        raise VacancyFileError(BROKEN) from error
    if WORKBOOK not in names:
        raise VacancyFileError(wrong("This is no spreadsheet. Please send an .xlsx file."))
    if unpacked > MAX_UNPACKED:
        raise VacancyFileError(
            wrong("The spreadsheet is too large: {size} MB; {most} MB are the most.", size=unpacked // 1_000_000, most=MAX_UNPACKED // 1_000_000)
        )


def _rows(file: BinaryIO) -> Iterator[FileRow]:
    with warnings.catch_warnings():
        # It warns of parts of a workbook that nobody needs here.
        warnings.simplefilter("ignore")
        # Once for the values, once for the formulas: a formula without a stored value looks like an empty cell.
        values, formulas = load_workbook(file, read_only=True, data_only=True), load_workbook(file, read_only=True)
        for sheet in values.worksheets:
            if sheet.sheet_state == "visible" and (rows := rows_of_table(_table(values, formulas, sheet.title), takes_notes=True)) is not None:
                yield from rows
                return
    raise VacancyFileError(NO_HEADER)


def _table(values: Workbook, formulas: Workbook, title: str) -> Iterator[TableRow]:
    merged = _merged_down(values, title)
    kept: dict[int, tuple[Any, int]] = {}
    for number, (row, written) in enumerate(zip(_cells(values, title), _cells(formulas, title), strict=True), 1):
        if number > MAX_ROWS:
            raise VacancyFileError(wrong("The file has more than {most} rows. Please split it.", most=MAX_ROWS))
        cells = [cell.value for cell in row]
        if problem := _problem(row, written, number):
            yield TableRow(number, cells, problem)
            continue
        kept.update({column: (cells[column], last) for column, last in merged.get(number, {}).items() if column < len(cells)})
        is_empty = all(cell is None for cell in cells)
        yield TableRow(number, cells if is_empty else _filled(cells, kept, number))


def _cells(book: Workbook, title: str) -> Iterator[Sequence[Any]]:
    sheet: Any = book[title]
    # What a file says about its own size may be wrong.
    sheet.reset_dimensions()
    rows: Iterator[Sequence[Any]] = sheet.iter_rows()
    return (row[:MAX_COLUMNS] for row in rows)


def _problem(row: Sequence[Any], written: Sequence[Any], number: int) -> Problem | None:
    for place, (cell, formula) in enumerate(zip(row, written, strict=True), 1):
        if cell.data_type == ERROR:
            return wrong("{cell} holds the error {error}.", cell=f"{get_column_letter(place)}{number}", error=cell.value)
        # A formula that gave an empty text is none that was never counted.
        if formula.data_type == FORMULA and cell.value is None and cell.data_type != TEXT_OF_FORMULA:
            return _no_value(f"{get_column_letter(place)}{number}")
    return None


def _no_value(cell: str) -> Problem:
    return wrong("{cell} holds a formula without a stored value. Save the file in a spreadsheet program, or put the value there.", cell=cell)


def _filled(cells: Sequence[Any], kept: Mapping[int, tuple[Any, int]], number: int) -> list[Any]:
    """Give every row of cells that are merged downwards the value that stands in the first."""
    above = {column: value for column, (value, last) in kept.items() if number <= last}
    width = max(len(cells), *(column + 1 for column in above)) if above else len(cells)
    return [above.get(column) if cell is None else cell for column, cell in enumerate([*cells, *[None] * (width - len(cells))])]


def _merged_down(book: Workbook, title: str) -> dict[int, dict[int, int]]:
    """Return the last row of cells that are merged downwards, by their first row and their column."""
    merged: dict[int, dict[int, int]] = {}
    rest = b""
    # The library tells of merged cells only where it holds the whole sheet in memory.
    sheet: Any = book[title]
    with sheet._get_source() as source:  # noqa: SLF001
        while piece := source.read(AT_ONCE):
            rest += piece
            for left, top, _, bottom in (found.groups() for found in MERGED.finditer(rest)):
                merged.setdefault(int(top), {})[column_index_from_string(left.decode()) - 1] = int(bottom)
            rest = rest[-200:]
    return merged
