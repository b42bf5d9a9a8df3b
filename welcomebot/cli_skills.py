"""`bot.py skills …`: linking free text to occupations, skills and permits, and importing ESCO."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from welcomebot.bootstrap import make_embedder
from welcomebot.domain.claims import Claim, Claims
from welcomebot.domain.language import CODES
from welcomebot.domain.skills import Taxonomy
from welcomebot.errors import UsageError
from welcomebot.json_lines import read_lines
from welcomebot.search.label_forms import fold_phrase, plain_title
from welcomebot.search.label_scoring import EVERYDAY, OFFICIAL, Vectors, Weights
from welcomebot.search.labels import best_places
from welcomebot.search.linking import Linker
from welcomebot.search.skill_reader import SkillReader
from welcomebot.services.esco_files import read_esco
from welcomebot.services.import_esco import import_esco, remove_import
from welcomebot.services.read_skills import read_skills
from welcomebot.settings import Settings

DEFAULT_TOP = {"concept": 10, "label": 200}
BATCH = 64  # lines whose vectors are computed together


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the skills commands."""
    skills = commands.add_parser("skills", help="link: what a free text says that somebody can do; import: ESCO beside our own")
    actions = skills.add_subparsers(metavar="ACTION", required=True)
    link = actions.add_parser("link", help="free text to ranked concepts or labels, each with the reason; with --batch JSON lines in, JSON lines out")
    link.add_argument("text", nargs="?", help="what somebody wrote")
    link.add_argument("--language", help="the language that the person chose; it decides between equals only")
    link.add_argument("--taxonomy", type=Path, help="a folder in the form of an ESCO download; default: KNOWLEDGE_DIR/skills and what was imported")
    link.add_argument("--by", choices=tuple(DEFAULT_TOP), default="concept", help="what to rank")
    link.add_argument("--top", type=int, help="how many; default: 10 concepts, 200 labels")
    link.add_argument("--json", action="store_true", help="print a JSON line; without it as a person reads it")
    link.add_argument("--batch", action="store_true", help='read lines of {"id"?, "text", "language"?} from standard input')
    link.set_defaults(run=_link)
    read = actions.add_parser("read", help="a whole message: what is sure, what to ask, languages and years; one JSON line")
    read.add_argument("text", help="what somebody wrote about their work")
    read.add_argument("--language", help="the language that the person chose")
    read.set_defaults(run=_read)
    take_in = actions.add_parser("import", help="take an ESCO download in beside our own taxonomy, or out again")
    take_in.add_argument("folder", nargs="?", type=Path, help="the download: occupations_<language>.csv, skills_<language>.csv and their relations")
    take_in.add_argument("--remove", action="store_true", help="take out what was imported")
    take_in.set_defaults(run=_import)


def _link(options: argparse.Namespace, settings: Settings) -> None:
    if options.batch == bool(options.text):
        raise UsageError("skills link: expected either a TEXT or --batch")
    if options.top is not None and options.top < 1:
        raise UsageError("skills link: --top takes a number from 1 on")
    asked = read_lines(sys.stdin) if options.batch else iter([{"id": 1, "text": options.text, "language": options.language}])
    asyncio.run(_link_lines(options, settings, asked))


async def _link_lines(options: argparse.Namespace, settings: Settings, asked: Iterator[dict[str, Any]]) -> None:
    is_by_label = options.by == "label"
    top = options.top or DEFAULT_TOP[options.by]
    with Progress(console=Console(stderr=True), transient=True) as bar:
        weights = OFFICIAL if options.taxonomy else EVERYDAY
        reader = await _open(_taxonomy(options.taxonomy, settings, bar), settings, bar, weights=weights)
    while lines := list(islice(asked, BATCH)):
        linker = reader.linker
        phrases = [phrase for line in lines for phrase in ([fold_phrase(plain_title(line["text"]))] if is_by_label else Linker.tried(line["text"]))]
        vectors = await reader.vectors(linker, phrases)
        for line in lines:
            rank = labels_of if is_by_label else concepts_of
            found = rank(linker, line["text"], line.get("language"), top, vectors)
            if options.batch or options.json:
                sys.stdout.write(json.dumps({"id": line["id"], f"{options.by}s": found}, ensure_ascii=False) + "\n")
            else:
                sys.stdout.writelines(f"{_readable(entry)}\n" for entry in found)
    await reader.close()


