"""Spreadsheets to read."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADER = ("Tunnus", "Tehtävänimike", "Työnantaja")


def sheet(*rows: Sequence[Any], prepare: Callable[[Worksheet], object] = lambda _: None) -> BytesIO:
    """Make a workbook with one sheet."""
    return book({"Työpaikat": rows}, prepare=prepare)


def book(sheets: dict[str, Sequence[Sequence[Any]]], *, prepare: Callable[[Worksheet], object] = lambda _: None) -> BytesIO:
    workbook, file = Workbook(), BytesIO()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        page = workbook.create_sheet(title)
        for row in rows:
            page.append(list(row))
        prepare(page)
    workbook.save(file)
    return file


def with_part(file: BytesIO, name: str, change: Callable[[bytes], bytes]) -> BytesIO:
    """Return a workbook with one part of its archive changed."""
    changed = BytesIO()
    with ZipFile(file) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name else content)
    return changed


def with_cached_values(file: BytesIO, values: dict[str, str]) -> BytesIO:
    """Give formulas the values that a spreadsheet program would have stored, as a text."""

    def store(content: bytes) -> bytes:
        text = content.decode()
        for place, value in values.items():
            text = re.sub(rf'<c r="{place}"([^>]*)><f>(.*?)</f><v\s*/?>(</v>)?', rf'<c r="{place}" t="str"><f>\2</f><v>{value}</v>', text)
        return text.encode()

    return with_part(file, "xl/worksheets/sheet1.xml", store)
