"""The input of `--batch`: JSON lines with a text each."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from welcomebot.errors import UsageError


def read_lines(source: TextIO) -> Iterator[dict[str, Any]]:
    """Yield each line's object with `text` and `id`, its number where it has none; empty lines are left out."""
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            yield {"id": number, **entry, "text": str(entry["text"])}
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"standard input, line {number}: expected a JSON object with a text") from error
