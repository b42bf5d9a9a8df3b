"""An ESCO download kept in the data folder, compact, so that the bot links against it beside our own taxonomy."""

import gzip
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from welcomebot.domain.folding import fold
from welcomebot.domain.skills import IMPORTED, Concept, Kind, Taxonomy
from welcomebot.errors import KnowledgeError
from welcomebot.services.esco_files import Progress, no_progress, read_esco

FILE = "esco.jsonl.gz"
LEVEL = 5  # of gzip: half a second for all of ESCO, and a tenth of its size


def import_esco(folder: Path, data_dir: Path, progress: Progress = no_progress) -> int:
    """Store the concepts of a download and return their number; what was stored before stays until all of it is written."""
    concepts = read_esco(folder, progress).concepts
    data_dir.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=data_dir, prefix=FILE, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as raw, gzip.open(raw, "wt", encoding="utf-8", compresslevel=LEVEL) as lines:
            for number, concept in enumerate(concepts.values()):
                lines.write(json.dumps(_row(concept), ensure_ascii=False, separators=(",", ":")) + "\n")
                if number % 1_000 == 0:
                    progress(FILE, number)
        part.replace(data_dir / FILE)
    finally:
        part.unlink(missing_ok=True)
    return len(concepts)


def remove_import(data_dir: Path) -> bool:
    """Take the imported concepts out again; tell whether there were any."""
    is_there = (data_dir / FILE).exists()
    (data_dir / FILE).unlink(missing_ok=True)
    return is_there


def read_import(data_dir: Path) -> tuple[Concept, ...]:
    """Return the imported concepts; none where nothing was imported."""
    path = data_dir / FILE
    if not path.exists():
        return ()
    return tuple(_rows(path))


def merge(own: Taxonomy, imported: Iterable[Concept]) -> Taxonomy:
    """Return our taxonomy with the imported one behind it.

    Where both know a concept, by its URI, ours stays and gets ESCO's names behind its own; so our concept is also meant
    where an imported occupation needs that skill.
    """
    ours = {concept.uri: concept for concept in own.concepts.values() if concept.uri}
    imported = tuple(imported)
    ids = {concept.uri: ours[concept.uri].id if concept.uri in ours else _id(concept.uri or concept.id) for concept in imported}
    merged = dict(own.concepts)
    for concept in imported:
        known = ours.get(concept.uri or "")
        if known is not None:
            merged[known.id] = _with_names(merged[known.id], concept)
        else:
            skills, optional = (tuple(ids[uri] for uri in uris if uri in ids) for uris in (concept.skills, concept.optional))
            merged[ids[concept.uri]] = replace(concept, id=ids[concept.uri], skills=skills, optional=optional)
    return Taxonomy(merged, own.permits)


def _with_names(own: Concept, other: Concept) -> Concept:
    labels = dict(own.labels)
    for language, names in other.labels.items():
        known = {fold(name) for name in labels.get(language, ())}
        labels[language] = (*labels.get(language, ()), *(name for name in names if fold(name) not in known))
    return replace(own, labels=labels)


def _id(uri: str) -> str:
    """Return a short id that callback data can carry."""
    return IMPORTED + uri.rstrip("/").rsplit("/", 1)[-1].lower()


def _row(concept: Concept) -> list[Any]:
    return [concept.uri, concept.kind.value, concept.group, concept.labels, concept.skills, concept.optional]


def _rows(path: Path) -> Iterator[Concept]:
    number = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                number += 1
                uri, kind, group, labels, skills, optional = json.loads(line)
                named = {language: tuple(names) for language, names in labels.items()}
                yield Concept(uri, Kind(kind), named, group, uri, skills=tuple(skills), optional=tuple(optional))
    except (OSError, EOFError, ValueError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"{path}:{number + 1}: the import is damaged; run `bot.py skills import` again, or with --remove") from error
