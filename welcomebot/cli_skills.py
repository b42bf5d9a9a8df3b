"""`bot.py skills …`: linking free text to occupations, skills and permits."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from welcomebot.domain.language import CODES
from welcomebot.domain.skills import Taxonomy
from welcomebot.errors import UsageError
from welcomebot.json_lines import read_lines
from welcomebot.search.labels import LabelIndex, best_places
from welcomebot.search.linking import Linker
from welcomebot.services.esco_files import read_esco
from welcomebot.services.read_skills import read_skills
from welcomebot.settings import Settings

DEFAULT_TOP = {"concept": 10, "label": 100}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the skills commands."""
    skills = commands.add_parser("skills", help="link: what a free text says that somebody can do").add_subparsers(metavar="ACTION", required=True)
    link = skills.add_parser("link", help="free text to ranked concepts or labels, each with the reason; with --batch JSON lines in, JSON lines out")
    link.add_argument("text", nargs="?", help="what somebody wrote")
    link.add_argument("--language", help="the language that the person chose; it decides between equals only")
    link.add_argument("--taxonomy", type=Path, help="a folder in the form of an ESCO download; default: KNOWLEDGE_DIR/skills")
    link.add_argument("--by", choices=tuple(DEFAULT_TOP), default="concept", help="what to rank")
    link.add_argument("--top", type=int, help="how many; default: 10 concepts, 100 labels")
    link.add_argument("--json", action="store_true", help="print a JSON line; without it as a person reads it")
    link.add_argument("--batch", action="store_true", help='read lines of {"id"?, "text", "language"?} from standard input')
    link.set_defaults(run=_link)


def _link(options: argparse.Namespace, settings: Settings) -> None:
    if options.batch == bool(options.text):
        raise UsageError("skills link: expected either a TEXT or --batch")
    if options.top is not None and options.top < 1:
        raise UsageError("skills link: --top takes a number from 1 on")
    linker = Linker(LabelIndex.of(_taxonomy(options.taxonomy, settings).concepts.values()))
    top = options.top or DEFAULT_TOP[options.by]
    asked: Iterator[dict[str, Any]] = read_lines(sys.stdin) if options.batch else iter([{"id": 1, "text": options.text, "language": options.language}])
    rank = concepts_of if options.by == "concept" else labels_of
    for line in asked:
        found = rank(linker, line["text"], line.get("language"), top)
        if options.batch or options.json:
            sys.stdout.write(json.dumps({"id": line["id"], f"{options.by}s": found}, ensure_ascii=False) + "\n")
        else:
            sys.stdout.writelines(f"{_readable(entry)}\n" for entry in found)


def concepts_of(linker: Linker, text: str, language: str | None, top: int) -> list[dict[str, Any]]:
    """Return the concepts that a text may name, as JSON."""
    return [
        {
            "id": link.concept.id,
            "kind": link.concept.kind.value,
            "uri": link.concept.uri,
            "label": link.concept.label((language or "", *CODES)),
            "matched": link.label.text,
            "language": link.label.language,
            "score": round(link.score, 4),
            "reason": link.reason.value,
            **({"denied": True} if link.is_denied else {}),
        }
        for link in linker.link(text, language=language, top=top)
    ]


def labels_of(linker: Linker, text: str, language: str | None, top: int) -> list[dict[str, Any]]:
    """Return the labels that are most like a text, as JSON; each name of a concept stands for itself."""
    scores, _ = linker.label_scores(text, language)
    labels, concepts = linker.index.labels, linker.index.concepts
    found = [(labels[place], float(scores[place])) for place in best_places(scores, top)]
    return [
        {"uri": concepts[label.concept].uri or concepts[label.concept].id, "language": label.language, "label": label.text, "score": round(score, 6)}
        for label, score in found
    ]


def _taxonomy(folder: Path | None, settings: Settings) -> Taxonomy:
    if folder is None:
        return read_skills(settings.knowledge_dir)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        reading = bar.add_task("Reading", total=None)
        return read_esco(folder, lambda name, lines: bar.update(reading, description=f"{name}, line {lines:,}"))


def _readable(entry: dict[str, Any]) -> str:
    reason = f"  ({entry['reason']}: {entry['matched']})" if "reason" in entry else f"  ({entry['language']})"
    return f"{entry['score']:.2f}  {entry['label']}{reason}{'  denied' if entry.get('denied') else ''}"
