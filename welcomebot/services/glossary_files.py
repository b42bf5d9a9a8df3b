"""The glossary of a knowledge folder: everything that can be read, and a finding for everything that cannot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from welcomebot.domain.finding import Finding
from welcomebot.domain.glossary import OFFICIAL, Term
from welcomebot.domain.language import CODES
from welcomebot.services.knowledge_fields import Fields
from welcomebot.services.knowledge_files import read_table

GLOSSARY_FILE = "glossary.yaml"


@dataclass
class GlossaryFile:
    """The terms in their order."""

    terms: list[Term] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def load_glossary(knowledge: Path) -> GlossaryFile:
    """Read glossary.yaml of a knowledge folder; a folder without it has no terms."""
    file = GlossaryFile()
    path = knowledge / GLOSSARY_FILE
    table = read_table(path, GLOSSARY_FILE, file.findings) if path.exists() else None
    if table is None:
        return file
    fields = Fields(table, GLOSSARY_FILE, file.findings)
    sources = fields.table("sources")
    terms = fields.inner("terms")
    if terms is None:
        fields.report("terms", "missing-key", "'terms' is needed: an id and its wording in each language")
    else:
        file.terms += _terms(terms, sources)
    fields.report_unknown()
    return file


def _terms(fields: Fields, known_sources: Mapping[str, str]) -> Iterator[Term]:
    for term_id in fields.names():
        line = fields.line(term_id)
        entry = fields.inner(term_id)
        if entry is not None:
            yield _term(term_id, entry, line, known_sources)


def _term(term_id: str, fields: Fields, line: int, known_sources: Mapping[str, str]) -> Term:
    sources = _one_or_more(fields, "source")
    for source in sources or ("",):
        if source not in known_sources:
            fields.report("source", "unknown-source", f"{term_id!r}: {source!r} is none of 'sources'")
    wordings = {code: found for code in CODES if (found := _one_or_more(fields, code))}
    if lacking := [code for code in OFFICIAL if code not in wordings]:
        fields.report("fi", "missing-key", f"{term_id!r} has no official word in {', '.join(lacking)}")
    fields.report_unknown()
    return Term(term_id, wordings, sources, line)


def _one_or_more(fields: Fields, key: str) -> tuple[str, ...]:
    """Return the values of a key that holds one text or a list."""
    if fields.is_list(key):
        return tuple(text for text, _ in fields.texts(key))
    text = fields.optional(key)
    return (text,) if text else ()
