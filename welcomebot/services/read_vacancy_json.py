"""Reading ads from JSON lines, or from one JSON list."""

import json
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Any, BinaryIO

from welcomebot.services.file_problems import wrong
from welcomebot.services.read_vacancy_csv import encoding_of
from welcomebot.services.vacancy_rows import FileRow, VacancyFileError


def read_json_lines(file: BinaryIO) -> Iterator[FileRow]:
    """Yield the object of each line; empty lines are left out."""
    text = TextIOWrapper(file, encoding_of(file), newline="")
    try:
        for number, line in enumerate(text, 1):
            if line.strip():
                yield _row(number, line)
    except UnicodeDecodeError as error:
        raise VacancyFileError(wrong("The text is not UTF-8.")) from error
    finally:
        if not text.closed:
            text.detach()


def read_json_list(file: BinaryIO) -> Iterator[FileRow]:
    """Yield the objects of one list; their numbers count from 1."""
    try:
        entries = json.loads(file.read(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise VacancyFileError(wrong("This is no JSON: {reason}.", reason=error)) from error
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
        yield _of(number, entry)


def _row(number: int, line: str) -> FileRow:
    try:
        return _of(number, json.loads(line, parse_constant=_no_number))
    except json.JSONDecodeError as error:
        return FileRow(number, problem=wrong("This is no JSON from character {place} on: {reason}.", place=error.pos + 1, reason=error.msg))
    except (ValueError, RecursionError) as error:
        return FileRow(number, problem=wrong("This is no JSON: {reason}.", reason=error))


def _of(number: int, entry: Any) -> FileRow:
    if isinstance(entry, dict):
        return FileRow(number, entry)
    return FileRow(number, problem=wrong("This should be an object like {example}.", example='{"id": …, "title": …}'))


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")
