"""Invented ads for the rehearsal, with last days that lie ahead whatever the day."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from welcomebot.services.vacancy_rows import FileRow

FILE = Path(__file__).parent / "vacancies.jsonl"


def sample_rows(today: date) -> Iterator[FileRow]:
    """Yield the ads as rows of a file."""
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), start=1):
        fields = json.loads(line)
        last_day = today + timedelta(days=fields.pop("apply_in_days"))
        yield FileRow(number, fields | {"apply_by": last_day.isoformat()})
