"""Right or honest: every measure of ../shared/eval per language, and the rivals of tests/bench/rivals.py on the same questions.

uv run python -m tests.bench.answers [--eval DIR] [--knowledge DIR] [--data DIR] [--embedder bundled|none] [--misses]
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests.bench.dev_questions import MAY_BE_EMERGENCY, OFFERED, OTHER_LANGUAGES_FILE, Question, eval_folder, in_scope, read
from tests.bench.rivals import measure as measure_rival
from tests.bench.rivals import rivals
from welcomebot.domain.answering import Decision, Outcome
from welcomebot.domain.knowledge import Article
from welcomebot.search.answerer import Answerer
from welcomebot.search.embedding import BundledEmbedder, Embedder, NoEmbedder
from welcomebot.services.read_knowledge import read_knowledge
from welcomebot.services.read_not_covered import read_not_covered

OFFERING = (Outcome.ANSWER, Outcome.CHOICES)

Scored = list[tuple[Question, Decision]]


def share(part: float, whole: float) -> str:
    """Return a share as two digits, or a dash."""
    return f"{part / whole:.2f}" if whole else "-"


def scope_rows(scored: Scored) -> dict[str, str]:
    """Return the in-scope measures."""
    first = three = direct = precise = 0
    for question, decision in scored:
        offered = [candidate.article_id for candidate in decision.offered]
        saved = decision.outcome is Outcome.EMERGENCY and bool(MAY_BE_EMERGENCY & set(question.gold))
        first += saved or (decision.outcome in OFFERING and offered[0] in question.gold)
        three += saved or any(article in question.gold for article in offered[:3])
        direct += decision.outcome is Outcome.ANSWER
        precise += decision.outcome is Outcome.ANSWER and offered[0] in question.gold
    ranked = sum(bool(decision.candidates) and decision.candidates[0].article_id in question.gold for question, decision in scored)
    ranked_three = sum(any(candidate.article_id in question.gold for candidate in decision.candidates[:3]) for question, decision in scored)
    size = len(scored)
    return {
        "questions": str(size),
        "first": share(first, size),
        "three": share(three, size),
        "direct": share(direct, size),
        "precision": share(precise, direct),
        "(ranked first)": share(ranked, size),
        "(ranked three)": share(ranked_three, size),
    }


def refusal_rows(scored: Scored) -> dict[str, str]:
    """Return how many out-of-scope questions got no article, all and by kind, and how many got one directly."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for question, decision in scored:
        kinds[question.gold[0]].append(decision.outcome not in OFFERING)
    every = [refused for values in kinds.values() for refused in values]
    rows = {"refused": share(sum(every), len(every))}
    rows |= {kind: share(sum(kinds[kind]), len(kinds[kind])) for kind in sorted(kinds)}
    rows["out: direct"] = share(sum(decision.outcome is Outcome.ANSWER for _, decision in scored), len(scored))
    return rows


def emergency_rows(scored: Scored) -> dict[str, str]:
    """Return how many emergencies were caught and how many look-alikes were not."""
    caught = [decision.outcome is Outcome.EMERGENCY for question, decision in scored if question.gold == ("emergency",)]
    false = [decision.outcome is Outcome.EMERGENCY for question, decision in scored if question.gold != ("emergency",)]
    return {"caught": share(sum(caught), len(caught)), "false alarms": share(sum(false), len(false))}


def rival_table(articles: Mapping[str, Article], scope: Scored, out: Scored, milliseconds: float) -> Table:
    """Return ours and its rivals: right first, right first where as many are refused, milliseconds a question."""
    ours, refused = scope_rows(scope)["first"], sum(decision.outcome not in OFFERING for _, decision in out) / len(out)
    result = Table("", "right first", f"right first, refusing {refused:.0%}", "ms a question", title="Ours and its rivals, all six languages")
    result.add_row("welcomebot", scope_rows(scope)["(ranked first)"], ours, f"{milliseconds:.1f}")
    for name, rival in rivals(articles).items():
        found = measure_rival(rival, [question for question, _ in scope], [question for question, _ in out], refused)
        result.add_row(name, f"{found.first:.2f}", f"{found.first_refusing:.2f}", f"{found.milliseconds:.1f}")
    return result


