"""The taxonomy of a knowledge folder: everything that can be read, and a finding for everything that cannot."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from welcomebot.domain.finding import Finding
from welcomebot.domain.skills import Concept, Kind, Permit, Takes, Taxonomy, Timing
from welcomebot.services.knowledge_fields import Fields
from welcomebot.services.knowledge_files import read_table
from welcomebot.services.knowledge_schema import ID, LANGUAGE, URL

SKILLS = "skills"
PERMITS_FILE = "permits.yaml"
FOLDERS = {"occupations": Kind.OCCUPATION, "skills": Kind.SKILL}
ISCO = r"[0-9]{4}"
CONCEPT = r"[a-z0-9]+(?:-[A-Za-z0-9]+)*"  # an id, also that of a licence: driving-licence-CE


@dataclass
class SkillFiles:
    """All concepts with the place where each stands."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    permits: dict[str, Permit] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)  # path and line of a concept
    findings: list[Finding] = field(default_factory=list)

    @property
    def taxonomy(self) -> Taxonomy:
        """Return what was read."""
        return Taxonomy(self.concepts, self.permits)


def load_skills(knowledge: Path) -> SkillFiles:
    """Read `skills/` of a knowledge folder; a folder without it has an empty taxonomy."""
    files = SkillFiles()
    for path, kind in _paths(knowledge / SKILLS):
        _load_file(path, kind, path.relative_to(knowledge).as_posix(), files)
    return files


def _paths(folder: Path) -> Iterator[tuple[Path, Kind]]:
    for name, kind in FOLDERS.items():
        for path in sorted((folder / name).glob("*.yaml")):
            yield path, kind
    if (folder / PERMITS_FILE).exists():
        yield folder / PERMITS_FILE, Kind.PERMIT


def _load_file(path: Path, kind: Kind, name: str, files: SkillFiles) -> None:
    content = read_table(path, name, files.findings)
    if content is None:
        return
    file = Fields(content, name, files.findings)
    for concept_id in file.names():
        line = file.line(concept_id)
        fields = file.inner(concept_id)
        if concept_id in files.places:
            place, number = files.places[concept_id]
            files.findings.append(Finding(name, line, "duplicate-id", f"{concept_id!r} also stands in {place}:{number}"))
        elif fields is not None:
            files.places[concept_id] = (name, line)
            files.concepts[concept_id] = _concept(concept_id, kind, fields)
            if kind is Kind.PERMIT:
                files.permits[concept_id] = _permit(fields)
            fields.report_unknown()


def _concept(concept_id: str, kind: Kind, fields: Fields) -> Concept:
    labels = fields.inner("labels")
    found = {code: tuple(text for text, _ in labels.texts(code)) for code in labels.names()} if labels else {}
    if not found:
        fields.report("labels", "missing-key", "'labels' is needed: names in each language, the preferred one first")
    is_occupation = kind is Kind.OCCUPATION
    return Concept(
        id=concept_id,
        kind=kind,
        labels=found,
        group=fields.text("group", pattern=ISCO if is_occupation else ID, default=None if is_occupation else ""),
        uri=fields.optional("uri", pattern=URL),
        broader=fields.optional("broader", pattern=CONCEPT),
        skills=tuple(text for text, _ in fields.texts("skills", pattern=ID)) if is_occupation else (),
        optional=tuple(text for text, _ in fields.texts("optional", pattern=ID)) if is_occupation else (),
    )


def _permit(fields: Fields) -> Permit:
    return Permit(
        timing=Timing(fields.choice("timing", tuple(Timing))),
        takes=Takes(fields.choice("takes", tuple(Takes))),
        how=fields.table("how", key_pattern=LANGUAGE),
        article=fields.optional("article", pattern=ID),
    )
