"""Reading ads from a CSV file as spreadsheets write it: any of four separators, any of the usual encodings, quoted line breaks."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from itertools import islice
from typing import BinaryIO

from welcomebot.services.file_problems import wrong
from welcomebot.services.vacancy_rows import HEADER_WITHIN, NO_HEADER, FileRow, TableRow, VacancyFileError, known_columns, rows_of_table

SEPARATORS = (";", "\t", ",", "|")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
OLD_WINDOWS = "cp1252"  # what Nordic spreadsheets write where they do not write UTF-8
AT_ONCE = 1 << 20


def read_csv(file: BinaryIO) -> Iterator[FileRow]:
    """Yield the rows of a table with a header."""
    text = TextIOWrapper(file, encoding_of(file), newline="")
    try:
        separator = _separator(text)
        text.seek(0)
        rows = rows_of_table(_table(text, separator))
        if rows is None:
            raise VacancyFileError(NO_HEADER)
        yield from rows
    except UnicodeDecodeError as error:
        raise VacancyFileError(wrong("The text is neither UTF-8 nor UTF-16 nor Windows-1252.")) from error
    finally:
        if not text.closed:
            text.detach()


def encoding_of(file: BinaryIO) -> str:
    """Return the encoding of a text file: by its mark, by its zero bytes, else UTF-8 where all of it is UTF-8."""
    file.seek(0)
    beginning = file.read(1000)
    file.seek(0)
    if marked := next((name for bom, name in BOMS if beginning.startswith(bom)), None):
        return marked
    if b"\0" in beginning:
        # Letters of Europe have their zero byte second in little-endian UTF-16.
        return "utf-16-le" if beginning[1::2].count(0) >= beginning[::2].count(0) else "utf-16-be"
    return "utf-8" if _is_utf8(file) else OLD_WINDOWS


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(AT_ONCE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def _separator(text: TextIOWrapper) -> str:
    """Return the separator with which the header has most columns that are known."""
    beginning = list(islice(text, HEADER_WITHIN))

    def columns(separator: str) -> int:
        return max((known_columns(row.cells) for row in _table(beginning, separator)), default=0)

    return max(SEPARATORS, key=columns)


def _table(lines: Iterable[str], separator: str) -> Iterator[TableRow]:
    # A strict reader tells of a quotation mark that is not closed; a lenient one takes the rest of the file into that cell.
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    number = 0
    while True:
        number += 1
        try:
            yield TableRow(number, next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            yield TableRow(number, problem=wrong("This row cannot be read: {reason}. Is a quotation mark missing?", reason=error))