async def ask(answerer: Answerer, questions: list[Question], times: list[float]) -> Scored:
    """Return the decision on each question."""
    scored = []
    for question in questions:
        started = time.perf_counter()
        scored.append((question, await answerer.decide(question.text, language=question.chosen)))
        times.append(time.perf_counter() - started)
    return scored


async def measure(arguments: argparse.Namespace) -> None:
    """Ask every question and print the tables."""
    folder = eval_folder(arguments.eval)
    articles = read_knowledge(Path(arguments.knowledge)).articles
    embedder: Embedder = BundledEmbedder() if arguments.embedder == "bundled" else NoEmbedder()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("embeddings", total=None)
        not_covered = read_not_covered(Path(arguments.knowledge))
        answerer = Answerer(
            embedder,
            data_dir=Path(arguments.data),
            knowledge_dir=Path(arguments.knowledge),
            not_covered=not_covered,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
        await answerer.load(articles)
        await answerer.ready()
    times: list[float] = []
    scope = await ask(answerer, in_scope(folder, set(articles)), times)
    more = await ask(answerer, in_scope(folder, set(articles), files=(OTHER_LANGUAGES_FILE,)), times)
    out = await ask(answerer, read(folder / "questions" / "q_out.tsv"), times)
    danger = await ask(answerer, read(folder / "questions" / "q_emergency.tsv"), times)
    await answerer.close()
    columns = {}
    for language in (*OFFERED, "all"):

        def of(scored: Scored, language: str = language) -> Scored:
            return scored if language == "all" else [pair for pair in scored if pair[0].language == language]

        columns[language] = scope_rows(of(scope)) | refusal_rows(of(out)) | emergency_rows(of(danger))
    console = Console(width=160)
    console.print(table("Development questions", columns))
    others = {language: scope_rows([pair for pair in more if pair[0].language == language]) for language in sorted({question.language for question, _ in more})}
    console.print(table("Languages without articles of their own", others | {"all": scope_rows(more)}))
    detected = Counter((question.language, decision.language) for question, decision in scope if question.language != decision.language)
    console.print(f"articles {len(articles)}, other reply language: {dict(detected)}")
    ordered = sorted(times)
    console.print(f"ms a question: median {statistics.median(ordered) * 1000:.1f}, p95 {ordered[int(len(ordered) * 0.95)] * 1000:.1f}")
    console.print(rival_table(articles, scope, out, statistics.median(ordered) * 1000))
    if arguments.misses:
        show_misses(console, scope)


def table(title: str, columns: dict[str, dict[str, str]]) -> Table:
    """Return a table with a column a language."""
    result = Table(title=title)
    result.add_column("")
    for name in columns:
        result.add_column(name, justify="right")
    for row in dict.fromkeys(row for column in columns.values() for row in column):
        result.add_row(row, *(column.get(row, "-") for column in columns.values()))
    return result


def show_misses(console: Console, scope: Scored) -> None:
    """Print the in-scope questions whose first article is wrong or missing."""
    for question, decision in scope:
        first = decision.candidates[0].article_id if decision.candidates else "-"
        if decision.outcome not in OFFERING or first not in question.gold:
            ranks = [candidate.article_id for candidate in decision.candidates]
            rank = next((place for place, article in enumerate(ranks, start=1) if article in question.gold), 0)
            console.print(f"{question.language} {decision.outcome:10} rank {rank} gold {question.gold[0]} first {first}: {question.text}", markup=False)


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", default=None)
    parser.add_argument("--knowledge", default="knowledge")
    parser.add_argument("--data", default="data")
    parser.add_argument("--embedder", choices=("bundled", "none"), default="bundled")
    parser.add_argument("--misses", action="store_true")
    asyncio.run(measure(parser.parse_args()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