def _read(options: argparse.Namespace, settings: Settings) -> None:
    asyncio.run(_read_text(options, settings))


async def _read_text(options: argparse.Namespace, settings: Settings) -> None:
    with Progress(console=Console(stderr=True), transient=True) as bar:
        reader = await _open(read_skills(settings.knowledge_dir, settings.data_dir), settings, bar)
    claims = await reader.read(options.text, language=options.language)
    await reader.close()
    sys.stdout.write(json.dumps(claims_as_json(claims), ensure_ascii=False, indent=2) + "\n")


def _import(options: argparse.Namespace, settings: Settings) -> None:
    if options.remove == bool(options.folder):
        raise UsageError("skills import: expected either a DIR or --remove")
    if options.remove:
        sys.stdout.write("The imported concepts are out.\n" if remove_import(settings.data_dir) else "Nothing was imported.\n")
        return
    with Progress(console=Console(stderr=True), transient=True) as bar:
        reading = bar.add_task("Reading", total=None)
        count = import_esco(options.folder, settings.data_dir, lambda name, lines: bar.update(reading, description=f"{name}, line {lines:,}"))
    sys.stdout.write(f"{count} concepts are in; the bot takes them at its next start.\n")


async def _open(taxonomy: Taxonomy, settings: Settings, bar: Progress, *, weights: Weights = EVERYDAY) -> SkillReader:
    task = bar.add_task("Meanings of names", total=None)
    embedder = make_embedder(settings)
    reader = SkillReader(embedder, data_dir=settings.data_dir, progress=lambda done, total: bar.update(task, completed=done, total=total), weights=weights)
    await reader.load(taxonomy)
    await reader.ready()
    return reader


def concepts_of(linker: Linker, text: str, language: str | None, top: int, vectors: Vectors | None = None) -> list[dict[str, Any]]:
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
        for link in linker.link(text, language=language, top=top, vectors=vectors)
    ]


def labels_of(linker: Linker, text: str, language: str | None, top: int, vectors: Vectors | None = None) -> list[dict[str, Any]]:
    """Return the labels that are most like a text, as JSON: the best name of each concept in each language, then the other names."""
    scores = linker.label_scores(text, language, vectors)
    labels, concepts = linker.index.labels, linker.index.concepts
    found = [(labels[place], float(scores[place])) for place in best_places(scores, top)]
    return [
        {"uri": concepts[label.concept].uri or concepts[label.concept].id, "language": label.language, "label": label.text, "score": round(score, 6)}
        for label, score in found
    ]


def claims_as_json(claims: Claims) -> dict[str, Any]:
    """Return what a text says, as JSON."""
    return {
        "sure": [_claim(claim) for claim in claims.sure],
        "ask": [{"text": doubt.text, "choices": [_claim(claim) for claim in doubt.choices]} for doubt in claims.doubts],
        "unlinked": list(claims.unlinked),
        "languages": {code: level.name if level else None for code, level in claims.languages.items()},
        "no_languages": sorted(claims.no_languages),
        "years": claims.years,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.concept_id,
        "text": claim.text,
        "score": claim.score,
        "denied": claim.is_denied,
        "level": claim.level.value if claim.level else None,
        "years": claim.years,
    }


def _taxonomy(folder: Path | None, settings: Settings, bar: Progress) -> Taxonomy:
    if folder is None:
        return read_skills(settings.knowledge_dir, settings.data_dir)
    reading = bar.add_task("Reading", total=None)
    return read_esco(folder, lambda name, lines: bar.update(reading, description=f"{name}, line {lines:,}"))


def _readable(entry: dict[str, Any]) -> str:
    reason = f"  ({entry['reason']}: {entry['matched']})" if "reason" in entry else f"  ({entry['language']})"
    return f"{entry['score']:.2f}  {entry['label']}{reason}{'  denied' if entry.get('denied') else ''}"
