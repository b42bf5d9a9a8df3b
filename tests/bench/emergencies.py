"""How many cries for help are caught, and how often the bot alarms for nothing, on lines that no rule was written from.

    uv run python -m tests.bench.emergencies [--show] [--data DIR]

`emergency_lines/unseen` was written by people who had not read the rules and has mended no rule: the honest figure, as long as nobody mends
a rule after reading it. `emergency_lines/mended` was written the same way; rules were mended after it and the limits of the meaning were chosen
on it, so it only guards what was reached. Half of the lines are look-alikes, and most of those are meant to be hard.
Words alone decide where there is no embedder; words and meaning together (welcomebot/search/danger.py) where there is one. `ordinary` are the
office's own test questions that ask for an article: how many of them end in an alarm.
"""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from welcomebot.domain.answering import Outcome
from welcomebot.domain.language import CODES
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import BundledEmbedder
from welcomebot.services.read_golden import read_golden
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.services.read_not_covered import read_not_covered

LINES = Path(__file__).with_name("emergency_lines")
KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

Line = tuple[bool, str]  # whether it is an emergency, and the text


def lines(group: str, language: str) -> list[Line]:
    """Return the lines of a file."""
    rows = [line.split("\t", 1) for line in (LINES / group / f"{language}.tsv").read_text(encoding="utf-8").splitlines()]
    return [(kind == "emergency", text) for kind, text in rows]


def ordinary(answerer: Answerer, language: str) -> list[Line]:
    """Return the office's test questions that nobody in danger asks."""
    golden = read_golden(KNOWLEDGE)[language].questions
    return [(False, one.text) for one in golden if not one.emergency and one.article_id not in answerer.dangerous_articles]


async def alarms(answerer: Answerer, asked: Sequence[Line], language: str) -> list[bool]:
    """Return whether each line ends in an alarm."""
    return [(await answerer.decide(text, language=language)).outcome is Outcome.EMERGENCY for _, text in asked]


def share(found: Sequence[bool]) -> str:
    """Return a share with the number that it is of."""
    return f"{sum(found) / len(found):.2f} of {len(found)}" if found else "-"


async def measure(options: argparse.Namespace) -> None:
    answerer = Answerer(BundledEmbedder(), data_dir=Path(options.data), knowledge_dir=KNOWLEDGE, not_covered=read_not_covered(KNOWLEDGE))
    console = Console(width=130)
    await answerer.load(read_knowledge(KNOWLEDGE).articles)
    await answerer.ready()
    table = Table("lines", "language", "caught by words", "with meaning", "false alarms by words", "with meaning")
    for group in ("unseen", "mended", "ordinary"):
        for language in CODES:
            asked = ordinary(answerer, language) if group == "ordinary" else lines(group, language)
            by_words, both = [answerer.is_emergency(text) for _, text in asked], await alarms(answerer, asked, language)
            of = [
                [alarm for (is_danger, _), alarm in zip(asked, found, strict=True) if is_danger is wanted]
                for wanted in (True, False)
                for found in (by_words, both)
            ]
            table.add_row(group, language, *map(share, of))
            for (is_danger, text), alarm in zip(asked, both, strict=True):
                if options.show and group != "unseen" and alarm is not is_danger:
                    console.print(f"{group} {language} {'missed' if is_danger else 'false alarm'}: {text}", markup=False)
    await answerer.close()
    console.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="list the misses and false alarms of all but the unseen lines")
    parser.add_argument("--data", default="data")
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
