"""Reading a file of vacancies: its form is told by what stands in it, not by its name."""

from collections.abc import Callable, Iterator
from io import SEEK_END
from typing import BinaryIO

from welcomebot.services.file_problems import wrong
from welcomebot.services.read_vacancy_csv import encoding_of, read_csv
from welcomebot.services.read_vacancy_json import read_json_lines, read_json_list
from welcomebot.services.read_vacancy_xlsx import read_xlsx
from welcomebot.services.vacancy_rows import FileRow, VacancyFileError

MAX_SIZE = 100_000_000  # bytes
MAX_ROWS = 10_000  # they are stored in one transaction, which must not take long
BEGINNING = 4_096
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PASSWORD = wrong("The spreadsheet has a password. Save it without one.")
OLD_FORM = wrong("This is an old .xls file. Save it as .xlsx.")


def read_vacancy_file(file: BinaryIO) -> Iterator[FileRow]:
    """Yield the rows of JSON lines, a JSON list, CSV or XLSX; raises VacancyFileError where the file is none of them, or too large."""
    size = file.seek(0, SEEK_END)
    if size > MAX_SIZE:
        raise VacancyFileError(
            wrong("The file has {size} MB; {most} MB are the most. Please split it.", size=round(size / 1_000_000), most=MAX_SIZE // 1_000_000)
        )
    file.seek(0)
    for count, row in enumerate(_reader(file)(file), 1):
        if count > MAX_ROWS:
            raise VacancyFileError(wrong("The file has more than {most} rows. Please split it.", most=MAX_ROWS))
        yield row


def _reader(file: BinaryIO) -> Callable[[BinaryIO], Iterator[FileRow]]:
    beginning = file.read(BEGINNING)
    if beginning.startswith(ZIP):
        return read_xlsx
    if beginning.startswith(OLD_OFFICE):
        # A workbook with a password is wrapped in the form of old Office files.
        is_encrypted = ENCRYPTED in beginning or ENCRYPTED in file.read()
        raise VacancyFileError(PASSWORD if is_encrypted else OLD_FORM)
    text = beginning.decode(encoding_of(file), errors="replace").lstrip("\ufeff \t\r\n")
    file.seek(0)
    if not text:
        raise VacancyFileError(wrong("The file is empty."))
    if text.startswith("[") and not text.startswith("[]"):
        return read_json_list
    return read_json_lines if text.startswith("{") else read_csv
