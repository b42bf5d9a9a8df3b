"""`bot.py knowledge test`: the office's own questions, replayed on the articles."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from welcomebot.bootstrap import make_answerer
from welcomebot.domain.golden import GoldenQuestion, Share, Tally
from welcomebot.domain.language import CODES
from welcomebot.search.replay import GoldenReplay
from welcomebot.services.read_golden import check_golden, read_golden
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.settings import Settings

FINDING = 1


def add_to(test: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    test.add_argument("--language", choices=CODES, help="only this language")
    test.add_argument("--json", action="store_true", help="print JSON lines, one a language, with every miss")
    test.add_argument("--strict", action="store_true", help="exit with 1 also where a question ends wrongly, not only where the set is broken")
    test.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Replay the questions; 1 where the set is broken, and with --strict where a question ends wrongly."""
    folder = settings.knowledge_dir
    findings = check_golden(folder, read_knowledge(folder).articles)
    for finding in findings:
        sys.stdout.write(f"{folder / finding.path}:{finding.line}: {finding.rule}: {finding.message}\n")
    if findings:
        sys.stderr.write(f"{len(findings)} findings: the test questions must be put right first.\n")
        return FINDING
    tallies = asyncio.run(_tallies(settings, [options.language] if options.language else list(CODES)))
    if options.json:
        for tally in tallies:
            sys.stdout.write(json.dumps(_as_json(tally), ensure_ascii=False) + "\n")
    else:
        _print(tallies)
    return FINDING if options.strict and any(tally.misses for tally in tallies) else 0


async def _tallies(settings: Settings, languages: Sequence[str]) -> list[Tally]:
    articles, sets = read_knowledge(settings.knowledge_dir).articles, read_golden(settings.knowledge_dir)
    console = Console(stderr=True)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("reading the articles", total=None)
        async with make_answerer(settings, lambda done, total: bar.update(task, completed=done, total=total)) as answerer:
            await answerer.load(articles)
            await answerer.ready()
            replay = GoldenReplay(answerer, lambda: sets, folder=settings.data_dir / "golden-embeddings", knowledge=settings.knowledge_dir)
            found = []
            for language in languages:
                bar.update(task, description=f"asking in {language}", total=None)
                found.append(await replay.tally(articles, language))
            await replay.close()
    return found


def _shares(tally: Tally) -> dict[str, Share]:
    return {"right first": tally.right_first, "right among three": tally.right_among, "refused": tally.refused, "caught": tally.caught}


def _as_json(tally: Tally) -> dict[str, Any]:
    shares = {name.replace(" ", "_"): {"count": count, "of": of} for name, (count, of) in _shares(tally).items()}
    misses = [
        {"text": question.text, "expected": _expected(question), "outcome": given.outcome.value, "offered": given.offered} for question, given in tally.misses
    ]
    return {"language": tally.language, "skipped": tally.skipped, **shares, "misses": misses}


def _expected(question: GoldenQuestion) -> str:
    return question.article_id or question.emergency or "refused"


def _print(tallies: Sequence[Tally]) -> None:
    console = Console()
    table = Table(title="Test questions")
    for column in ("language", *_shares(tallies[0]), "skipped: no such article yet"):
        table.add_column(column)
    for tally in tallies:
        table.add_row(tally.language, *(f"{count} of {of}" for count, of in _shares(tally).values()), str(tally.skipped))
    console.print(table)
    for tally in tallies:
        for question, given in tally.misses:
            sys.stdout.write(
                f"{tally.language}: {question.text} | expected {_expected(question)}, got {given.outcome} {' '.join(given.offered)}".rstrip() + "\n"
            )
