"""How many cries for help the rules catch, and how often they alarm for nothing, on lines that no rule was written from.

    uv run python -m tests.bench.emergencies [--show]

`emergency_lines/unseen` was written by people who had not read the rules and has mended no rule: the honest figure, as long as nobody mends
a rule after reading it. `emergency_lines/mended` was written the same way; rules were mended after it, so it only guards what was reached.
Half of the lines are look-alikes, and most of those are meant to be hard.
"""

import argparse
from pathlib import Path

from rich.console import Console
from rich.table import Table

from welcomebot.domain.language import CODES
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import NoEmbedder

LINES = Path(__file__).with_name("emergency_lines")


def lines(group: str, language: str) -> list[tuple[bool, str]]:
    """Return the lines of a file, each with whether it is an emergency."""
    rows = [line.split("\t", 1) for line in (LINES / group / f"{language}.tsv").read_text(encoding="utf-8").splitlines()]
    return [(kind == "emergency", text) for kind, text in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="list the misses and false alarms of the mended lines")
    options = parser.parse_args()
    answerer, console = Answerer(NoEmbedder()), Console(width=120)
    table = Table("lines", "language", "caught", "false alarms")
    for group in ("unseen", "mended"):
        for language in CODES:
            found = [(is_danger, answerer.is_emergency(text), text) for is_danger, text in lines(group, language)]
            dangers, calm = [alarm for is_danger, alarm, _ in found if is_danger], [alarm for is_danger, alarm, _ in found if not is_danger]
            table.add_row(group, language, f"{sum(dangers) / len(dangers):.2f} of {len(dangers)}", f"{sum(calm) / len(calm):.2f} of {len(calm)}")
            if options.show and group == "mended":
                for is_danger, alarm, text in found:
                    if is_danger is not alarm:
                        console.print("missed:" if is_danger else "false alarm:", text, highlight=False, markup=False)
    console.print(table)


if __name__ == "__main__":
    main()
