"""Real pages that nobody here wrote: the questions of OMoS-QA on the pages of three German municipalities.

    uv run python -m tests.bench.omos [--eval DIR] [--data DIR] [--city lkaugsburg]

The pages become a knowledge folder through `knowledge import`, a folder a city, and each answerable question is ranked among the pages of its
own city. Ukrainian and Arabic questions meet the German pages only. Weights are those of our own articles: nothing is fitted here.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.dev_questions import eval_folder
from welcomebot.domain.knowledge import Article
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import BundledEmbedder
from welcomebot.services.import_pages import import_pages
from welcomebot.services.read_knowledge import read_knowledge

Row = Mapping[str, Any]

IMPORTED = date(2026, 11, 26)

ASKED_IN = {"en": ("en", "de"), "de": ("en", "de"), "uk": ("de",), "ar": ("de",)}  # the languages of the pages that a question meets
BARS = {"en": (0.72, 0.93), "de": (0.72, 0.93), "uk": (0.0, 0.75), "ar": (0.0, 0.75)}  # right first, right among three


def rows(file: Path) -> list[Row]:
    """Return the lines of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def articles_of(pages: Sequence[Row], folder: Path) -> Mapping[str, Article]:
    """Return pages as the articles that `knowledge import` makes of them."""
    file = folder / "pages.jsonl"
    lines = [{"id": page["id"], "category": "pages", "language": page["language"], "title": page["title"], "text": page["text"]} for page in pages]
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    import_pages(file, folder / "knowledge", IMPORTED)
    return read_knowledge(folder / "knowledge").articles


async def ranks(pages: Sequence[Row], questions: Sequence[Row], data: Path) -> list[int]:
    """Return the place of the right page for each question; 0 where it is not among the first ten."""
    answerer = Answerer(BundledEmbedder(), data_dir=data)
    with tempfile.TemporaryDirectory() as folder:
        await answerer.load(articles_of(pages, Path(folder)))
    await answerer.ready()
    found = []
    for question in questions:
        decision = await answerer.decide(question["question"], language=question["language"])
        order = [candidate.article_id for candidate in decision.candidates]
        found.append(next((place for place, article in enumerate(order, 1) if article == question["page"]), 0))
    await answerer.close()
    return found


async def measure(options: argparse.Namespace) -> None:
    """Print right first, among three and among five by language."""
    folder = eval_folder(options.eval) / "omos"
    pages, questions = rows(folder / "pages.jsonl"), [row for row in rows(folder / "questions.jsonl") if row["answerable"]]
    found: dict[str, list[int]] = defaultdict(list)
    for city in [options.city] if options.city else sorted({page["city"] for page in pages}):
        for met in sorted(set(ASKED_IN.values())):
            asked = [row for row in questions if row["city"] == city and ASKED_IN[row["language"]] == met]
            here = [page for page in pages if page["city"] == city and page["language"] in met]
            for row, rank in zip(asked, await ranks(here, asked, Path(options.data) / f"{city}-{'-'.join(met)}"), strict=True):
                found[row["language"]].append(rank)
    table = Table("", "questions", "first", "three", "five", "bar first", "bar three", title="OMoS-QA, pages of the question's city")
    for language, places in found.items():
        shares = [sum(0 < place <= limit for place in places) / len(places) for limit in (1, 3, 5)]
        table.add_row(language, str(len(places)), *(f"{share:.2f}" for share in shares), *(f"{bar:.2f}" if bar else "-" for bar in BARS[language]))
    Console(width=100).print(table)


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", default=None)
    parser.add_argument("--data", default="data/omos")
    parser.add_argument("--city", help="one city only: the first run of all computes embeddings for half an hour on two slow cores")
    asyncio.run(measure(parser.parse_args()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
