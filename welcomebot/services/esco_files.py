"""A folder in the form of an ESCO download: occupations_<language>.csv, skills_<language>.csv and their relations, read line by line."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from welcomebot.domain.skills import Concept, Kind, Taxonomy
from welcomebot.errors import KnowledgeError

# Some cells hold more than the 128 kB that the csv module allows at first.
MAX_CELL = 16 * 2**20
KINDS = {"occupations": Kind.OCCUPATION, "skills": Kind.SKILL}
FILE_NAME = re.compile(r"(occupations|skills)_([a-z]{2,3})\.csv")
RELATIONS = "occupationSkillRelations.csv"
COLUMNS = ("conceptUri", "preferredLabel")
RELATION_COLUMNS = ("occupationUri", "relationType", "skillUri")
ESSENTIAL = "essential"

Progress = Callable[[str, int], None]  # a file's name, lines read of it


def no_progress(name: str, lines: int) -> None:
    """Tell nobody."""
    del name, lines


@dataclass
class _Draft:
    """A concept while its files are read."""

    kind: Kind
    group: str = ""
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_esco(folder: Path, progress: Progress = no_progress) -> Taxonomy:
    """Return the concepts of a folder by their URI; a file that is none of ESCO's ends it with its name, line and reason."""
    files = [(path, found) for path in sorted(folder.glob("*.csv")) if (found := FILE_NAME.fullmatch(path.name))] if folder.is_dir() else []
    if not files:
        raise KnowledgeError(f"{folder}: expected files like occupations_en.csv and skills_en.csv, as ESCO's download has them")
    drafts: dict[str, _Draft] = {}
    for path, found in files:
        _read_labels(path, KINDS[found[1]], found[2], drafts, progress)
    essential, optional = _read_relations(folder / RELATIONS, drafts, progress)
    concepts = {
        uri: Concept(uri, draft.kind, draft.labels, draft.group, uri, skills=tuple(essential.get(uri, ())), optional=tuple(optional.get(uri, ())))
        for uri, draft in drafts.items()
    }
    return Taxonomy(concepts)


def _read_labels(path: Path, kind: Kind, language: str, drafts: dict[str, _Draft], progress: Progress) -> None:
    for row in _rows(path, COLUMNS, progress):
        names = [row["preferredLabel"], *(row.get("altLabels") or "").split("\n"), *(row.get("hiddenLabels") or "").split("\n")]
        labels = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
        draft = drafts.setdefault(row["conceptUri"], _Draft(kind))
        draft.group = draft.group or (row.get("iscoGroup") or "")
        if labels:
            draft.labels[language] = labels


def _read_relations(path: Path, drafts: dict[str, _Draft], progress: Progress) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    essential: dict[str, list[str]] = defaultdict(list)
    optional: dict[str, list[str]] = defaultdict(list)
    if path.exists():
        for row in _rows(path, RELATION_COLUMNS, progress):
            if row["occupationUri"] in drafts and row["skillUri"] in drafts:
                (essential if row["relationType"] == ESSENTIAL else optional)[row["occupationUri"]].append(row["skillUri"])
    return essential, optional


def _rows(path: Path, columns: tuple[str, ...], progress: Progress) -> Iterator[dict[str, str]]:
    # The limit is the whole program's: who reads other files must find it as it was.
    usual = csv.field_size_limit(MAX_CELL)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        try:
            if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
                raise KnowledgeError(f"{path}:1: the column {missing[0]!r} is missing")
            for number, row in enumerate(reader):
                if any(row[column] is None for column in columns):
                    raise KnowledgeError(f"{path}:{reader.line_num}: the line has too few columns")
                if number % 1_000 == 0:
                    progress(path.name, reader.line_num)
                yield row
        except UnicodeDecodeError as error:
            raise KnowledgeError(f"{path}:{reader.line_num + 1}: the file is not UTF-8") from error
        except csv.Error as error:
            raise KnowledgeError(f"{path}:{reader.line_num}: {error}") from error
        finally:
            csv.field_size_limit(usual)
